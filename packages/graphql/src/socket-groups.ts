import type { Connection as Row } from '@psutil/native/internal/records';
import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ProcessEntry } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { namespacesArgument, processesArguments, socketKindArgument, socketsArguments } from './arguments.js';
import { type Context, docsOf, enumType, fields, type Resolver, rootFields } from './fields.js';
import { type Ordering, type Page, page, pageArguments, pageTypes } from './pagination.js';
import { processPage } from './process.js';
import { findProcess, loadProcesses } from './process-loader.js';
import { type SocketPageArguments, type Sockets, selectSockets, socketPage, socketsOf } from './socket.js';

/** A key of groups, with its description. */
interface Grouping {
  readonly doc: string;
  /** Name of the field of the group that has the key. */
  readonly field: 'remoteIp' | 'port' | 'status' | 'pid';
  /** Returns the key of a socket; null or undefined if it belongs to no group. */
  keyOf(socket: Row): string | number | null | undefined;
}

/** Whether a socket waits for connections or, without them, for datagrams. */
const isListening = ({ status, type, raddr }: Row) => status === 'LISTEN' || (type === 'SOCK_DGRAM' && raddr === null);

const groupings = {
  REMOTE_IP: { doc: 'Remote IP address.', field: 'remoteIp', keyOf: ({ raddr }) => raddr?.ip },
  LOCAL_PORT: { doc: 'Local port.', field: 'port', keyOf: ({ laddr }) => laddr?.port },
  LISTENING_PORT: {
    doc: 'Local port of the TCP sockets that listen, and of the UDP sockets without a remote address.',
    field: 'port',
    keyOf: (socket) => (isListening(socket) ? socket.laddr?.port : null),
  },
  STATUS: {
    doc: 'State of a TCP socket.',
    field: 'status',
    keyOf: ({ status }) => (status === 'NONE' ? null : status),
  },
  PROCESS: { doc: 'Process that has the socket open.', field: 'pid', keyOf: ({ pid }) => pid },
} satisfies Readonly<Record<string, Grouping>>;

interface SocketGroup {
  readonly key: string | number;
  readonly field: Grouping['field'];
  readonly sockets: Row[];
}

interface SocketGroupsArguments extends SocketPageArguments, Sockets {
  readonly by: keyof typeof groupings;
}

/** The largest group is the first; groups of the same size are in the order of their keys. */
const ordering = (by: string): Ordering<SocketGroup> => ({
  name: by,
  directions: ['DESC', 'ASC'],
  positionOf: ({ key, sockets }) => [sockets.length, key],
});

async function socketGroups(args: SocketGroupsArguments, info: GraphQLResolveInfo): Promise<Page<SocketGroup>> {
  const { keyOf, field }: Grouping = groupings[args.by];
  const groups = new Map<string | number, SocketGroup>();
  await forEachYielding(await selectSockets(await socketsOf(args, info), args.filter), (socket) => {
    const key = keyOf(socket) ?? null;
    if (key === null) return;
    const group = groups.get(key) ?? { key, field, sockets: [] };
    groups.set(key, group);
    group.sockets.push(socket);
  });
  return page([...groups.values()], args, ordering(args.by));
}

/** Resolves a field of a group to its key if it is the one by which the sockets are grouped. */
const keyIf =
  (name: Grouping['field']): Resolver =>
  ({ key, field }: SocketGroup) =>
    field === name ? key : null;

/** Returns the processes that have the sockets of a group open, except those that have ended. */
async function processesOf(
  { sockets }: SocketGroup,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<readonly ProcessEntry[]> {
  const table = await loadProcesses(context, info);
  return [...new Set(sockets.map(({ pid }) => pid))].flatMap((pid) => (pid === null ? [] : (table.get(pid) ?? [])));
}

const types = `
${enumType('SocketGrouping', 'A key by which sockets can be grouped.', docsOf(groupings))}
${pageTypes('SocketGroup')}
`;

/** `Query.socketGroups`. */
export const socketGroup = [
  { typeDefs: types, resolvers: {} },
  ...rootFields({
    [`"Groups of the sockets that match a filter, the largest first. A socket without the key is in no group." socketGroups("Key of the groups." by: SocketGrouping!, ${socketKindArgument} ${namespacesArgument} "Criteria that the sockets match." filter: SocketFilter ${pageArguments}): SocketGroupConnection`]:
      (_, args: SocketGroupsArguments, __, info) => socketGroups(args, info),
  }),
  fields('"Sockets with the same key." SocketGroup', {
    '"Remote IP address; null unless the sockets are grouped by REMOTE_IP." remoteIp: String': keyIf('remoteIp'),
    '"Local port; null unless the sockets are grouped by LOCAL_PORT or LISTENING_PORT." port: Int': keyIf('port'),
    '"State; null unless the sockets are grouped by STATUS." status: SocketStatus': keyIf('status'),
    '"Process; null unless the sockets are grouped by PROCESS, or if it has ended." process: Process': async (
      { key, field }: SocketGroup,
      _,
      context,
      info,
    ) => (field === 'pid' ? findProcess(Number(key), context, info) : null),
    '"Number of sockets. A socket that several processes have open counts once for each of them." count: Int!': ({
      sockets,
    }: SocketGroup) => sockets.length,
    [`"Sockets of the group." sockets(${socketsArguments}): SocketConnection`]: ({ sockets }: SocketGroup, args) =>
      socketPage(sockets, args),
    [`"Processes that have a socket of the group open." processes(${processesArguments}): ProcessConnection`]: async (
      group: SocketGroup,
      args,
      context,
      info,
    ) => processPage(await processesOf(group, context, info), args, context),
  }),
];
