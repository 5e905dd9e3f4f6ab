import { escapeInvisible } from './escape.ts';
import {
  formatBytes,
  formatCpuTime,
  formatInteger,
  formatNice,
  formatRate,
  formatStatus,
  formatTimestamp,
} from './format.ts';
import { percentHeat, rateHeat } from './heat.ts';
import type { Process } from './process.ts';

/** The value of a cell, by which rows are sorted; null if it is unknown. */
export type CellValue = string | number | null;

/** A column of the process table. */
export interface Column {
  readonly id: string;
  readonly label: string;
  /** Explanation of the label. */
  readonly description: string;
  /** GraphQL selection of the fields of `value`. */
  readonly selection: string;
  readonly value: (process: Process) => CellValue;
  /** Formats a number; absent for text. */
  readonly format?: (value: number) => string;
  /** Whether it is a load: the first click sorts it in descending order, and the tree sorts a subtree by its maximum. */
  readonly isQuantity?: boolean;
  /** Whether the value of a group is the sum over its processes. */
  readonly isSum?: boolean;
  /** Background intensity of a value, from 0 to 1. */
  readonly heat?: (value: number) => number;
  /** Smallest width, in rem. */
  readonly minWidth: number;
  /** Largest width: a length, or a share of the free width. */
  readonly maxWidth: string;
}

/** Returns a command line: its arguments, joined by spaces and not quoted. */
export const commandLine = ({ cmdline }: Pick<Process, 'cmdline'>): string => escapeInvisible(cmdline?.join(' ') ?? '');

type Definition = Omit<Column, 'id' | 'label' | 'description' | 'selection' | 'value' | 'maxWidth'> &
  Partial<Pick<Column, 'maxWidth'>>;

const column = (
  [id, label, description]: readonly [id: string, label: string, description: string],
  selection: string,
  value: (process: Process) => CellValue | undefined,
  definition: Definition,
): Column => ({
  id,
  label,
  description,
  selection,
  value: (process) => value(process) ?? null,
  maxWidth: `${definition.minWidth}rem`,
  ...definition,
});

const cpuTime = ({ cpuTimes }: Process) => cpuTimes && cpuTimes.user + cpuTimes.system;
const startTime = ({ createTime }: Process) => (createTime ? Date.parse(createTime) / 1000 : null);

const sum = { isQuantity: true, isSum: true };
const percent: Definition = { ...sum, format: (value) => value.toFixed(1), heat: percentHeat, minWidth: 4 };
const bytes: Definition = { ...sum, format: formatBytes, minWidth: 5 };
const count: Definition = { ...sum, format: formatInteger, minWidth: 4 };
const rate: Definition = {
  ...sum,
  // Most processes do no I/O: a short text for 0 makes the others stand out.
  format: (value) => (value === 0 ? '0' : formatRate(value)),
  heat: rateHeat,
  minWidth: 5.75,
};
const processId: Definition = { format: String, minWidth: 4.25 };

/** The columns; the first contains the tree and is always visible. */
export const columns: readonly Column[] = [
  column(['name', 'Name', 'Name of the process'], 'name', ({ name }) => name, { minWidth: 9, maxWidth: '3fr' }),
  column(['pid', 'PID', 'Process ID'], 'pid', ({ pid }) => pid, processId),
  column(['ppid', 'PPID', 'Process ID of the parent'], 'ppid', ({ ppid }) => ppid, processId),
  column(['user', 'User', 'Name of the user'], 'username', ({ username }) => username, {
    minWidth: 4.5,
    maxWidth: '6rem',
  }),
  column(['cpu', 'CPU %', 'CPU usage; 100 is one CPU'], 'cpuPercent', ({ cpuPercent }) => cpuPercent, percent),
  column(['cpu-time', 'CPU time', 'CPU time since the start'], 'cpuTimes { user system }', cpuTime, {
    ...sum,
    format: formatCpuTime,
    minWidth: 5.25,
  }),
  column(['memory', 'RSS', 'Resident set size'], 'memoryInfo { rss }', ({ memoryInfo }) => memoryInfo?.rss, bytes),
  column(
    ['memory-percent', 'Mem %', 'Resident set size in percent of RAM'],
    'memoryPercent',
    ({ memoryPercent }) => memoryPercent,
    percent,
  ),
  column(
    ['virtual', 'Virtual', 'Virtual memory size'],
    'memoryInfo { vms }',
    ({ memoryInfo }) => memoryInfo?.vms,
    bytes,
  ),
  column(['threads', 'Threads', 'Number of threads'], 'numThreads', ({ numThreads }) => numThreads, count),
  column(['fds', 'FDs', 'Number of open file descriptors'], 'numFds', ({ numFds }) => numFds, count),
  column(
    ['read', 'Read', 'Bytes read from storage per second'],
    'ioRates { readBytes }',
    ({ ioRates }) => ioRates?.readBytes,
    rate,
  ),
  column(
    ['write', 'Write', 'Bytes written to storage per second'],
    'ioRates { writeBytes }',
    ({ ioRates }) => ioRates?.writeBytes,
    rate,
  ),
  column(
    ['nice', 'Nice', 'Nice value, -20 (highest priority) to 19; on Windows, a priority class'],
    'nice',
    ({ nice }) => nice,
    {
      format: formatNice,
      minWidth: 3.25,
    },
  ),
  column(['status', 'Status', 'State of the process'], 'status', ({ status }) => status && formatStatus(status), {
    minWidth: 4.75,
  }),
  column(['start', 'Start', 'Time at which the process started'], 'createTime', startTime, {
    format: formatTimestamp,
    minWidth: 6.5,
  }),
  column(['terminal', 'Terminal', 'Controlling terminal'], 'terminal', ({ terminal }) => terminal, { minWidth: 6 }),
  column(['container', 'Container', 'ID of the container'], 'container', ({ container }) => container, { minWidth: 6 }),
  column(['cgroup', 'Cgroup', 'Path of the control group'], 'cgroup', ({ cgroup }) => cgroup, {
    minWidth: 7,
    maxWidth: '2fr',
  }),
  column(['command', 'Command', 'Command line'], 'cmdline', ({ cmdline }) => cmdline?.join(' '), {
    minWidth: 6,
    maxWidth: '5fr',
  }),
];

/** Returns the text of a cell; '' if the value is unknown. */
export function cellText({ format }: Column, value: CellValue): string {
  if (value === null) return '';
  return typeof value === 'number' && format ? format(value) : escapeInvisible(String(value));
}

/** Space between columns and beside the outer ones, in rem, as in table.css. */
const gap = 0.75;

/** Returns the smallest width of a table with these columns, in rem. */
export const minTableWidth = (shown: readonly Column[]): number =>
  shown.reduce((width, { minWidth }) => width + minWidth + gap, gap);

/** IDs of the columns that are shown by default if they fit, the most important first. */
const defaultIds = ['name', 'cpu', 'memory', 'pid', 'user', 'command', 'threads', 'status', 'cpu-time'];

/** Returns the default columns that fit into a width in rem. */
export function fitColumns(width: number): Column[] {
  let ids = defaultIds;
  const byIds = () => columns.filter(({ id }) => ids.includes(id));
  while (ids.length > 3 && minTableWidth(byIds()) > width) ids = ids.slice(0, -1);
  return byIds();
}

/** Returns the selected columns in their order in {@link columns}: the first column and those with these IDs. */
export const findColumns = (ids: readonly string[]): Column[] =>
  columns.filter(({ id }, index) => index === 0 || ids.includes(id));
