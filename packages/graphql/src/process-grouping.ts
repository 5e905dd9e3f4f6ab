import { sumCounters } from '@psutil/native/internal/counters';
import type { ProcessIoCounters } from '@psutil/native/internal/records';
import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ProcessEntry } from '@psutil/process/table';
import { docsOf, enumType } from './fields.js';
import { type Direction, type Ordering, orderingOf, orderTypes, type Position } from './pagination.js';
import { type ProcessNumber, type ProcessValue, processNumbers, valueOrNull } from './process-numbers.js';
import { enums } from './values.generated.js';

/** A key of groups, with its description. */
interface Grouping extends ProcessValue<string | null> {
  readonly doc: string;
}

/** The values of ProcessStatus, by the status that they represent. */
const statusNames: ReadonlyMap<string, string> = new Map(
  Object.entries(enums['ProcessStatus'] ?? {}).map(([name, status]) => [status, name]),
);

/** The keys by which processes can be grouped. */
export const groupings = {
  USER: { doc: 'Name of the real user.', attribute: 'username', read: (process) => process.get('username') },
  NAME: { doc: 'Name of the process.', attribute: 'name', read: (process) => process.get('name') },
  EXE: { doc: 'Path of the executable.', attribute: 'exe', read: (process) => process.get('exe') },
  CONTAINER: { doc: 'Container ID.', attribute: 'container', read: (process) => process.get('container') },
  CGROUP: { doc: 'Path of the control group.', attribute: 'cgroup', read: (process) => process.get('cgroup') },
  SESSION: {
    doc: 'Session ID, the PID of the session leader: getsid(2).',
    attribute: 'sessionId',
    read: (process) => String(process.get('sessionId')),
  },
  STATUS: {
    doc: 'Status, as a value of ProcessStatus.',
    attribute: 'status',
    read: (process) => statusNames.get(process.get('status')) ?? null,
  },
} satisfies Readonly<Record<string, Grouping>>;

/** The numbers of groups by which they can be sorted, with the numbers of which they are sums. */
const sumsOfOrders = {
  CPU_PERCENT: 'cpuPercent',
  CPU_TIME: 'cpuTime',
  MEMORY: 'memory',
  READ_RATE: 'readRate',
  WRITE_RATE: 'writeRate',
  NUM_THREADS: 'numThreads',
  NUM_FDS: 'numFds',
} satisfies Readonly<Record<string, ProcessNumber>>;

/** A field by which groups can be sorted. */
export type ProcessGroupOrderField = 'COUNT' | 'KEY' | keyof typeof sumsOfOrders;

/** The arguments of a list of groups, except those of its page. */
export interface GroupingArguments {
  readonly by: keyof typeof groupings;
  readonly orderBy?: readonly { readonly field: ProcessGroupOrderField; readonly direction: Direction }[] | null;
}

/** A group of processes, and the sums of their numbers. A value that cannot be read is not counted. */
export interface ProcessGroup extends Partial<Record<ProcessNumber, number>> {
  /** Null if the processes have no value, or their value cannot be read. */
  readonly key: string | null;
  readonly processes: ProcessEntry[];
  ioCounters?: ProcessIoCounters;
}

const ioCounters: ProcessValue<ProcessIoCounters> = {
  attribute: 'ioCounters',
  read: (process) => process.get('ioCounters'),
};

const isNumber = (name: string): name is ProcessNumber => name in processNumbers;

/** Returns the field that is a sum, or undefined for the count and the key. */
const sumOfOrder = (field: ProcessGroupOrderField): ProcessNumber | undefined =>
  (sumsOfOrders as Partial<Record<ProcessGroupOrderField, ProcessNumber>>)[field];

const sumsOf = ({ orderBy }: GroupingArguments): readonly ProcessNumber[] =>
  (orderBy ?? []).flatMap(({ field }) => sumOfOrder(field) ?? []);

/** Returns the values of processes that lists of groups and their selected fields need. */
export const valuesOfGroups = (
  lists: readonly GroupingArguments[],
  fields: readonly string[],
): readonly ProcessValue<unknown>[] => [
  ...lists.map(({ by }) => groupings[by]),
  ...[...lists.flatMap(sumsOf), ...fields.filter(isNumber)].map((name) => processNumbers[name]),
  ...(fields.includes('ioCounters') ? [ioCounters] : []),
];

function addTo(group: ProcessGroup, process: ProcessEntry, names: readonly ProcessNumber[], hasIo: boolean): void {
  group.processes.push(process);
  for (const name of names) {
    const value = valueOrNull(processNumbers[name] as ProcessValue<number>, process);
    if (value !== null) group[name] = (group[name] ?? 0) + value;
  }
  const counters = hasIo ? valueOrNull(ioCounters, process) : null;
  if (counters)
    group.ioCounters = group.ioCounters ? (sumCounters([group.ioCounters, counters]) ?? counters) : counters;
}

/** Groups processes, and sums the numbers of selected fields, in time slices. */
export async function groupProcesses(
  processes: readonly ProcessEntry[],
  args: GroupingArguments,
  fields: readonly string[],
): Promise<ProcessGroup[]> {
  const names = [...new Set([...sumsOf(args), ...fields.filter(isNumber)])];
  const hasIo = fields.includes('ioCounters');
  const groups = new Map<string | null, ProcessGroup>();
  await forEachYielding(processes, (process) => {
    const key = valueOrNull<string | null>(groupings[args.by], process) || null;
    const group = groups.get(key) ?? { key, processes: [] };
    groups.set(key, group);
    addTo(group, process, names, hasIo);
  });
  return [...groups.values()];
}

function keyOf(group: ProcessGroup, field: ProcessGroupOrderField): number | string | null {
  if (field === 'COUNT') return group.processes.length;
  if (field === 'KEY') return group.key;
  return group[sumOfOrder(field) as ProcessNumber] ?? null;
}

/** Returns the ordering of groups. Equal groups are in the order of their keys. */
export function groupOrdering({ by, orderBy }: GroupingArguments): Ordering<ProcessGroup> {
  const list = orderBy && orderBy.length > 0 ? orderBy : [{ field: 'COUNT', direction: 'DESC' } as const];
  const { name, directions } = orderingOf(list);
  return {
    name: `${by} ${name}`,
    directions: [...directions, 'ASC'],
    positionOf: (group): Position => [...list.map(({ field }) => keyOf(group, field)), group.key],
  };
}

const orderDocs: Readonly<Record<string, string>> = {
  COUNT: 'Number of processes.',
  KEY: 'Key.',
  ...Object.fromEntries(Object.entries(sumsOfOrders).map(([field, name]) => [field, `Sum of \`${name}\`.`])),
};

/** The SDL of the arguments of groups. */
export const groupingTypes = `
${enumType('ProcessGrouping', 'A key by which processes can be grouped.', docsOf(groupings))}
${orderTypes('ProcessGroup', 'groups of processes', orderDocs)}
`;
