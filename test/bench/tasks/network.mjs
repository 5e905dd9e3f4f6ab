import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { numbers, tableOf } from '../plain.mjs';

/** Network interfaces and sockets. */
export const networkTasks = [
  {
    id: 'T5a',
    title: 'netIoCounters({ pernic: true })',
    paced: ['systeminformation'],
    ours:
      ({ netIoCounters }) =>
      () =>
        netIoCounters({ pernic: true }),
    peers: {
      node: () => () => tableOf(readFileSync('/proc/net/dev', 'latin1')).map((row) => numbers(row.slice(1))),
      systeminformation: ({ networkStats }) => networkStats,
      python: 'psutil.net_io_counters(pernic=True)',
    },
  },
  {
    id: 'T5b',
    title: 'netIfAddrs()',
    ours: ({ netIfAddrs }) => netIfAddrs,
    peers: {
      os: () => networkInterfaces,
      systeminformation: ({ networkInterfaces }) => networkInterfaces,
      python: 'psutil.net_if_addrs()',
    },
    notes: { systeminformation: 'with the kind, speed and counters of each' },
  },
  {
    id: 'T5c',
    title: 'netIfStats()',
    ours: ({ netIfStats }) => netIfStats,
    peers: { python: 'psutil.net_if_stats()' },
  },
  {
    id: 'T7',
    title: 'netConnections(), with owners',
    fill: [
      ['sleepers', 1000],
      ['sockets', 2300],
    ],
    ours: ({ netConnections }) => netConnections,
    found: ({ length }) => length,
    peers: {
      systeminformation: ({ networkConnections }) => networkConnections,
      python: 'psutil.net_connections()',
    },
  },
];
