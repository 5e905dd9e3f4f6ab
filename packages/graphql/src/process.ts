import { processFields } from '@psutil/native/internal/records';
import { Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { processesArguments } from './arguments.js';
import { redactCmdlines, redactedCmdline, unredactedCmdline } from './cmdline.js';
import { type Context, fields, property, type Resolver, rootFields } from './fields.js';
import { applyFilter, type Filter, filterType } from './filter.js';
import { checkInterval, intervalArgument } from './interval.js';
import { orderTypes, type Page, type PageArguments, page, pageTypes } from './pagination.js';
import { filterAttributes, processCriteria } from './process-filter.js';
import { loadProcess, loadProcesses } from './process-loader.js';
import { type orders, type ProcessOrders, processOrdering } from './process-order.js';

/** The SDL of {@link ProcessArguments}. */
export const processArguments = `
  "PID; requires that \`id\` is not given."
  pid: Int
  "Identifier; requires that \`pid\` is not given."
  id: ID`;

/** A process by PID or ID, exactly one of them. */
export interface ProcessArguments {
  readonly pid?: number | null;
  readonly id?: string | null;
}

/** Returns the PID of the requested process. */
export function pidOf({ pid, id }: ProcessArguments): number {
  if (typeof pid === 'number' && typeof id !== 'string') return pid;
  if (typeof id === 'string' && typeof pid !== 'number') return Process.fromId(id).pid;
  throw new TypeError('process requires either pid or id');
}

interface ProcessPageArguments extends PageArguments {
  readonly filter?: Filter | null;
  readonly orderBy?: ProcessOrders;
}

/** Returns the processes that match a filter. */
export async function filterProcesses(
  entries: readonly ProcessEntry[],
  filter: Filter | null | undefined,
  context: Context | undefined,
): Promise<readonly ProcessEntry[]> {
  if (filterAttributes(filter).includes('cmdline')) await redactCmdlines(entries, context?.signal);
  return applyFilter(entries, processCriteria, filter, context?.signal);
}

/** Returns a page of those of some processes that match a filter. */
export const processPage = async (
  entries: readonly ProcessEntry[],
  args: ProcessPageArguments,
  context: Context | undefined,
): Promise<Page<ProcessEntry>> =>
  page(await filterProcesses(entries, args.filter, context), args, processOrdering(args.orderBy));

/** Returns a page of the processes that match a filter. */
export const processes: Resolver = async (_, args: ProcessPageArguments, context, info) =>
  processPage((await loadProcesses(context, info)).entries, args, context);

/** Attributes that `process-lists.ts` and `socket.ts` declare as pages. */
const pages: readonly string[] = ['environ', 'threads', 'openFiles', 'connections', 'memoryMaps'];

/** Every other attribute is a field, which resolves to its value or throws its error. */
const attributes: Record<string, Resolver> = {
  ...Object.fromEntries(
    processFields.names
      .filter((name) => !pages.includes(name))
      .map((name) => [name, (process: ProcessEntry) => process.get(name)]),
  ),
  exe: (process: ProcessEntry) => process.get('exe') || null,
  cwd: (process: ProcessEntry) => process.get('cwd') || null,
  cmdline: (process: ProcessEntry, _, context) =>
    context?.allowEnviron ? unredactedCmdline(process) : redactedCmdline(process, context?.signal),
};

const orderDocs: Readonly<Record<keyof typeof orders, string>> = {
  PID: 'PID.',
  NAME: 'Name.',
  USERNAME: 'Name of the real user.',
  STATUS: 'Name of the state.',
  CREATE_TIME: 'Time at which the process started.',
  CPU_TIME: 'CPU time in user and kernel mode.',
  CPU_PERCENT: 'CPU utilization.',
  MEMORY: 'Resident set size.',
  READ_RATE: 'Bytes read from storage, per second.',
  WRITE_RATE: 'Bytes written to storage, per second.',
  NUM_THREADS: 'Number of threads.',
};

const types = `
${orderTypes('Process', 'processes', orderDocs, 'PID')}
${filterType('ProcessFilter', 'Selects the processes that match all criteria.', processCriteria)}
${pageTypes('Process')}
`;

/** `Query.process` and `Query.processes`. */
export const process = [
  { typeDefs: types, resolvers: { Process: attributes } },
  ...rootFields({
    [`"A process, by its current PID or its permanent ID." process(${processArguments}): Process`]: (
      _,
      args,
      context,
      info,
    ) => loadProcess(pidOf(args), context, info),
    [`"Processes that match a filter." processes(${processesArguments} ${intervalArgument}): ProcessConnection`]: (
      source,
      args,
      context,
      info,
    ) => {
      checkInterval(args.interval);
      return processes(source, args, context, info);
    },
  }),
  fields('Process', {
    '"Identifier that no other process ever has, across PID reuse and reboots." id: ID!': property,
    '"PID, which the system may reuse after the process has ended." pid: Int!': property,
    '"CPU utilization, in percent of one CPU: in a subscription since the previous event, in a query during the longest `interval` of its lists of processes, 0.1 seconds without one." cpuPercent: Float':
      property,
    '"I/O rates, per second, over the same interval as `cpuPercent`." ioRates: ProcessIoRates': property,
    '"Parent process." parent: Process': property,
    '"Ancestors, the parent first." parents: [Process!]': property,
    '"Child processes or, with `recursive`, all descendants." children("Whether to include all descendants." recursive: Boolean! = false): [Process!]':
      property,
  }),
];
