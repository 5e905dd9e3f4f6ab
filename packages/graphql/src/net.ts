import { createNetSampler, type NetSample, netIfAddrs, netIfStats, netIoCounters } from '@psutil/net/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { socketsOf } from './connection.js';
import { fields, property } from './fields.js';
import { intervalArgument, sampleDuring } from './interval.js';
import { requestCacheOf } from './request-cache.js';

const stats = (info: GraphQLResolveInfo) => requestCacheOf(info).once('netIfStats', () => netIfStats());
const addresses = (info: GraphQLResolveInfo) => requestCacheOf(info).once('netIfAddrs', () => netIfAddrs());
const counters = (info: GraphQLResolveInfo) =>
  requestCacheOf(info).once('netIoCounters', () => netIoCounters({ pernic: true }));

/** Returns a sample of the rates with a list of the interfaces. */
export const netSampleValue = ({ nics, ...sample }: NetSample) => ({
  ...sample,
  nics: Object.entries(nics).map(([name, each]) => ({ name, ...each })),
});

/** `Query.net`. */
export const net = [
  fields('Query', {
    '"Network interfaces and their counters." net: Net!': () => ({}),
  }),
  fields('Net', {
    '"I/O counters of all interfaces; null without interfaces." ioCounters: NetIoCounters': () => netIoCounters(),
    [`"I/O rates during \`interval\` seconds." rates(${intervalArgument}): NetIoSample`]: async (
      _,
      { interval },
      context,
    ) => netSampleValue(await sampleDuring(createNetSampler, interval, context)),
    '"Network interfaces." nics: [Nic!]!': async (_, __, ___, info) =>
      Object.entries(await stats(info)).map(([name, state]) => ({ name, stats: state })),
  }),
  fields('Nic', {
    '"Name of the interface." name: String!': property,
    '"State of the interface." stats: NicStats!': property,
    '"Addresses of the interface." addresses: [NicAddress!]!': async ({ name }, _, __, info) =>
      (await addresses(info))[name] ?? [],
    '"I/O counters since the interface was created; null if it has just been created." ioCounters: NetIoCounters':
      async ({ name }, _, __, info) => (await counters(info))[name] ?? null,
    '"Sockets of a kind whose local address is an address of the interface." connections(kind: ConnectionKind! = INET): [Connection!]!':
      async ({ name }, { kind }, _, info) => {
        const local = new Set((await addresses(info))[name]?.map(({ address }) => address.split('%')[0]));
        const sockets = await socketsOf({ kind, namespaces: false }, info);
        return sockets.filter(({ laddr }) => laddr !== null && local.has(laddr.ip));
      },
  }),
];
