import {
  type NetIoCounters,
  type NicAddress,
  type NicStats,
  netIfAddrs,
  netIfStats,
  netIoCounters,
} from '@psutil/net/promises';
import { fields, property } from './fields.js';

interface Nic {
  readonly name: string;
  readonly stats: NicStats;
  readonly addresses: readonly NicAddress[];
  readonly ioCounters: NetIoCounters | null;
}

async function nics(): Promise<Nic[]> {
  const [stats, addresses, counters] = await Promise.all([netIfStats(), netIfAddrs(), netIoCounters({ pernic: true })]);
  return Object.entries(stats).map(([name, each]) => ({
    name,
    stats: each,
    addresses: addresses[name] ?? [],
    ioCounters: counters[name] ?? null,
  }));
}

/** `Query.net`. */
export const net = [
  fields('Query', {
    '"The network." net: Net!': () => ({}),
  }),
  fields('Net', {
    '"What went through all interfaces together; null where there is none." ioCounters: NetIoCounters': () =>
      netIoCounters(),
    '"The network interfaces." nics: [Nic!]!': nics,
  }),
  fields('Nic', {
    '"The name of the interface." name: String!': property,
    '"Its state." stats: NicStats!': property,
    '"Its addresses." addresses: [NicAddress!]!': property,
    '"What went through it since it was made; null where it has just been made." ioCounters: NetIoCounters': property,
  }),
];
