import { computed, effect, signal } from '@preact/signals';
import { type Column, columns } from './columns.ts';
import { buildRows, indexByPid, kernelSubtrees, parentOf, type Row } from './process-tree.ts';
import { processes } from './processes.ts';

/** Whether the table shows a tree; otherwise a list. */
export const isTree = signal(true);

/** Text of the search field. */
export const search = signal('');

/** Column and direction by which the table is sorted. */
export const sortOrder = signal<{ readonly column: Column; readonly isDescending: boolean }>({
  column: columns.find(({ id }) => id === 'pid') as Column,
  isDescending: false,
});

/** IDs of the processes whose children are hidden. */
export const collapsed = signal<ReadonlySet<string>>(new Set());

/** Collapses the kernel threads once, with the first snapshot. */
const disposeInitialCollapse = effect(() => {
  if (processes.value.length === 0) return;
  collapsed.value = kernelSubtrees(processes.value);
  queueMicrotask(() => disposeInitialCollapse());
});

/** The rows of the table, from top to bottom. */
export const rows = computed(() =>
  buildRows(processes.value, {
    isTree: isTree.value,
    ...sortOrder.value,
    search: search.value,
    collapsed: collapsed.value,
  }),
);

/** ID of the process in the active row, which the keyboard acts on; undefined for none. */
export const activeId = signal<string | undefined>(undefined);

/** Index of the active row; -1 for none. */
export const activeIndex = computed(() => rows.value.findIndex(({ process }) => process.id === activeId.value));

let lastActiveIndex = 0;

// When the active process exits, the row that takes its place becomes active.
effect(() => {
  const id = activeId.value;
  if (activeIndex.value >= 0) lastActiveIndex = activeIndex.value;
  else if (id !== undefined && !processes.value.some((process) => process.id === id)) {
    activeId.value = rows.value[Math.min(lastActiveIndex, rows.value.length - 1)]?.process.id;
  }
});

/** ID of the process in the panel; undefined while the panel is closed. */
export const selectedId = signal<string | undefined>(undefined);

/** Number of requests to scroll to the active row. */
export const scrollRequests = signal(0);

/** Sorts by a column, or reverses the order if the table is already sorted by it. */
export function sortBy(column: Column): void {
  const { column: current, isDescending } = sortOrder.value;
  sortOrder.value = { column, isDescending: current === column ? !isDescending : column.isQuantity };
}

/** Shows or hides the children of a process. */
export function setExpanded(id: string, isExpanded: boolean): void {
  const next = new Set(collapsed.value);
  if (isExpanded) next.delete(id);
  else next.add(id);
  collapsed.value = next;
}

/** Shows the children of a process if they are hidden, and hides them otherwise. */
export function toggleExpanded(id: string): void {
  setExpanded(id, collapsed.value.has(id));
}

/** Makes a row active, and scrolls to it. */
export function setActiveRow(row: Row | undefined): void {
  if (!row) return;
  activeId.value = row.process.id;
  scrollRequests.value++;
}

/** Opens the panel for a process; expands its ancestors in the table, makes its row active and scrolls to it. */
export function selectProcess(id: string): void {
  selectedId.value = id;
  const byPid = indexByPid(processes.value);
  const next = new Set(collapsed.value);
  let process = processes.value.find((each) => each.id === id);
  for (let depth = 0; process && depth < byPid.size; depth++) {
    process = parentOf(process, byPid);
    if (process) next.delete(process.id);
  }
  if (next.size !== collapsed.value.size) collapsed.value = next;
  activeId.value = id;
  scrollRequests.value++;
}

/** Closes the panel. */
export function closePanel(): void {
  selectedId.value = undefined;
}
