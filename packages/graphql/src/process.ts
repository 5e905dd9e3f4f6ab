import { processFields } from '@psutil/native/collect';
import { AccessDenied, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { shownCmdline } from './cmdline.js';
import { isOfKind } from './connection.js';
import { fields, property, type Resolver } from './fields.js';
import { choose, type Filter, filterType } from './filter.js';
import { orders, type ProcessOrder, processOrdering } from './order.js';
import { cursorOf, type PageArguments, page, pageTypes } from './pagination.js';
import { processCriteria } from './process-filter.js';
import { processEntry, processTable } from './process-loader.js';

/** Which process is meant: one of the two. */
export interface ProcessArguments {
  readonly pid?: number | null;
  readonly id?: string | null;
}

/** The pid of the process that is meant. */
export function pidOf({ pid, id }: ProcessArguments): number {
  if (typeof pid === 'number' && typeof id !== 'string') return pid;
  if (typeof id === 'string' && typeof pid !== 'number') return Process.fromId(id).pid;
  throw new TypeError('process takes either a pid or an id');
}

interface ProcessesArguments extends PageArguments {
  readonly filter?: Filter | null;
  readonly orderBy: ProcessOrder;
}

/** All processes that are asked for, page by page. */
export const processes: Resolver = async (_, args: ProcessesArguments, context, info) => {
  const { entries } = await processTable(context, info);
  return page(await choose(entries, processCriteria, args.filter), args, processOrdering(args.orderBy));
};

/** Every attribute is a field: its value, or the error that says why it could not be read. */
const attributes: Record<string, Resolver> = {
  ...Object.fromEntries(processFields.names.map((name) => [name, (process: ProcessEntry) => process.get(name)])),
  environ: (process: ProcessEntry, _, context) => {
    if (context?.allowEnviron) return process.get('environ');
    throw new AccessDenied({ pid: process.pid, message: 'environments are shown only where the server allows it' });
  },
  cmdline: (process: ProcessEntry, _, context) =>
    context?.allowEnviron ? process.get('cmdline') : shownCmdline(process),
  openFiles: (process: ProcessEntry) => process.get('openFiles').map((file) => ({ ...file, process })),
};

const types = `
enum OrderDirection { ASC DESC }
enum ProcessOrderField { ${Object.keys(orders).join(' ')} }
input ProcessOrder { field: ProcessOrderField! = PID direction: OrderDirection! = ASC }
${filterType('ProcessFilter', 'Which processes are meant: those that are all of this.', processCriteria)}
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
${pageTypes('Process')}
`;

/** `Query.process` and `Query.processes`. */
export const process = [
  { typeDefs: types, resolvers: { Process: attributes, ProcessEdge: { cursor: cursorOf } } },
  fields('Query', {
    '"A process, by its pid now or by its id for ever." process(pid: Int, id: ID): Process': (_, args, context, info) =>
      processEntry(pidOf(args), context, info),
    '"All processes or those that are chosen, page by page." processes(filter: ProcessFilter, first: Int! = 100, after: String, orderBy: ProcessOrder! = {}): ProcessConnection!':
      processes,
  }),
  fields('Process', {
    '"Its identity, unlike that of any other process of this boot or another." id: ID!': property,
    '"Its pid, which another process may have later." pid: Int!': property,
    '"How much of a CPU it uses, 100 being one: in a subscription since the event before, in a query during a tenth of a second." cpuPercent: Float':
      property,
    '"What it reads and writes per second, measured likewise." ioRates: ProcessIoRates': property,
    '"Its sockets of a kind." connections(kind: ConnectionKind! = INET): [Connection!]': (
      process: ProcessEntry,
      { kind },
    ) =>
      process
        .get('connections')
        .filter((each) => isOfKind(kind, each))
        .map((each) => ({ ...each, process })),
    '"The process that started it, or that took it over." parent: Process': property,
    '"Its ancestors, the nearest first." parents: [Process!]!': property,
    '"Its children or, recursively, all that descend from it." children(recursive: Boolean! = false): [Process!]!':
      property,
  }),
  fields('OpenFile', {
    '"The process that has it open." process: Process!': property,
  }),
];
