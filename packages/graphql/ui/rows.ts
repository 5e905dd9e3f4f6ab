import type { CellValue, Column } from './columns.ts';
import type { Process } from './process.ts';

/** Order, search and expanded rows of the process table. */
export interface TableView {
  readonly column: Column;
  readonly isDescending: boolean;
  readonly search: string;
  /** IDs of the processes whose children are hidden, and of the groups whose processes are visible. */
  readonly toggled: ReadonlySet<string>;
}

/** Processes with a common attribute. */
export interface ProcessGroup {
  /** Value of the attribute; null if the processes have none. */
  readonly key: string | null;
  readonly processes: readonly Process[];
}

/** A row of the process table: a process or a group. */
export interface Row {
  readonly id: string;
  readonly process?: Process;
  readonly group?: ProcessGroup;
  /** Level in the tree; 1 for a root. */
  readonly level: number;
  /** Whether its children are visible; undefined if it has none. */
  readonly isExpanded: boolean | undefined;
  /** Position among its siblings, from 1. */
  readonly position: number;
  /** Number of its siblings, including itself. */
  readonly siblingCount: number;
  /** Whether it does not match the search, but a descendant of it does. */
  readonly isAncestorOfMatch: boolean;
}

/** Returns whether a search matches a part of the name, command line or user, or the beginning of the PID. */
export function isMatch(process: Process, search: string): boolean {
  const term = search.trim().toLowerCase();
  if (term === '') return true;
  const texts = [process.name, process.username, process.cmdline?.join(' ')];
  return String(process.pid).startsWith(term) || texts.some((text) => text?.toLowerCase().includes(term));
}

/** Returns the sum over the known values of a group; null if none is known, or if the column has no sum. */
export function groupValue({ value, isSum }: Column, { processes }: ProcessGroup): number | null {
  if (!isSum) return null;
  const known = processes.map(value).filter((each) => typeof each === 'number');
  return known.length > 0 ? known.reduce((a, b) => a + b) : null;
}

/** Returns the value of a cell. */
export function rowValue(column: Column, { process, group }: Row): CellValue {
  if (group) return groupValue(column, group);
  return process ? column.value(process) : null;
}

/** Compares two values; text ignores case, and unknown values are the smallest. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [left, right] = typeof a === 'string' && typeof b === 'string' ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Sorts items by a value, and items with equal values by a key in ascending order. */
export function sortByValue<T>(
  items: readonly T[],
  getValue: (item: T) => CellValue,
  isDescending: boolean,
  getKey: (item: T) => CellValue,
): T[] {
  const sign = isDescending ? -1 : 1;
  return items
    .map((item) => ({ item, value: getValue(item) }))
    .sort((a, b) => sign * compareValues(a.value, b.value) || compareValues(getKey(a.item), getKey(b.item)))
    .map(({ item }) => item);
}

/** Sorts processes by a value, and processes with equal values by PID. */
export const sortProcesses = (
  processes: readonly Process[],
  getValue: (process: Process) => CellValue,
  isDescending: boolean,
): Process[] => sortByValue(processes, getValue, isDescending, ({ pid }) => pid);

/** Returns the rows of processes without children. */
export const leafRows = (processes: readonly Process[], level: number): Row[] =>
  processes.map((process, index) => ({
    id: process.id,
    process,
    level,
    isExpanded: undefined,
    position: index + 1,
    siblingCount: processes.length,
    isAncestorOfMatch: false,
  }));

/** Returns the rows of a list, from top to bottom. */
export function listRows(processes: readonly Process[], { column, isDescending, search }: TableView): Row[] {
  const matches = processes.filter((process) => isMatch(process, search));
  return leafRows(sortProcesses(matches, column.value, isDescending), 1);
}
