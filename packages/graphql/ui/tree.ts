import type { Column } from './columns.ts';
import type { Process } from './process.ts';

/** How the processes are shown. */
export interface View {
  readonly isTree: boolean;
  readonly column: Column;
  readonly isDescending: boolean;
  readonly search: string;
  /** Ids of those whose children are not shown. */
  readonly closed: ReadonlySet<string>;
}

/** A line of the table. */
export interface Row {
  readonly process: Process;
  /** How deep it is in the tree, from 1. */
  readonly level: number;
  /** Whether its children are shown; undefined where it has none. */
  readonly isOpen: boolean | undefined;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Whether it is there only because what is searched descends from it. */
  readonly isContext: boolean;
}

/** Whether a process is searched: by a part of its name, command line or user, or by the beginning of its pid. */
export function isMatch(process: Process, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  const texts = [process.name, process.username, process.cmdline?.join(' ')];
  return String(process.pid).startsWith(wanted) || texts.some((text) => text?.toLowerCase().includes(wanted));
}

type Key = string | number | null;

function compareKeys(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

type Weight = (process: Process) => Key;

/** Sorts by weight; what weighs the same keeps the order of pids. */
function sorted(processes: readonly Process[], weight: Weight, isDescending: boolean): Process[] {
  const sign = isDescending ? -1 : 1;
  return processes
    .map((process) => ({ process, key: weight(process) }))
    .sort((a, b) => sign * compareKeys(a.key, b.key) || a.process.pid - b.process.pid)
    .map(({ process }) => process);
}

function list(processes: readonly Process[], { column, isDescending, search }: View): Row[] {
  const found = sorted(
    processes.filter((process) => isMatch(process, search)),
    column.key,
    isDescending,
  );
  return found.map((process, index) => ({
    process,
    level: 1,
    isOpen: undefined,
    place: index + 1,
    siblings: found.length,
    isContext: false,
  }));
}

/** Processes by their parents, parents before their children; those without a parent here are under undefined. */
class Family {
  readonly children = new Map<Process | undefined, Process[]>();
  readonly ordered: Process[] = [];

  constructor(processes: readonly Process[]) {
    const byPid = new Map(processes.map((process) => [process.pid, process]));
    for (const process of processes) this.#add(byPid.get(process.ppid ?? 0), process);
    this.#walk(undefined);
    // Pids are read one after the other, so that two may each seem to be the other's parent.
    const seen = new Set(this.ordered);
    for (const process of processes) {
      if (seen.has(process)) continue;
      const parent = byPid.get(process.ppid ?? 0);
      this.children.set(
        parent,
        this.of(parent).filter((each) => each !== process),
      );
      this.#add(undefined, process);
      const from = this.ordered.length;
      this.ordered.push(process);
      this.#walk(process);
      for (const each of this.ordered.slice(from)) seen.add(each);
    }
  }

  of(process: Process | undefined): readonly Process[] {
    return this.children.get(process) ?? [];
  }

  #add(parent: Process | undefined, process: Process): void {
    const siblings = this.children.get(parent);
    if (siblings) siblings.push(process);
    else this.children.set(parent, [process]);
  }

  #walk(from: Process | undefined): void {
    const open = [...this.of(from)];
    for (let next = open.pop(); next; next = open.pop()) {
      this.ordered.push(next);
      open.push(...this.of(next));
    }
  }
}

/** What a branch weighs: as much as the highest in it, so that what is busy is not hidden below what is not. */
function branchWeights(family: Family, { key, isAmount }: Column): Weight {
  if (!isAmount) return key;
  const weights = new Map<Process, Key>();
  for (const process of family.ordered.toReversed()) {
    const below = family.of(process).map((child) => weights.get(child) ?? null);
    weights.set(
      process,
      [key(process), ...below].reduce((a, b) => (compareKeys(a, b) < 0 ? b : a)),
    );
  }
  return (process) => weights.get(process) ?? null;
}

/** Those that are searched, and all that they descend from. */
function shownOf(family: Family, search: string): ReadonlySet<Process> {
  const shown = new Set<Process>();
  for (const process of family.ordered.toReversed()) {
    if (isMatch(process, search) || family.of(process).some((child) => shown.has(child))) shown.add(process);
  }
  return shown;
}

function tree(processes: readonly Process[], view: View): Row[] {
  const family = new Family(processes);
  const weight = branchWeights(family, view.column);
  const shown = shownOf(family, view.search);
  const isSearch = view.search.trim() !== '';
  const below = (parent: Process | undefined, level: number): Row[] => {
    const found = sorted(
      family.of(parent).filter((each) => shown.has(each)),
      weight,
      view.isDescending,
    );
    return found
      .map((process, index) => ({
        process,
        level,
        isOpen: family.of(process).some((child) => shown.has(child))
          ? isSearch || !view.closed.has(process.id)
          : undefined,
        place: index + 1,
        siblings: found.length,
        isContext: isSearch && !isMatch(process, view.search),
      }))
      .toReversed();
  };
  const rows: Row[] = [];
  const open = below(undefined, 1);
  for (let next = open.pop(); next; next = open.pop()) {
    rows.push(next);
    if (next.isOpen) open.push(...below(next.process, next.level + 1));
  }
  return rows;
}

/** The lines of the table, from top to bottom. */
export function rowsOf(processes: readonly Process[], view: View): Row[] {
  return view.isTree ? tree(processes, view) : list(processes, view);
}
