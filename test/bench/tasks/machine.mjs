import { readFileSync, statfsSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';
import { meminfo, numbers, tableOf } from '../plain.mjs';

/** System-wide readings: memory, CPUs and disks. */
export const machineTasks = [
  {
    id: 'T1',
    title: 'virtualMemory()',
    ours: ({ virtualMemory }) => virtualMemory,
    found: ({ total }) => total,
    peers: {
      os: () => () => [totalmem(), freemem()],
      node: () => () => meminfo(readFileSync('/proc/meminfo', 'latin1')),
      systeminformation: ({ mem }) => mem,
      python: 'psutil.virtual_memory()',
    },
    notes: { os: 'total and free only' },
  },
  {
    id: 'T2',
    title: 'cpuTimes({ percpu: true })',
    ours:
      ({ cpuTimes }) =>
      () =>
        cpuTimes({ percpu: true }),
    peers: {
      os: () => cpus,
      node: () => () => {
        const rows = tableOf(readFileSync('/proc/stat', 'latin1')).filter(([name]) => name.startsWith('cpu'));
        return rows.map(([, ...times]) => numbers(times));
      },
      python: 'psutil.cpu_times(percpu=True)',
    },
  },
  {
    id: 'T3',
    title: 'cpuPercent()',
    paced: ['systeminformation'],
    ours: ({ cpuPercent }) => cpuPercent,
    peers: { systeminformation: ({ currentLoad }) => currentLoad, python: 'psutil.cpu_percent()' },
  },
  {
    id: 'T4a',
    title: 'diskIoCounters({ perdisk: true })',
    paced: ['systeminformation'],
    ours:
      ({ diskIoCounters }) =>
      () =>
        diskIoCounters({ perdisk: true }),
    peers: {
      node: () => () => tableOf(readFileSync('/proc/diskstats', 'latin1')).map((row) => numbers(row.slice(3))),
      systeminformation: ({ disksIO }) => disksIO,
      python: 'psutil.disk_io_counters(perdisk=True)',
    },
    notes: { systeminformation: 'the sum of all disks' },
  },
  {
    id: 'T4b',
    title: 'diskPartitions()',
    ours: ({ diskPartitions }) => diskPartitions,
    peers: {
      node: () => () => tableOf(readFileSync('/proc/self/mounts', 'latin1')),
      systeminformation: ({ fsSize }) => fsSize,
      python: 'psutil.disk_partitions()',
    },
    notes: { node: 'including those not on a disk', systeminformation: 'with the usage of each' },
  },
  {
    id: 'T4c',
    title: "diskUsage('/')",
    ours:
      ({ diskUsage }) =>
      () =>
        diskUsage('/'),
    found: ({ total }) => total,
    peers: { node: () => () => statfsSync('/'), python: "psutil.disk_usage('/')" },
  },
];
