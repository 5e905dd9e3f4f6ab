import type { Process } from './process.ts';
import {
  groupValue,
  isMatch,
  leafRows,
  type ProcessGroup,
  type Row,
  sortByValue,
  sortProcesses,
  type TableView,
} from './rows.ts';

/** A grouping of processes: the attribute, and the GraphQL field that it requires. */
export interface Grouping {
  readonly selection: string;
  readonly key: (process: Process) => string | null | undefined;
}

/** The groupings by the names of their views. */
export const groupings: Readonly<Record<string, Grouping>> = {
  user: { selection: 'username', key: ({ username }) => username },
  program: { selection: 'name', key: ({ name }) => name },
  container: { selection: 'container', key: ({ container }) => container },
};

function groupProcesses(processes: readonly Process[], { key }: Grouping): ProcessGroup[] {
  const groups = new Map<string | null, Process[]>();
  for (const process of processes) {
    const value = key(process) || null;
    const group = groups.get(value);
    if (group) group.push(process);
    else groups.set(value, [process]);
  }
  return [...groups].map(([value, members]) => ({ key: value, processes: members }));
}

/** Sorts groups by the sum of a column, by their keys if it has no sum. */
function sortGroups(groups: readonly ProcessGroup[], { column, isDescending }: TableView): ProcessGroup[] {
  const value = (group: ProcessGroup) => (column.isSum ? groupValue(column, group) : group.key);
  return sortByValue(groups, value, isDescending, ({ key }) => key);
}

/** Returns the rows of groups and, below those that are expanded, of their processes. */
export function groupRows(processes: readonly Process[], grouping: Grouping, view: TableView): Row[] {
  const matches = processes.filter((process) => isMatch(process, view.search));
  const groups = sortGroups(groupProcesses(matches, grouping), view);
  return groups.flatMap((group, index) => {
    const id = `group:${group.key ?? ''}`;
    const isExpanded = view.toggled.has(id);
    const row: Row = {
      id,
      group,
      level: 1,
      isExpanded,
      position: index + 1,
      siblingCount: groups.length,
      isAncestorOfMatch: false,
    };
    if (!isExpanded) return [row];
    return [row, ...leafRows(sortProcesses(group.processes, view.column.value, view.isDescending), 2)];
  });
}
