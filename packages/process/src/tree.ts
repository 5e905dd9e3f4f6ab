import type { ProcessRow } from '@psutil/native/internal/records';

/** Returns the rows of a table by PID. */
export const byPid = (rows: readonly ProcessRow[]): ReadonlyMap<number, ProcessRow> =>
  new Map(rows.map((row) => [row.pid, row]));

/** Child processes by the PID of their parent, each list in the order of the table. */
export type ByParent = ReadonlyMap<number, readonly ProcessRow[]>;

/** Groups processes by the PID of their parent. */
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

/** Returns whether a process can be the parent of another. If it started later than the child, its PID was reused. */
export const canBeParent = (parent: ProcessRow, child: ProcessRow): boolean =>
  !((child.start ?? Number.NaN) < (parent.start ?? Number.NaN));

/**
 * Returns the children of a process or, with `recursive`, all descendants in depth-first order. The rows are not read
 * atomically and can form a cycle: each process is returned once.
 */
export function descendants(children: ByParent, root: ProcessRow, recursive: boolean): ProcessRow[] {
  const seen = new Set([root.pid]);
  const found: ProcessRow[] = [];
  const stack = [root];
  for (let parent = stack.pop(); parent; parent = stack.pop()) {
    if (parent !== root) found.push(parent);
    if (parent !== root && !recursive) continue;
    const next = childrenOf(parent, children).filter(({ pid }) => !seen.has(pid));
    for (const { pid } of next) seen.add(pid);
    stack.push(...next.reverse());
  }
  return found;
}

function childrenOf(parent: ProcessRow, children: ByParent): ProcessRow[] {
  return (children.get(parent.pid) ?? []).filter((child) => canBeParent(parent, child));
}

/** Returns the parent of a process; undefined if the table does not include it. */
export function parentOf(table: ReadonlyMap<number, ProcessRow>, row: ProcessRow): ProcessRow | undefined {
  const { ppid } = row.info;
  // The idle process of Windows, with PID 0, is its own parent.
  const parent = ppid === undefined || ppid === row.pid ? undefined : table.get(ppid);
  return parent && canBeParent(parent, row) ? parent : undefined;
}

/** Returns the ancestors of a process, nearest first. As in {@link descendants}, each process is returned once. */
export function ancestors(table: ReadonlyMap<number, ProcessRow>, row: ProcessRow): ProcessRow[] {
  const found = new Set<ProcessRow>();
  for (let parent = parentOf(table, row); parent; parent = parentOf(table, parent)) {
    if (parent.pid === row.pid || found.has(parent)) break;
    found.add(parent);
  }
  return [...found];
}
