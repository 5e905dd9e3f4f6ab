import type { ProcessRow } from '@psutil/native/internal/records';

/** The rows of a table by their pids. */
export const byPid = (rows: readonly ProcessRow[]): ReadonlyMap<number, ProcessRow> =>
  new Map(rows.map((row) => [row.pid, row]));

/** The children in a table of processes, by the pid of their parent; each list by pid. */
export type ByParent = ReadonlyMap<number, readonly ProcessRow[]>;

/** Finds the children in a table of processes. */
export function byParent(rows: readonly ProcessRow[]): ByParent {
  const children = new Map<number, ProcessRow[]>();
  for (const row of rows) {
    const ppid = row.info.ppid;
    if (ppid === undefined) continue;
    const siblings = children.get(ppid);
    if (siblings) siblings.push(row);
    else children.set(ppid, [row]);
  }
  return children;
}

/** A child cannot be older than its parent: if it is, that pid was another's when the child was born. */
export const canBeParent = (parent: ProcessRow, child: ProcessRow): boolean =>
  !((child.start ?? Number.NaN) < (parent.start ?? Number.NaN));

/**
 * The children of a process among those of a table or, recursively, all that descend from it: each before its own children. A
 * table is not of one moment, so that it may show a circle: nobody is listed twice.
 */
export function descendants(children: ByParent, root: ProcessRow, recursive: boolean): ProcessRow[] {
  const seen = new Set([root.pid]);
  const found: ProcessRow[] = [];
  const open = [root];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    if (parent !== root) found.push(parent);
    if (parent !== root && !recursive) continue;
    const next = childrenOf(parent, children).filter(({ pid }) => !seen.has(pid));
    for (const { pid } of next) seen.add(pid);
    open.push(...next.reverse());
  }
  return found;
}

function childrenOf(parent: ProcessRow, children: ByParent): ProcessRow[] {
  return (children.get(parent.pid) ?? []).filter((child) => canBeParent(parent, child));
}

/** The parents of a process in a table, the nearest first. Nobody is listed twice, as in {@link descendants}. */
export function ancestors(table: ReadonlyMap<number, ProcessRow>, of: ProcessRow): ProcessRow[] {
  const found = new Set<ProcessRow>();
  for (let child = of; ; ) {
    const parent = table.get(child.info.ppid ?? 0);
    if (!parent || parent.pid === of.pid || found.has(parent) || !canBeParent(parent, child)) return [...found];
    found.add(parent);
    child = parent;
  }
}
