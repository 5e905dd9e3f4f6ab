import type { NicStats } from '@psutil/native/internal/records';
import { createNetSampler, type NetSample, netIfAddrs, netIfStats, netIoCounters } from '@psutil/net/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { socketKindArgument, socketsArguments } from './arguments.js';
import { fields, property, rootFields } from './fields.js';
import { intervalArgument, sampleDuring } from './interval.js';
import { idField, idFrom } from './node-id.js';
import { requestCacheOf } from './request-cache.js';
import { socketPage, socketsOf } from './socket.js';

const stats = (info: GraphQLResolveInfo) => requestCacheOf(info).once('netIfStats', () => netIfStats());
const addresses = (info: GraphQLResolveInfo) => requestCacheOf(info).once('netIfAddrs', () => netIfAddrs());
const counters = (info: GraphQLResolveInfo) =>
  requestCacheOf(info).once('netIoCounters', () => netIoCounters({ pernic: true }));

/** Returns a sample of the rates with a list of the interfaces. */
export const netSampleValue = ({ nics, ...sample }: NetSample) => ({
  ...sample,
  nics: Object.entries(nics).map(([name, each]) => ({ name, ...each })),
});

/** A network interface. */
interface Nic {
  readonly name: string;
  readonly stats: NicStats;
}

/** Returns the network interfaces. */
export const readNics = async (info: GraphQLResolveInfo): Promise<Nic[]> =>
  Object.entries(await stats(info)).map(([name, state]) => ({ name, stats: state }));

/** `Query.net`. */
export const net = [
  ...rootFields({
    '"Network interfaces and their counters." net: Net': () => ({}),
  }),
  fields('"Network interfaces and their counters." Net', {
    '"I/O counters of all interfaces; null without interfaces." ioCounters: NetIoCounters': () => netIoCounters(),
    [`"I/O rates during \`interval\` seconds." rates(${intervalArgument}): NetIoSample`]: async (
      _,
      { interval },
      context,
    ) => netSampleValue(await sampleDuring(createNetSampler, interval, context)),
    '"Network interfaces." nics: [Nic!]': (_, __, ___, info) => readNics(info),
  }),
  fields('"A network interface." Nic implements Node', {
    [idField]: idFrom('Nic', ({ name }: Nic) => name),
    '"Name of the interface." name: String!': property,
    '"State of the interface." stats: NicStats!': property,
    '"Addresses of the interface." addresses: [NicAddress!]': async ({ name }, _, __, info) =>
      (await addresses(info))[name] ?? [],
    '"I/O counters since the interface was created; null if it has just been created." ioCounters: NetIoCounters':
      async ({ name }, _, __, info) => (await counters(info))[name] ?? null,
    [`"Sockets whose local address is an address of the interface." sockets(${socketKindArgument} ${socketsArguments}): SocketConnection`]:
      async ({ name }, args, _, info) => {
        const local = new Set((await addresses(info))[name]?.map(({ address }) => address.split('%')[0]));
        const sockets = await socketsOf({ kind: args.kind, namespaces: false }, info);
        return socketPage(
          sockets.filter(({ laddr }) => laddr !== null && local.has(laddr.ip)),
          args,
        );
      },
  }),
];
