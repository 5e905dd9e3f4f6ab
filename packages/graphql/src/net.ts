import {
  type Connection,
  type ConnectionKind,
  type NetIoCounters,
  type NicAddress,
  type NicStats,
  netConnections,
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

/** A connection as the graph has it, where an address is an object or a path, each in a field of its own. */
const inFields = ({ laddr, ...rest }: Connection) =>
  typeof laddr === 'string' ? { ...rest, laddr: null, path: laddr } : { ...rest, laddr, path: null };

async function connections(args: { readonly kind: ConnectionKind; readonly namespaces: boolean }) {
  return (await netConnections(args)).map(inFields);
}

/** `Query.net`. */
export const net = [
  fields('Query', {
    '"The network." net: Net!': () => ({}),
  }),
  fields('Net', {
    '"What went through all interfaces together; null where there is none." ioCounters: NetIoCounters': () =>
      netIoCounters(),
    '"The sockets of a kind (all, inet, inet4, inet6, tcp, tcp4, tcp6, udp, udp4, udp6, unix) and the processes that have them open." connections(kind: String! = "inet", namespaces: Boolean! = false): [Connection!]!':
      (_, args) => connections(args),
    '"The network interfaces." nics: [Nic!]!': nics,
  }),
  fields('Nic', {
    '"The name of the interface." name: String!': property,
    '"Its state." stats: NicStats!': property,
    '"Its addresses." addresses: [NicAddress!]!': property,
    '"What went through it since it was made; null where it has just been made." ioCounters: NetIoCounters': property,
  }),
];
