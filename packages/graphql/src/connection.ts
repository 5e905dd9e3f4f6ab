import { type ConnectionKind, connectionKinds, readConnections } from '@psutil/native/internal/connections';
import { asyncExecutor } from '@psutil/native/internal/execution';
import type { Connection as Row } from '@psutil/native/internal/records';
import type { GraphQLResolveInfo } from 'graphql';
import { coalesce } from './coalesce.js';
import { fields, type Resolver } from './fields.js';
import { applyFilter, type Criteria, type Filter, filterType, like, oneOf } from './filter.js';
import {
  cursorOf,
  type Direction,
  type Ordering,
  type PageArguments,
  page,
  pageArguments,
  pageTypes,
} from './pagination.js';
import { loadProcesses } from './process-loader.js';
import { requestCacheOf } from './request-cache.js';

/** Whether a socket is of a kind, such as tcp4. */
export function isOfKind(kind: ConnectionKind, { family, type }: Pick<Row, 'family' | 'type'>) {
  if (kind === 'all') return true;
  if (kind === 'unix' || family === 'AF_UNIX') return kind === 'unix' && family === 'AF_UNIX';
  const isProtocol = kind.startsWith('inet') || kind.startsWith('tcp') === (type === 'SOCK_STREAM');
  return isProtocol && !kind.endsWith(family === 'AF_INET' ? '6' : '4');
}

/** The sockets that are requested. */
interface Sockets {
  readonly kind: ConnectionKind;
  readonly namespaces: boolean;
}

/** Returns the sockets of a kind, which are read once per request. */
export function socketsOf({ kind, namespaces }: Sockets, info: GraphQLResolveInfo): Promise<readonly Row[]> {
  const key = `connections ${kind} ${namespaces}`;
  const read = () => readConnections(asyncExecutor, { kind, namespaces });
  return requestCacheOf(info).once(key, () => coalesce(key, read));
}

const criteria: Criteria<Row> = {
  pid: oneOf('Int', 'PID is one of these.', ({ pid }) => pid),
  status: oneOf('ConnectionStatus', 'Status is one of these.', ({ status }) => status),
  localIp: oneOf('String', 'Local IP address is one of these.', ({ laddr }) => laddr?.ip),
  localPort: oneOf('Int', 'Local port is one of these.', ({ laddr }) => laddr?.port),
  remoteIp: oneOf('String', 'Remote IP address is one of these.', ({ raddr }) => raddr?.ip),
  remotePort: oneOf('Int', 'Remote port is one of these.', ({ raddr }) => raddr?.port),
  path: like('Path of a UNIX socket matches.', ({ path }) => path),
};

/** The fields by which connections can be sorted. */
const orders = {
  PID: ({ pid }: Row) => pid,
  STATUS: ({ status }: Row) => status,
  LOCAL_PORT: ({ laddr }: Row) => laddr?.port ?? null,
  REMOTE_PORT: ({ raddr }: Row) => raddr?.port ?? null,
};

interface ConnectionOrder {
  readonly field: keyof typeof orders;
  readonly direction: Direction;
}

/** The descriptors of a process are distinct, and sockets without a process differ in one of these fields. */
const ordering = ({ field, direction }: ConnectionOrder): Ordering<Row> => ({
  name: field,
  directions: [direction],
  positionOf: (row) => {
    const { pid, fd, family, type, laddr, raddr, path, status } = row;
    const endpoints = [laddr?.ip ?? null, laddr?.port ?? null, raddr?.ip ?? null, raddr?.port ?? null];
    return [orders[field](row), pid, fd, family, type, ...endpoints, path, status];
  },
});

interface ConnectionsArguments extends PageArguments, Sockets {
  readonly filter?: Filter | null;
  readonly orderBy: ConnectionOrder;
}

const connections: Resolver = async (_, args: ConnectionsArguments, __, info) =>
  page(await applyFilter(await socketsOf(args, info), criteria, args.filter), args, ordering(args.orderBy));

const types = `
"Kind of sockets, by address family, protocol or both."
enum ConnectionKind { ${connectionKinds.map((kind) => kind.toUpperCase()).join(' ')} }
enum ConnectionOrderField { ${Object.keys(orders).join(' ')} }
input ConnectionOrder { field: ConnectionOrderField! = PID direction: OrderDirection! = ASC }
${filterType('ConnectionFilter', 'Selects the sockets that match all criteria.', criteria)}
${pageTypes('Connection')}
`;

const kinds = Object.fromEntries(connectionKinds.map((kind) => [kind.toUpperCase(), kind]));

/** `Query.connections`, and the process of a connection. */
export const connection = [
  { typeDefs: types, resolvers: { ConnectionKind: kinds, ConnectionEdge: { cursor: cursorOf } } },
  fields('Query', {
    [`"Sockets of a kind and their processes; with \`namespaces\`, of all network namespaces." connections(kind: ConnectionKind! = INET, namespaces: Boolean! = false, filter: ConnectionFilter, orderBy: ConnectionOrder! = {}, ${pageArguments}): ConnectionConnection!`]:
      connections,
  }),
  fields('Connection', {
    '"Process that has the socket open; null if unknown or ended." process: Process': async (
      { process, pid },
      _,
      context,
      info,
    ) => process ?? (pid === null ? null : ((await loadProcesses(context, info)).get(pid) ?? null)),
  }),
];
