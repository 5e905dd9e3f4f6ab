import { type ConnectionKind, connectionKinds, readConnections } from '@psutil/native/internal/connections';
import { asyncExecutor } from '@psutil/native/internal/execution';
import type { Connection as Row } from '@psutil/native/internal/records';
import type { ProcessEntry } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { namespacesArgument, socketKindArgument, socketsArguments } from './arguments.js';
import { coalesce } from './coalesce.js';
import { enumType, fields, type Resolver, rootFields } from './fields.js';
import { applyFilter, type Criteria, type Filter, filterType, like, oneOf } from './filter.js';
import {
  type Direction,
  type Ordering,
  orderingOf,
  orderTypes,
  type Page,
  type PageArguments,
  page,
  pageTypes,
} from './pagination.js';
import { findProcess } from './process-loader.js';
import { requestCacheOf } from './request-cache.js';

/** Whether a socket is of a kind, such as tcp4. */
function isOfKind(kind: ConnectionKind, { family, type }: Pick<Row, 'family' | 'type'>) {
  if (kind === 'all') return true;
  if (kind === 'unix' || family === 'AF_UNIX') return kind === 'unix' && family === 'AF_UNIX';
  const isProtocol = kind.startsWith('inet') || kind.startsWith('tcp') === (type === 'SOCK_STREAM');
  return isProtocol && !kind.endsWith(family === 'AF_INET' ? '6' : '4');
}

/** The sockets that are requested. */
export interface Sockets {
  readonly kind: ConnectionKind;
  readonly namespaces: boolean;
}

/** Returns the sockets of a kind, which are read once per request. */
export function socketsOf({ kind, namespaces }: Sockets, info: GraphQLResolveInfo): Promise<readonly Row[]> {
  const key = `sockets ${kind} ${namespaces}`;
  const read = () => readConnections(asyncExecutor, { kind, namespaces });
  return requestCacheOf(info).once(key, () => coalesce(key, read));
}

const criteria: Criteria<Row> = {
  pid: oneOf('Int', 'PID is one of these.', ({ pid }) => pid),
  status: oneOf('SocketStatus', 'Status is one of these.', ({ status }) => status),
  localIp: oneOf('String', 'Local IP address is one of these.', ({ laddr }) => laddr?.ip),
  localPort: oneOf('Int', 'Local port is one of these.', ({ laddr }) => laddr?.port),
  remoteIp: oneOf('String', 'Remote IP address is one of these.', ({ raddr }) => raddr?.ip),
  remotePort: oneOf('Int', 'Remote port is one of these.', ({ raddr }) => raddr?.port),
  path: like('Path of a UNIX socket matches.', ({ path }) => path || null),
};

/** The fields by which sockets can be sorted. */
const orders = {
  PID: ({ pid }: Row) => pid,
  STATUS: ({ status }: Row) => (status === 'NONE' ? null : status),
  LOCAL_PORT: ({ laddr }: Row) => laddr?.port ?? null,
  REMOTE_PORT: ({ raddr }: Row) => raddr?.port ?? null,
};

const orderDocs: Readonly<Record<keyof typeof orders, string>> = {
  PID: 'PID of the process.',
  STATUS: 'Name of the state.',
  LOCAL_PORT: 'Local port.',
  REMOTE_PORT: 'Remote port.',
};

interface SocketOrder {
  readonly field: keyof typeof orders;
  readonly direction: Direction;
}

/** The descriptors of a process are distinct, and sockets without a process differ in one of these fields. */
const ordering = (list: readonly SocketOrder[]): Ordering<Row> => ({
  ...orderingOf(list),
  positionOf: (row) => {
    const { pid, fd, family, type, laddr, raddr, path, status } = row;
    const endpoints = [laddr?.ip ?? null, laddr?.port ?? null, raddr?.ip ?? null, raddr?.port ?? null];
    return [...list.map(({ field }) => orders[field](row)), pid, fd, family, type, ...endpoints, path, status];
  },
});

/** The arguments of a page of sockets, except their kind. */
export interface SocketPageArguments extends PageArguments {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly SocketOrder[] | null;
}

/** Returns the sockets that match a filter. */
export const selectSockets = (sockets: readonly Row[], filter: Filter | null | undefined): Promise<readonly Row[]> =>
  applyFilter(sockets, criteria, filter);

/** Returns a page of the sockets that match a filter. */
export const socketPage = async (sockets: readonly Row[], args: SocketPageArguments): Promise<Page<Row>> =>
  page(await selectSockets(sockets, args.filter), args, ordering(args.orderBy ?? []));

const socketsOfProcess: Resolver = (process: ProcessEntry, args) =>
  socketPage(
    process
      .get('connections')
      .filter((socket) => isOfKind(args.kind, socket))
      .map((socket) => ({ ...socket, process })),
    args,
  );

const kindDocs: Readonly<Record<ConnectionKind, string>> = {
  all: 'All sockets.',
  inet: 'IPv4 and IPv6.',
  inet4: 'IPv4.',
  inet6: 'IPv6.',
  tcp: 'TCP over IPv4 and IPv6.',
  tcp4: 'TCP over IPv4.',
  tcp6: 'TCP over IPv6.',
  udp: 'UDP over IPv4 and IPv6.',
  udp4: 'UDP over IPv4.',
  udp6: 'UDP over IPv6.',
  unix: 'UNIX domain sockets.',
};

const kinds = Object.fromEntries(connectionKinds.map((kind) => [kind.toUpperCase(), kind]));

const types = `
${enumType(
  'SocketKind',
  'Kind of sockets, by address family, protocol or both.',
  Object.fromEntries(connectionKinds.map((kind) => [kind.toUpperCase(), kindDocs[kind]])),
)}
${orderTypes('Socket', 'sockets', orderDocs, 'PID')}
${filterType('SocketFilter', 'Selects the sockets that match all criteria.', criteria)}
${pageTypes('Socket')}
`;

/** `Query.sockets`, `Process.sockets` and the process of a socket. */
export const socket = [
  { typeDefs: types, resolvers: { SocketKind: kinds } },
  ...rootFields({
    [`"Sockets of a kind and their processes." sockets(${socketKindArgument} ${namespacesArgument} ${socketsArguments}): SocketConnection`]:
      async (_, args: SocketPageArguments & Sockets, __, info) => socketPage(await socketsOf(args, info), args),
  }),
  fields('Process', {
    [`"Open sockets of a kind." sockets(${socketKindArgument} ${socketsArguments}): SocketConnection`]:
      socketsOfProcess,
  }),
  fields('Socket', {
    '"Process that has the socket open; null if unknown or ended." process: Process': async (
      { process, pid },
      _,
      context,
      info,
    ) => process ?? findProcess(pid, context, info),
  }),
];
