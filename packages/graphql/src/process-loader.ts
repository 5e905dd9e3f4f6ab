import { setTimeout as sleep } from 'node:timers/promises';
import { type AttributeName, attributeNames, NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable, type TableOptions } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { shared } from './coalesce.js';
import type { Context } from './fields.js';
import type { Filter } from './filter.js';
import { orderField, type ProcessOrder } from './order.js';
import { filterAttributes } from './process-filter.js';
import { snapshotOf } from './request-cache.js';
import { type Selected, selectedFields } from './selection.js';

const isAttribute = (name: string): name is AttributeName => attributeNames.some((known) => known === name);

/** Fields of a process that need an attribute of another name. */
const needs: Readonly<Record<string, AttributeName>> = { ioRates: 'ioCounters', user: 'terminal' };

/** Fields that lead to other processes than those that are asked by their pid. */
const edges: Readonly<Record<string, readonly string[]>> = {
  Query: ['processes'],
  Subscription: ['processes'],
  Process: ['parent', 'parents', 'children'],
  Connection: ['process'],
  User: ['process', 'processes'],
};

/** What a request asks of processes, all its fields together. */
export interface AskedOfProcesses extends TableOptions {
  /** Whether it goes from one process to others. */
  readonly all: boolean;
  /** Whether it asks what processes do between two readings. */
  readonly rates: boolean;
}

/** The one kind of sockets that is asked, else all. */
function kindIn(fields: readonly Selected[]): TableOptions['kind'] {
  const kinds = fields.filter(({ name }) => name === 'connections').map(({ args }) => args()['kind']);
  const [kind, other] = new Set(kinds as TableOptions['kind'][]);
  return other === undefined ? kind : 'all';
}

/** What a request asks of processes. */
export function askedOf(context: Context | undefined, info: GraphQLResolveInfo): AskedOfProcesses {
  const isClosed = (name: string) => name === 'environ' && !context?.allowEnviron;
  const selected = selectedFields(info);
  const fields = selected.filter(({ type, name }) => type === 'Process' && !isClosed(name));
  const names = fields.map(({ name }) => needs[name] ?? name);
  const lists = selected
    .filter(({ type, name }) => ['Query', 'Subscription'].includes(type) && name === 'processes')
    .map(({ args }) => args());
  const orders = lists.map((args) => orderField(args['orderBy'] as ProcessOrder));
  return {
    attrs: [
      ...names.filter(isAttribute),
      ...orders.map(({ attribute }) => attribute),
      ...lists.flatMap((args) => filterAttributes(args['filter'] as Filter)),
      ...(selected.some(({ type, name }) => type === 'User' && name === 'processes') ? (['terminal'] as const) : []),
    ],
    kind: kindIn(fields),
    all: selected.some(({ type, name }) => edges[type]?.includes(name)),
    rates: orders.some(({ isRate }) => isRate) || fields.some(({ name }) => ['cpuPercent', 'ioRates'].includes(name)),
  };
}

/** Seconds between the two readings that a rate takes. */
const interval = 0.1;

/** Reads processes, twice where that is needed. */
export async function readProcesses({ rates, ...options }: Omit<AskedOfProcesses, 'all'>): Promise<ProcessTable> {
  if (!rates) return ProcessTable.read(options);
  const counted = options.attrs.filter((name) => ['cpuTimes', 'cpuPercent', 'ioCounters'].includes(name));
  const before = await ProcessTable.read({ ...options, attrs: counted });
  await sleep(1000 * interval);
  return ProcessTable.read({ ...options, before });
}

/** What is read of processes for a request, and for others that ask the same at the time. */
function tableOf({ all, ...asked }: AskedOfProcesses): Promise<ProcessTable> {
  const attrs = [...new Set(asked.attrs)].sort();
  return shared(`processes ${JSON.stringify({ ...asked, attrs })}`, () => readProcesses({ ...asked, attrs }));
}

/** All processes, with what the request asks of any of them. */
export function processTable(context: Context | undefined, info: GraphQLResolveInfo): Promise<ProcessTable> {
  return snapshotOf(info).once('processes', () => tableOf(askedOf(context, info)));
}

/** One process, with what the request asks of it. */
export async function processEntry(
  pid: number,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<ProcessEntry> {
  const asked = askedOf(context, info);
  const found = asked.all ? (await processTable(context, info)).get(pid) : undefined;
  // A process alone; also what is in no table: one that has just started, and threads.
  const entry = found ?? (await tableOf({ ...asked, pids: [pid] })).get(pid);
  if (!entry) throw new NoSuchProcess(pid);
  return entry;
}
