import { computed, effect, signal } from '@preact/signals';
import { groupings, groupRows } from './process-groups.ts';
import { indexByPid, kernelSubtrees, parentOf, treeRows } from './process-tree.ts';
import { processes } from './processes.ts';
import { listRows, type Row } from './rows.ts';
import { search, showsKernel, sortOrder, view } from './settings.ts';
import { sortColumn } from './table-columns.ts';

/** IDs of the processes whose children are hidden, and of the groups whose processes are visible. */
export const toggled = signal<ReadonlySet<string>>(new Set());

/** Collapses the kernel threads once, with the first snapshot. */
const disposeInitialCollapse = effect(() => {
  if (processes.value.length === 0) return;
  toggled.value = kernelSubtrees(processes.value);
  queueMicrotask(() => disposeInitialCollapse());
});

/** The processes that no setting other than the search hides. */
export const shownProcesses = computed(() =>
  showsKernel.value ? processes.value : processes.value.filter(({ isKernelProcess }) => !isKernelProcess),
);

/** The rows of the table, from top to bottom. */
export const rows = computed(() => {
  const tableView = {
    column: sortColumn.value,
    isDescending: sortOrder.value.isDescending,
    search: search.value,
    toggled: toggled.value,
  };
  const grouping = groupings[view.value];
  if (grouping) return groupRows(shownProcesses.value, grouping, tableView);
  return (view.value === 'tree' ? treeRows : listRows)(shownProcesses.value, tableView);
});

/** Whether rows have children. */
export const hasLevels = computed(() => view.value !== 'list');

/** ID of the active row, which the keyboard acts on; undefined for none. */
export const activeId = signal<string | undefined>(undefined);

/** Index of the active row; -1 for none. */
export const activeIndex = computed(() => rows.value.findIndex(({ id }) => id === activeId.value));

let lastActiveIndex = 0;

// When the active process exits, the row that takes its place becomes active.
effect(() => {
  const id = activeId.value;
  if (activeIndex.value >= 0) lastActiveIndex = activeIndex.value;
  else if (id !== undefined && !processes.value.some((process) => process.id === id)) {
    activeId.value = rows.value[Math.min(lastActiveIndex, rows.value.length - 1)]?.id;
  }
});

/** ID of the process in the panel; undefined while the panel is closed. */
export const selectedId = signal<string | undefined>(undefined);

/** Number of requests to scroll to the active row. */
export const scrollRequests = signal(0);

/** Shows the children of a row if they are hidden, and hides them otherwise. */
export function toggleExpanded(id: string): void {
  const next = new Set(toggled.value);
  if (!next.delete(id)) next.add(id);
  toggled.value = next;
}

/** Makes a row active, and scrolls to it. */
export function setActiveRow(row: Row | undefined): void {
  if (!row) return;
  activeId.value = row.id;
  scrollRequests.value++;
}

/** Expands the ancestors of a process in the tree. */
function expandAncestors(id: string): void {
  const byPid = indexByPid(processes.value);
  const next = new Set(toggled.value);
  let process = processes.value.find((each) => each.id === id);
  for (let depth = 0; process && depth < byPid.size; depth++) {
    process = parentOf(process, byPid);
    if (process) next.delete(process.id);
  }
  if (next.size !== toggled.value.size) toggled.value = next;
}

/** Opens the panel for a process, makes its row active and scrolls to it. */
export function selectProcess(id: string): void {
  selectedId.value = id;
  expandAncestors(id);
  activeId.value = id;
  scrollRequests.value++;
}

/** Makes a row active, and opens the panel for its process; expands or collapses a group. */
export function openRow(row: Row): void {
  if (row.group) {
    setActiveRow(row);
    toggleExpanded(row.id);
  } else selectProcess(row.id);
}

/** Closes the panel. */
export function closePanel(): void {
  selectedId.value = undefined;
}
