import { type AttributeName, attributeNames, NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from './fields.js';
import { type OrderField, orders } from './order.js';
import { selectedFields } from './selection.js';

const isAttribute = (name: string): name is AttributeName => attributeNames.some((known) => known === name);

/** Fields that lead from one process to others. */
const relatives = ['parent', 'parents', 'children'];

/** What a request asks of processes, all its fields together. */
interface Asked {
  readonly attrs: readonly AttributeName[];
  /** Whether it goes from one process to others. */
  readonly all: boolean;
}

function askedOf(context: Context | undefined, info: GraphQLResolveInfo): Asked {
  const isClosed = (name: string) => name === 'environ' && !context?.allowEnviron;
  const names = selectedFields('Process', info)
    .map(({ name }) => name)
    .filter((name) => !isClosed(name));
  const roots = selectedFields('Query', info).filter(({ name }) => name === 'processes');
  const sorted = roots.map(({ args }) => orders[(args['orderBy'] as { field: OrderField }).field].attribute);
  return {
    attrs: [...names.filter(isAttribute), ...sorted],
    all: roots.length > 0 || relatives.some((name) => names.includes(name)),
  };
}

/** The tables of the requests under way: each is read once, however many fields need it. */
const tables = new WeakMap<Context, Promise<ProcessTable>>();

/** All processes, with what the request asks of any of them. Without a context nothing says which request it is. */
export function processTable(context: Context | undefined, info: GraphQLResolveInfo): Promise<ProcessTable> {
  const table = (context && tables.get(context)) ?? ProcessTable.read({ attrs: askedOf(context, info).attrs });
  if (context) tables.set(context, table);
  return table;
}

/** One process, with what the request asks of it. */
export async function processEntry(
  pid: number,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<ProcessEntry> {
  const { attrs, all } = askedOf(context, info);
  const found = all ? (await processTable(context, info)).get(pid) : undefined;
  // A process alone; also what is in no table: one that has just started, and threads.
  const entry = found ?? (await ProcessTable.read({ attrs, pids: [pid] })).get(pid);
  if (!entry) throw new NoSuchProcess(pid);
  return entry;
}
