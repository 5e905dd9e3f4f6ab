import { setTimeout as sleep } from 'node:timers/promises';
import { type AttributeName, attributeNames, NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable, type TableOptions } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { coalesce } from './coalesce.js';
import type { Context } from './fields.js';
import type { Filter } from './filter.js';
import { filterAttributes, filterNeedsRates } from './process-filter.js';
import { orderFields, type ProcessOrders } from './process-order.js';
import { requestCacheOf } from './request-cache.js';
import { type Selected, selectedFields } from './selection.js';

const isAttribute = (name: string): name is AttributeName => attributeNames.some((attribute) => attribute === name);

/** The attributes of fields of a process that have another name. */
const attributeOfField: Readonly<Record<string, AttributeName>> = { ioRates: 'ioCounters', user: 'terminal' };

/** Fields that lead from one process to others. */
const fieldsOfOtherProcesses: Readonly<Record<string, readonly string[]>> = {
  Query: ['processes'],
  Subscription: ['processes'],
  Process: ['parent', 'parents', 'children'],
  Connection: ['process'],
  User: ['process', 'processes'],
};

/** The process attributes that all fields of a request need together, the same for equal requests. */
export interface RequestedAttributes extends TableOptions {
  /** Whether the request leads from one process to others. */
  readonly all: boolean;
  /** Whether the request needs rates, which require two reads. */
  readonly rates: boolean;
}

/** Returns the kind of sockets that is requested, or all if there are several. */
function socketKindOf(fields: readonly Selected[]): TableOptions['kind'] {
  const kinds = fields.filter(({ name }) => name === 'connections').map(({ args }) => args()['kind']);
  const [kind, other] = new Set(kinds as TableOptions['kind'][]);
  return other === undefined ? kind : 'all';
}

/** Returns the process attributes that a request needs. */
export function requestedAttributes(context: Context | undefined, info: GraphQLResolveInfo): RequestedAttributes {
  const isDenied = (name: string) => name === 'environ' && !context?.allowEnviron;
  const selected = selectedFields(info);
  const fields = selected.filter(({ type, name }) => type === 'Process' && !isDenied(name));
  const names = fields.map(({ name }) => attributeOfField[name] ?? name);
  const lists = selected
    .filter(({ type, name }) => ['Query', 'Subscription'].includes(type) && name === 'processes')
    .map(({ args }) => args());
  const orders = lists.flatMap((args) => orderFields(args['orderBy'] as ProcessOrders));
  const filters = lists.map((args) => args['filter'] as Filter | null | undefined);
  const attrs = new Set([
    ...names.filter(isAttribute),
    ...orders.map(({ attribute }) => attribute),
    ...filters.flatMap(filterAttributes),
    ...(selected.some(({ type, name }) => type === 'User' && name === 'processes') ? (['terminal'] as const) : []),
  ]);
  return {
    attrs: [...attrs].sort(),
    kind: socketKindOf(fields),
    all: selected.some(({ type, name }) => fieldsOfOtherProcesses[type]?.includes(name)),
    rates:
      orders.some(({ isRate }) => isRate) ||
      filters.some(filterNeedsRates) ||
      fields.some(({ name }) => ['cpuPercent', 'ioRates'].includes(name)),
  };
}

/** Interval between the two reads of a rate, in seconds. */
const rateInterval = 0.1;

/** Reads processes, twice if rates are requested. */
export async function readProcesses({ rates, ...options }: Omit<RequestedAttributes, 'all'>): Promise<ProcessTable> {
  if (!rates) return ProcessTable.read(options);
  const counters = options.attrs.filter((name) => ['cpuTimes', 'cpuPercent', 'ioCounters'].includes(name));
  const before = await ProcessTable.read({ ...options, attrs: counters });
  await sleep(1000 * rateInterval);
  return ProcessTable.read({ ...options, before });
}

/** Reads processes for a request, shared with equal requests at the same time. */
function loadTable({ all, ...requested }: RequestedAttributes): Promise<ProcessTable> {
  return coalesce(`processes ${JSON.stringify(requested)}`, () => readProcesses(requested));
}

/** Returns all processes, with the attributes that the request needs. */
export function loadProcesses(context: Context | undefined, info: GraphQLResolveInfo): Promise<ProcessTable> {
  return requestCacheOf(info).once('processes', () => loadTable(requestedAttributes(context, info)));
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
  const entry = found ?? (await loadTable({ ...requested, pids: [pid] })).get(pid);
  if (!entry) throw new NoSuchProcess(pid);
  return entry;
}
