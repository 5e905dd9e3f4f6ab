import { netIfAddrs, netIfStats, netIoCounters } from '@psutil/net/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { socketsOf } from './connection.js';
import { fields, property } from './fields.js';
import { snapshotOf } from './request-cache.js';

const stats = (info: GraphQLResolveInfo) => snapshotOf(info).once('netIfStats', () => netIfStats());
const addresses = (info: GraphQLResolveInfo) => snapshotOf(info).once('netIfAddrs', () => netIfAddrs());
const counters = (info: GraphQLResolveInfo) =>
  snapshotOf(info).once('netIoCounters', () => netIoCounters({ pernic: true }));

/** `Query.net`. */
export const net = [
  fields('Query', {
    '"The network." net: Net!': () => ({}),
  }),
  fields('Net', {
    '"What went through all interfaces together; null where there is none." ioCounters: NetIoCounters': () =>
      netIoCounters(),
    '"The network interfaces." nics: [Nic!]!': async (_, __, ___, info) =>
      Object.entries(await stats(info)).map(([name, each]) => ({ name, stats: each })),
  }),
  fields('Nic', {
    '"The name of the interface." name: String!': property,
    '"Its state." stats: NicStats!': property,
    '"Its addresses." addresses: [NicAddress!]!': async ({ name }, _, __, info) => (await addresses(info))[name] ?? [],
    '"What went through it since it was made; null where it has just been made." ioCounters: NetIoCounters': async (
      { name },
      _,
      __,
      info,
    ) => (await counters(info))[name] ?? null,
    '"The sockets of a kind whose end here has one of its addresses." connections(kind: ConnectionKind! = INET): [Connection!]!':
      async ({ name }, { kind }, _, info) => {
        const own = new Set((await addresses(info))[name]?.map(({ address }) => address.split('%')[0]));
        const sockets = await socketsOf({ kind, namespaces: false }, info);
        return sockets.filter(({ laddr }) => laddr !== null && own.has(laddr.ip));
      },
  }),
];
