import { type ConnectionKind, connectionKinds, readConnections } from '@psutil/native/internal/connections';
import { asyncExecutor } from '@psutil/native/internal/execution';
import type { Connection as Row } from '@psutil/native/internal/records';
import type { GraphQLResolveInfo } from 'graphql';
import { shared } from './coalesce.js';
import { fields, type Resolver } from './fields.js';
import { type Criteria, choose, type Filter, filterType, like, oneOf } from './filter.js';
import { cursorOf, type Ordering, type PageArguments, page, pageTypes } from './pagination.js';
import { processTable } from './process-loader.js';
import { snapshotOf } from './request-cache.js';

/** Whether a socket is of a kind, such as tcp4. */
export function isOfKind(kind: ConnectionKind, { family, type }: Pick<Row, 'family' | 'type'>) {
  if (kind === 'all') return true;
  if (kind === 'unix' || family === 'AF_UNIX') return kind === 'unix' && family === 'AF_UNIX';
  const isProtocol = kind.startsWith('inet') || kind.startsWith('tcp') === (type === 'SOCK_STREAM');
  return isProtocol && !kind.endsWith(family === 'AF_INET' ? '6' : '4');
}

/** Which sockets are asked for. */
interface Sockets {
  readonly kind: ConnectionKind;
  readonly namespaces: boolean;
}

/** The sockets of a kind, read once for a request. */
export function socketsOf({ kind, namespaces }: Sockets, info: GraphQLResolveInfo): Promise<readonly Row[]> {
  const name = `connections ${kind} ${namespaces}`;
  const read = () => readConnections(asyncExecutor, { kind, namespaces });
  return snapshotOf(info).once(name, () => shared(name, read));
}

const criteria: Criteria<Row> = {
  pid: oneOf('Int', 'Those of these processes.', ({ pid }) => pid),
  status: oneOf('ConnectionStatus', 'Those in one of these states.', ({ status }) => status),
  localIp: oneOf('String', 'Those whose end here has one of these addresses.', ({ laddr }) => laddr?.ip),
  localPort: oneOf('Int', 'Those whose end here has one of these ports.', ({ laddr }) => laddr?.port),
  remoteIp: oneOf('String', 'Those whose other end has one of these addresses.', ({ raddr }) => raddr?.ip),
  remotePort: oneOf('Int', 'Those whose other end has one of these ports.', ({ raddr }) => raddr?.port),
  path: like('UNIX sockets by their names.', ({ path }) => path),
};

/** By what connections can be sorted. */
const orders = {
  PID: ({ pid }: Row) => pid,
  STATUS: ({ status }: Row) => status,
  LOCAL_PORT: ({ laddr }: Row) => laddr?.port ?? null,
  REMOTE_PORT: ({ raddr }: Row) => raddr?.port ?? null,
};

interface ConnectionOrder {
  readonly field: keyof typeof orders;
  readonly direction: 'ASC' | 'DESC';
}

/** Descriptors of a process differ, and sockets without a process by all that is told of them. */
const ordering = ({ field, direction }: ConnectionOrder): Ordering<Row> => ({
  name: field,
  direction,
  placeOf: (row) => {
    const { pid, fd, family, type, laddr, raddr, path, status } = row;
    const ends = [laddr?.ip ?? null, laddr?.port ?? null, raddr?.ip ?? null, raddr?.port ?? null];
    return [orders[field](row), pid, fd, family, type, ...ends, path, status];
  },
});

interface ConnectionsArguments extends PageArguments, Sockets {
  readonly filter?: Filter | null;
  readonly orderBy: ConnectionOrder;
}

const connections: Resolver = async (_, args: ConnectionsArguments, __, info) =>
  page(await choose(await socketsOf(args, info), criteria, args.filter), args, ordering(args.orderBy));

const types = `
"Which sockets: by their family, their protocol or both."
enum ConnectionKind { ${connectionKinds.map((kind) => kind.toUpperCase()).join(' ')} }
enum ConnectionOrderField { ${Object.keys(orders).join(' ')} }
input ConnectionOrder { field: ConnectionOrderField! = PID direction: OrderDirection! = ASC }
${filterType('ConnectionFilter', 'Which sockets are meant: those that are all of this.', criteria)}
${pageTypes('Connection')}
`;

const kinds = Object.fromEntries(connectionKinds.map((kind) => [kind.toUpperCase(), kind]));

/** `Query.connections`, and from a connection to its process. */
export const connection = [
  { typeDefs: types, resolvers: { ConnectionKind: kinds, ConnectionEdge: { cursor: cursorOf } } },
  fields('Query', {
    '"The sockets of a kind with each process that has them open, page by page; with those of other network namespaces, if asked." connections(kind: ConnectionKind! = INET, namespaces: Boolean! = false, filter: ConnectionFilter, first: Int! = 100, after: String, orderBy: ConnectionOrder! = {}): ConnectionConnection!':
      connections,
  }),
  fields('Connection', {
    '"The process, where that is known and still there." process: Process': async (
      { process, pid },
      _,
      context,
      info,
    ) => process ?? (pid === null ? null : ((await processTable(context, info)).get(pid) ?? null)),
  }),
];
