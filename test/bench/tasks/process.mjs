import { readdirSync } from 'node:fs';
import { commNote, contentOf, numbers } from '../plain.mjs';

const fill = [['target', 500]];

/** Calls a method of one process object repeatedly. */
const call = (method) => (psutil, pid) => {
  const process = new psutil.Process(pid);
  return () => process[method]();
};

const fileOf = (pid, name) => contentOf(`/proc/${pid}/${name}`);
const text = (name, end) => (_, pid) => () => fileOf(pid, name).split(end);
const figures = (name) => (_, pid) => () => numbers(fileOf(pid, name).split(' '));

/** Readings of one process with 500 open files, 300 mappings and 15 threads. */
export const processTasks = [
  {
    id: 'T8a',
    title: 'name()',
    ours: call('name'),
    peers: { node: text('comm', '\n'), python: 'process.name()' },
    notes: { node: commNote },
  },
  {
    id: 'T8b',
    title: 'cmdline()',
    ours: call('cmdline'),
    peers: { node: text('cmdline', '\0'), python: 'process.cmdline()' },
  },
  {
    id: 'T8c',
    title: 'cpuTimes()',
    paced: ['systeminformation'],
    ours: call('cpuTimes'),
    peers: {
      node: figures('stat'),
      systeminformation:
        ({ processLoad }) =>
        () =>
          processLoad('fill'),
      pidusage:
        ({ default: pidusage }, pid) =>
        () =>
          pidusage(pid),
      python: 'process.cpu_times()',
    },
    notes: { systeminformation: 'percentages of CPU and memory', pidusage: 'with memory, parent and start time' },
  },
  {
    id: 'T8d',
    title: 'memoryInfo()',
    ours: call('memoryInfo'),
    peers: { node: figures('statm'), python: 'process.memory_info()' },
  },
  {
    id: 'T8e',
    title: 'openFiles(), 500',
    ours: call('openFiles'),
    peers: { python: 'process.open_files()' },
  },
  {
    id: 'T8f',
    title: 'memoryMaps(), 300 mappings',
    ours: call('memoryMaps'),
    peers: { python: 'process.memory_maps()' },
  },
  {
    id: 'T8g',
    title: 'memoryFullInfo()',
    ours: call('memoryFullInfo'),
    peers: { python: 'process.memory_full_info()' },
  },
  {
    id: 'T8h',
    title: 'numFds()',
    ours: call('numFds'),
    found: Number,
    peers: {
      node: (_, pid) => () => readdirSync(`/proc/${pid}/fd`).length,
      python: 'process.num_fds()',
    },
  },
  {
    id: 'T8i',
    title: 'threads(), 15',
    ours: call('threads'),
    found: ({ length }) => length,
    peers: { python: 'process.threads()' },
  },
].map((task) => ({ fill, ...task }));
