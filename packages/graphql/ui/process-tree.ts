import type { CellValue, Column } from './columns.ts';
import type { Process } from './process.ts';
import { compareValues, isMatch, type Row, sortProcesses, type TableView } from './rows.ts';

/** Processes by PID. */
export type ProcessesByPid = ReadonlyMap<number, Process>;

/** Returns the processes by PID. */
export const indexByPid = (processes: readonly Process[]): ProcessesByPid =>
  new Map(processes.map((process) => [process.pid, process]));

/** Returns the parent of a process; undefined if it is unknown or not in the snapshot. */
export const parentOf = ({ ppid }: Process, byPid: ProcessesByPid): Process | undefined =>
  ppid === null ? undefined : byPid.get(ppid);

/** The process tree of a snapshot. */
class ProcessTree {
  /** Children by parent; the roots by undefined. */
  readonly #children = new Map<Process | undefined, Process[]>();
  /** All processes, parents before their children. */
  readonly ordered: Process[] = [];

  constructor(processes: readonly Process[]) {
    const byPid = indexByPid(processes);
    for (const process of processes) this.#add(parentOf(process, byPid), process);
    this.#appendDescendants(undefined);
    // A snapshot is not atomic, so that parents can form a cycle, which no root leads to: break it at its first process.
    const reached = new Set(this.ordered);
    for (const process of processes) {
      if (reached.has(process)) continue;
      const parent = parentOf(process, byPid);
      this.#children.set(
        parent,
        this.childrenOf(parent).filter((child) => child !== process),
      );
      this.#add(undefined, process);
      const start = this.ordered.length;
      this.ordered.push(process);
      this.#appendDescendants(process);
      for (const each of this.ordered.slice(start)) reached.add(each);
    }
  }

  childrenOf(process: Process | undefined): readonly Process[] {
    return this.#children.get(process) ?? [];
  }

  #add(parent: Process | undefined, process: Process): void {
    const siblings = this.#children.get(parent);
    if (siblings) siblings.push(process);
    else this.#children.set(parent, [process]);
  }

  #appendDescendants(ancestor: Process | undefined): void {
    const stack = [...this.childrenOf(ancestor)];
    for (let next = stack.pop(); next; next = stack.pop()) {
      this.ordered.push(next);
      stack.push(...this.childrenOf(next));
    }
  }
}

/** Returns the sort key of each subtree: for a quantity its maximum, so that an idle parent does not hide a busy child. */
function subtreeKeys(tree: ProcessTree, { value, isQuantity }: Column): (process: Process) => CellValue {
  if (!isQuantity) return value;
  const keys = new Map<Process, CellValue>();
  for (const process of tree.ordered.toReversed()) {
    const childKeys = tree.childrenOf(process).map((child) => keys.get(child) ?? null);
    keys.set(
      process,
      [value(process), ...childKeys].reduce((a, b) => (compareValues(a, b) < 0 ? b : a)),
    );
  }
  return (process) => keys.get(process) ?? null;
}

/** Returns the processes that match a search, and their ancestors. */
function matchesWithAncestors(tree: ProcessTree, search: string): ReadonlySet<Process> {
  const visible = new Set<Process>();
  for (const process of tree.ordered.toReversed()) {
    if (isMatch(process, search) || tree.childrenOf(process).some((child) => visible.has(child))) visible.add(process);
  }
  return visible;
}

/** Returns the rows of a tree, from top to bottom. */
export function treeRows(processes: readonly Process[], view: TableView): Row[] {
  const tree = new ProcessTree(processes);
  const getKey = subtreeKeys(tree, view.column);
  const visible = matchesWithAncestors(tree, view.search);
  const isSearch = view.search.trim() !== '';
  const childRows = (parent: Process | undefined, level: number): Row[] => {
    const children = sortProcesses(
      tree.childrenOf(parent).filter((child) => visible.has(child)),
      getKey,
      view.isDescending,
    );
    return children
      .map((process, index) => ({
        id: process.id,
        process,
        level,
        isExpanded: tree.childrenOf(process).some((child) => visible.has(child))
          ? isSearch || !view.toggled.has(process.id)
          : undefined,
        position: index + 1,
        siblingCount: children.length,
        isAncestorOfMatch: isSearch && !isMatch(process, view.search),
      }))
      .toReversed();
  };
  const rows: Row[] = [];
  const stack = childRows(undefined, 1);
  for (let next = stack.pop(); next; next = stack.pop()) {
    rows.push(next);
    if (next.process && next.isExpanded) stack.push(...childRows(next.process, next.level + 1));
  }
  return rows;
}

/** Returns the IDs of the kernel processes all of whose children are kernel processes, such as `kthreadd` on Linux. */
export function kernelSubtrees(processes: readonly Process[]): ReadonlySet<string> {
  const tree = new ProcessTree(processes);
  const isSubtree = (process: Process): boolean => {
    const children = tree.childrenOf(process);
    return children.length > 0 && [process, ...children].every(({ isKernelProcess }) => isKernelProcess === true);
  };
  return new Set(processes.filter(isSubtree).map(({ id }) => id));
}
