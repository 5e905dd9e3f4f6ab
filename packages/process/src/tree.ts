import type { ProcessRow } from '@psutil/native/internal/records';

/** Returns the rows of a table by PID. */
export const byPid = (rows: readonly ProcessRow[]): ReadonlyMap<number, ProcessRow> =>
  new Map(rows.map((row) => [row.pid, row]));

/** The children in a table of processes, by the PID of their parent; each list is sorted by PID. */
export type ByParent = ReadonlyMap<number, readonly ProcessRow[]>;

/** Groups the processes of a table by their parent. */
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

/** Whether a process can be the parent of another: a parent that started later has a reused PID. */
export const canBeParent = (parent: ProcessRow, child: ProcessRow): boolean =>
  !((child.start ?? Number.NaN) < (parent.start ?? Number.NaN));

/**
 * Returns the children of a process in a table or, recursively, all descendants, each before its own children. The rows of
 * a table are not of one moment and may form a cycle: each process is listed once.
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

/** Returns the ancestors of a process in a table, the nearest first; each is listed once, as in {@link descendants}. */
export function ancestors(table: ReadonlyMap<number, ProcessRow>, of: ProcessRow): ProcessRow[] {
  const found = new Set<ProcessRow>();
  for (let child = of; ; ) {
    const parent = table.get(child.info.ppid ?? 0);
    if (!parent || parent.pid === of.pid || found.has(parent) || !canBeParent(parent, child)) return [...found];
    found.add(parent);
    child = parent;
  }
}
