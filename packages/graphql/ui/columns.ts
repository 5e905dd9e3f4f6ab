import type { Process } from './process.ts';
import { visible } from './text.ts';
import { bytes, count } from './units.ts';

/** What a process is sorted by. */
type Key = string | number;

/** A column of the table. */
export interface Column {
  readonly id: string;
  readonly name: string;
  readonly key: (process: Process) => Key | null;
  /** Text of a cell; '' where there is nothing to tell. */
  readonly text: (process: Process) => string;
  /** Whether more comes first when it is chosen, and a branch counts as much as the highest in it. */
  readonly isAmount: boolean;
}

const words = (text: string | null) => (text === null ? '' : visible(text));

/** A command line as one would type it, without the quotes. */
export const commandOf = ({ cmdline }: Pick<Process, 'cmdline'>): string => visible(cmdline?.join(' ') ?? '');

/** What a process is doing, in lower case words. */
export const statusOf = (status: string | null): string => status?.toLowerCase().replaceAll('_', ' ') ?? '';

const amount = (
  id: string,
  name: string,
  key: (process: Process) => number | null,
  write: (value: number) => string,
): Column => ({
  id,
  name,
  key,
  text: (process) => {
    const value = key(process);
    return value === null ? '' : write(value);
  },
  isAmount: true,
});

const word = (id: string, name: string, key: (process: Process) => string | null): Column => ({
  id,
  name,
  key: (process) => key(process)?.toLowerCase() ?? null,
  text: (process) => words(key(process)),
  isAmount: false,
});

/** The columns, the first with the tree in it. */
export const columns: readonly Column[] = [
  word('name', 'Name', ({ name }) => name),
  { id: 'pid', name: 'PID', key: ({ pid }) => pid, text: ({ pid }) => String(pid), isAmount: false },
  word('user', 'User', ({ username }) => username),
  amount(
    'cpu',
    'CPU',
    ({ cpuPercent }) => cpuPercent,
    (value) => value.toFixed(1),
  ),
  amount('memory', 'Memory', ({ memoryInfo }) => memoryInfo?.rss ?? null, bytes),
  amount('threads', 'Threads', ({ numThreads }) => numThreads, count),
  word('status', 'Status', ({ status }) => status && statusOf(status)),
  word('command', 'Command', (process) => process.cmdline?.join(' ') ?? null),
];
