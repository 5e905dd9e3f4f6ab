import { escapeInvisible } from './escape.ts';
import { formatBytes, formatInteger } from './format.ts';
import type { Process } from './process.ts';

/** A value that processes are sorted by. */
type SortKey = string | number;

/** A column of the process table. */
export interface Column {
  readonly id: string;
  readonly label: string;
  readonly sortKey: (process: Process) => SortKey | null;
  /** Text of a cell; '' if the value is unknown. */
  readonly text: (process: Process) => string;
  /** Whether it is a quantity: the first click sorts it in descending order, and the tree sorts a subtree by its maximum. */
  readonly isQuantity: boolean;
}

/** Returns a command line: its arguments, joined by spaces and not quoted. */
export const commandLine = ({ cmdline }: Pick<Process, 'cmdline'>): string => escapeInvisible(cmdline?.join(' ') ?? '');

/** Returns a status in lower case, such as `disk sleep`. */
export const formatStatus = (status: string | null): string => status?.toLowerCase().replaceAll('_', ' ') ?? '';

const quantityColumn = (
  id: string,
  label: string,
  sortKey: (process: Process) => number | null,
  format: (value: number) => string,
): Column => ({
  id,
  label,
  sortKey,
  text: (process) => {
    const value = sortKey(process);
    return value === null ? '' : format(value);
  },
  isQuantity: true,
});

const textColumn = (id: string, label: string, value: (process: Process) => string | null): Column => ({
  id,
  label,
  sortKey: (process) => value(process)?.toLowerCase() ?? null,
  text: (process) => escapeInvisible(value(process) ?? ''),
  isQuantity: false,
});

/** The columns; the first contains the tree. */
export const columns: readonly Column[] = [
  textColumn('name', 'Name', ({ name }) => name),
  { id: 'pid', label: 'PID', sortKey: ({ pid }) => pid, text: ({ pid }) => String(pid), isQuantity: false },
  textColumn('user', 'User', ({ username }) => username),
  quantityColumn(
    'cpu',
    'CPU %',
    ({ cpuPercent }) => cpuPercent,
    (value) => value.toFixed(1),
  ),
  quantityColumn('memory', 'RSS', ({ memoryInfo }) => memoryInfo?.rss ?? null, formatBytes),
  quantityColumn('threads', 'Threads', ({ numThreads }) => numThreads, formatInteger),
  textColumn('status', 'Status', ({ status }) => status && formatStatus(status)),
  textColumn('command', 'Command', ({ cmdline }) => cmdline?.join(' ') ?? null),
];
