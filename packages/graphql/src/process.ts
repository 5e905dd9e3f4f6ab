import { processFields } from '@psutil/native/collect';
import { AccessDenied, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { fields, property, type Resolver } from './fields.js';
import { comparePlaces, type Order, orders, placeOf } from './order.js';
import { type PageArguments, page } from './page.js';
import { processEntry, processTable } from './table.js';

interface ProcessArguments {
  readonly pid?: number | null;
  readonly id?: string | null;
}

function pidOf({ pid, id }: ProcessArguments): number {
  if (typeof pid === 'number' && typeof id !== 'string') return pid;
  if (typeof id === 'string' && typeof pid !== 'number') return Process.fromId(id).pid;
  throw new TypeError('process takes either a pid or an id');
}

interface ProcessesArguments extends PageArguments {
  readonly orderBy: Order;
}

const processes: Resolver = async (_, args: ProcessesArguments, context, info) => {
  const { entries } = await processTable(context, info);
  const { orderBy } = args;
  return page(
    entries,
    args,
    (process) => placeOf(process, orderBy),
    (a, b) => comparePlaces(a, b, orderBy),
  );
};

/** Every attribute is a field: its value, or the error that says why it could not be read. */
const attributes: Record<string, Resolver> = {
  ...Object.fromEntries(processFields.names.map((name) => [name, (process: ProcessEntry) => process.get(name)])),
  environ: (process: ProcessEntry, _, context) => {
    if (context?.allowEnviron) return process.get('environ');
    throw new AccessDenied({ pid: process.pid, message: 'environments are shown only where the server allows it' });
  },
};

const types = `
enum OrderDirection { ASC DESC }
enum ProcessOrderField { ${Object.keys(orders).join(' ')} }
input ProcessOrder { field: ProcessOrderField! = PID direction: OrderDirection! = ASC }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type ProcessEdge { cursor: String! node: Process! }
type ProcessConnection { edges: [ProcessEdge!]! pageInfo: PageInfo! totalCount: Int! }
`;

/** `Query.process` and `Query.processes`. */
export const process = [
  { typeDefs: types, resolvers: { Process: attributes } },
  fields('Query', {
    '"A process, by its pid now or by its id for ever." process(pid: Int, id: ID): Process': (_, args, context, info) =>
      processEntry(pidOf(args), context, info),
    '"All processes, page by page." processes(first: Int! = 100, after: String, orderBy: ProcessOrder! = {}): ProcessConnection!':
      processes,
  }),
  fields('Process', {
    '"Its identity, unlike that of any other process of this boot or another." id: ID!': property,
    '"Its pid, which another process may have later." pid: Int!': property,
    '"The process that started it, or that took it over." parent: Process': property,
    '"Its ancestors, the nearest first." parents: [Process!]!': property,
    '"Its children or, recursively, all that descend from it." children(recursive: Boolean! = false): [Process!]!':
      property,
  }),
];
