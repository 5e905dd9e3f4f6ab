import { computed, effect, signal } from '@preact/signals';
import { type Column, columns } from './columns.ts';
import { processes } from './processes.ts';
import { type Row, rowsOf } from './tree.ts';

/** Whether the table is a tree, or a list. */
export const isTree = signal(true);

/** What is searched. */
export const search = signal('');

/** By what the table is sorted, and whether downwards. */
export const order = signal<{ readonly column: Column; readonly isDescending: boolean }>({
  column: columns.find(({ id }) => id === 'pid') as Column,
  isDescending: false,
});

/** Ids of those whose children are not shown. */
export const closed = signal<ReadonlySet<string>>(new Set());

/** Hides the kernel's own threads at first, which are many, and do as they always do. */
const hide = effect(() => {
  const kernel = processes.value.find(({ pid, ppid, name }) => pid === 2 && ppid === 0 && name === 'kthreadd');
  if (processes.value.length === 0) return;
  if (kernel) closed.value = new Set([kernel.id]);
  queueMicrotask(() => hide());
});

/** The lines of the table. */
export const rows = computed(() =>
  rowsOf(processes.value, {
    isTree: isTree.value,
    ...order.value,
    search: search.value,
    closed: closed.value,
  }),
);

/** The id of the process that the keys act on. */
export const active = signal<string | undefined>(undefined);

/** Where in the table that is; -1 for nowhere. */
export const activeIndex = computed(() => rows.value.findIndex(({ process }) => process.id === active.value));

let lastIndex = 0;

// Where the active process has ended, the one that takes its place is the active one.
effect(() => {
  const id = active.value;
  if (activeIndex.value >= 0) lastIndex = activeIndex.value;
  else if (id !== undefined && !processes.value.some((process) => process.id === id)) {
    active.value = rows.value[Math.min(lastIndex, rows.value.length - 1)]?.process.id;
  }
});

/** The id of the process that the panel shows; undefined for none. */
export const opened = signal<string | undefined>(undefined);

/** Counts what the table is asked to bring into view. */
export const revealed = signal(0);

/** Sorts by a column, or the other way by the same one. */
export function sortBy(column: Column): void {
  const { column: current, isDescending } = order.value;
  order.value = { column, isDescending: current === column ? !isDescending : column.isAmount };
}

/** Shows the children of a process, or no longer. */
export function toggle(id: string, isOpen = closed.value.has(id)): void {
  const next = new Set(closed.value);
  if (isOpen) next.delete(id);
  else next.add(id);
  closed.value = next;
}

/** Makes a line the active one. */
export function activate(row: Row | undefined): void {
  if (!row) return;
  active.value = row.process.id;
  revealed.value++;
}

/** Shows a process in the panel and, where it is in the table, makes it the active one there, with its parents open. */
export function open(id: string): void {
  opened.value = id;
  const byPid = new Map(processes.value.map((process) => [process.pid, process]));
  const next = new Set(closed.value);
  let process = processes.value.find((each) => each.id === id);
  for (let depth = 0; process && depth < byPid.size; depth++) {
    process = byPid.get(process.ppid ?? 0);
    if (process) next.delete(process.id);
  }
  if (next.size !== closed.value.size) closed.value = next;
  active.value = id;
  revealed.value++;
}

/** Closes the panel. */
export function close(): void {
  opened.value = undefined;
}
