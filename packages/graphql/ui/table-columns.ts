import { computed, signal } from '@preact/signals';
import { type Column, columns, findColumns, fitColumns } from './columns.ts';
import { groupings } from './process-groups.ts';
import { columnIds, search, sortOrder, view } from './settings.ts';

/** Width of the table, in rem; that of the window until the table is rendered. */
export const tableWidth = signal(innerWidth / 16);

/** The visible columns. */
export const visibleColumns = computed(() =>
  columnIds.value ? findColumns(columnIds.value) : fitColumns(tableWidth.value),
);

/** The column by which the table is sorted. */
export const sortColumn = computed(
  () => columns.find(({ id }) => id === sortOrder.value.columnId) ?? (columns[0] as Column),
);

/** Sorts by a column, or reverses the order if the table is already sorted by it. */
export function sortBy({ id, isQuantity = false }: Column): void {
  const { columnId, isDescending } = sortOrder.value;
  sortOrder.value = { columnId: id, isDescending: columnId === id ? !isDescending : isQuantity };
}

/** Shows or hides a column. */
export function toggleColumn({ id }: Column): void {
  const ids = visibleColumns.value.map((column) => column.id);
  columnIds.value = ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
}

/** Fields that are always required: for the tree, the search and the history of a process. */
const requiredFields = ['id pid ppid name isKernelProcess', 'cpuPercent', 'memoryInfo { rss }'];

/** The GraphQL selection of the fields that the table shows, sorts and searches by; it changes rarely, as a text. */
export const selection = computed(() => {
  const fields = [
    ...requiredFields,
    ...[...visibleColumns.value, sortColumn.value].map((column) => column.selection),
    groupings[view.value]?.selection ?? '',
    ...(search.value.trim() === '' ? [] : ['username', 'cmdline']),
  ];
  return [...new Set(fields)].join(' ');
});
