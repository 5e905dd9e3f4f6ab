import { sleep } from '@psutil/native/internal/sleep';
import { type AttributeName, attributeNames, NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable, type TableOptions } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { coalesce } from './coalesce.js';
import type { Context } from './fields.js';
import type { Filter } from './filter.js';
import { defaultInterval, isInterval } from './interval.js';
import { filterAttributes, filterNeedsRates } from './process-filter.js';
import { type GroupingArguments, valuesOfGroups } from './process-grouping.js';
import type { ProcessValue } from './process-numbers.js';
import { orderFields, type ProcessOrders } from './process-order.js';
import { requestCacheOf } from './request-cache.js';
import { type Selected, selectedFields } from './selection.js';

const isAttribute = (name: string): name is AttributeName => attributeNames.some((attribute) => attribute === name);

/** The attributes of fields of a process that have another name. */
const attributeOfField: Readonly<Record<string, AttributeName>> = {
  ioRates: 'ioCounters',
  session: 'terminal',
  sockets: 'connections',
};

/** Fields of the machine that read all processes. */
const fieldsOfMachine = ['processes', 'processGroups', 'users', 'user'];

/** Fields that lead from one process to others, or to all. */
const fieldsOfOtherProcesses: Readonly<Record<string, readonly string[]>> = {
  Query: [...fieldsOfMachine, 'nodes'],
  Machine: fieldsOfMachine,
  Subscription: ['processes', 'processChanges'],
  Process: ['parent', 'parents', 'children'],
  Socket: ['process'],
  SocketGroup: ['process', 'processes'],
  Session: ['process', 'processes', 'user'],
  User: ['processes'],
};

/** The process attributes that all fields of a request need together, the same for equal requests. */
export interface RequestedAttributes extends TableOptions {
  /** Whether the request leads from one process to others. */
  readonly all: boolean;
  /** Interval of the rates that the request needs, in seconds; null if it needs none. Rates require two reads. */
  readonly interval: number | null;
}

/** Returns the kind of sockets that is requested, or all if there are several. */
function socketKindOf(fields: readonly Selected[]): TableOptions['kind'] {
  const kinds = fields.filter(({ name }) => name === 'sockets').map(({ args }) => args()['kind']);
  const [kind, other] = new Set(kinds as TableOptions['kind'][]);
  return other === undefined ? kind : 'all';
}

/** Returns the selected fields of processes that are read as attributes. */
const fieldsOfProcesses = (selected: readonly Selected[], context: Context | undefined): readonly Selected[] =>
  selected.filter(({ type, name, args }) => {
    if (type !== 'Process') return false;
    if (name === 'environ') return context?.allowEnviron === true;
    return name !== 'memoryMaps' || args()['grouped'] === true;
  });

/** Whether a request reads users: from the processes of each, or as the object with an ID. */
const needsUsers = (selected: readonly Selected[]): boolean =>
  selected.some(({ type, returns }) => returns === 'User' || returns === 'Node' || type === 'User');

/** Returns the longest interval of the lists of a request, all of which are one snapshot. */
const intervalOf = (lists: readonly Readonly<Record<string, unknown>>[]): number =>
  // The list with an invalid interval fails alone.
  Math.max(...lists.map((args) => Number(args['interval'])).filter(isInterval), 0) || defaultInterval;

/** Returns the process attributes that a request needs. */
export function requestedAttributes(context: Context | undefined, info: GraphQLResolveInfo): RequestedAttributes {
  const selected = selectedFields(info);
  const fields = fieldsOfProcesses(selected, context);
  const names = fields.map(({ name }) => attributeOfField[name] ?? name);
  const namesOf = (type: string) => selected.filter((field) => field.type === type).map(({ name }) => name);
  const argsOfLists = (type: string) => selected.filter(({ returns }) => returns === type).map(({ args }) => args());
  const lists = ['ProcessConnection', 'ProcessChanges'].flatMap(argsOfLists);
  const groups = argsOfLists('ProcessGroupConnection');
  const values: readonly ProcessValue<unknown>[] = [
    ...lists.flatMap((args) => orderFields(args['orderBy'] as ProcessOrders)),
    ...valuesOfGroups(groups as unknown as GroupingArguments[], namesOf('ProcessGroup')),
  ];
  const filters = [...lists, ...groups].map((args) => args['filter'] as Filter | null | undefined);
  const attrs = new Set([
    ...names.filter(isAttribute),
    ...values.map(({ attribute }) => attribute),
    ...filters.flatMap(filterAttributes),
    ...(needsUsers(selected) ? (['uids', 'username'] as const) : []),
    ...(selected.some(({ type, name }) => type === 'Session' && name === 'processes') ? (['terminal'] as const) : []),
  ]);
  const needsRates =
    values.some(({ isRate }) => isRate) ||
    filters.some(filterNeedsRates) ||
    fields.some(({ name }) => ['cpuPercent', 'ioRates'].includes(name));
  return {
    attrs: [...attrs].sort(),
    kind: socketKindOf(fields),
    all: selected.some(({ type, name }) => fieldsOfOtherProcesses[type]?.includes(name)),
    interval: needsRates ? intervalOf([...lists, ...groups]) : null,
  };
}

const counters: readonly AttributeName[] = ['cpuTimes', 'cpuPercent', 'ioCounters'];

/** Number of the first reads of rates so far. */
let firstReads = 0;

/**
 * Reads processes twice. Equal requests share both reads, but each waits by itself: a request that is aborted does not
 * read again, and no request waits for the interval of an earlier one.
 */
async function readRates(options: TableOptions, interval: number, signal?: AbortSignal): Promise<ProcessTable> {
  const firstOptions = { ...options, attrs: options.attrs.filter((name) => counters.includes(name)) };
  const first = await coalesce(`rates ${JSON.stringify(firstOptions)}`, async () => ({
    before: await ProcessTable.read(firstOptions),
    number: ++firstReads,
  }));
  await sleep(interval, signal);
  return coalesce(`rates ${first.number} ${interval} ${JSON.stringify(options)}`, () =>
    ProcessTable.read({ ...options, before: first.before }),
  );
}

/** Reads processes for a request, shared with equal requests at the same time. */
export function readProcesses(
  { all: _, interval, ...options }: RequestedAttributes,
  signal?: AbortSignal,
): Promise<ProcessTable> {
  if (interval !== null) return readRates(options, interval, signal);
  return coalesce(`processes ${JSON.stringify(options)}`, () => ProcessTable.read(options));
}

/** Returns the process with a PID; null if the PID is unknown or the process has ended. */
export const findProcess = async (pid: number | null, context: Context | undefined, info: GraphQLResolveInfo) =>
  pid === null ? null : ((await loadProcesses(context, info)).get(pid) ?? null);

/** Returns all processes, with the attributes that the request needs. */
export function loadProcesses(context: Context | undefined, info: GraphQLResolveInfo): Promise<ProcessTable> {
  return requestCacheOf(info).once('processes', () =>
    readProcesses(requestedAttributes(context, info), context?.signal),
  );
}

/** Returns one process, with the attributes that the request needs. */
export async function loadProcess(
  pid: number,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<ProcessEntry> {
  const requested = requestedAttributes(context, info);
  const found = requested.all ? (await loadProcesses(context, info)).get(pid) : undefined;
  // Read alone. This also finds threads, and processes that started after the table was read.
  const entry = found ?? (await readProcesses({ ...requested, pids: [pid] }, context?.signal)).get(pid);
  if (!entry) throw new NoSuchProcess(pid);
  return entry;
}
