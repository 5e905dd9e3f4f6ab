import { readdirSync } from 'node:fs';
import { contentOf, cutName, numbers } from '../plain.mjs';

const subject = { fill: [['subject', 500]] };

/** A method of one process that is asked again and again. */
const asked = (method) => (psutil, pid) => {
  const process = new psutil.Process(pid);
  return () => process[method]();
};

const fileOf = (pid, name) => contentOf(`/proc/${pid}/${name}`);
const text = (name, end) => (_, pid) => () => fileOf(pid, name).split(end);
const figures = (name) => (_, pid) => () => numbers(fileOf(pid, name).split(' '));

/** Readings of one process, which has 500 open files, 300 mappings and 15 threads. */
export const processTasks = [
  {
    id: 'T8a',
    title: 'name()',
    ours: asked('name'),
    peers: { node: text('comm', '\n'), python: 'process.name()' },
    less: { node: cutName },
  },
  {
    id: 'T8b',
    title: 'cmdline()',
    ours: asked('cmdline'),
    peers: { node: text('cmdline', '\0'), python: 'process.cmdline()' },
  },
  {
    id: 'T8c',
    title: 'cpuTimes()',
    paced: ['systeminformation'],
    ours: asked('cpuTimes'),
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
    less: { systeminformation: 'percentages of CPU and memory', pidusage: 'with memory, parent and start' },
  },
  {
    id: 'T8d',
    title: 'memoryInfo()',
    ours: asked('memoryInfo'),
    peers: { node: figures('statm'), python: 'process.memory_info()' },
  },
  {
    id: 'T8e',
    title: 'openFiles(), 500',
    ours: asked('openFiles'),
    peers: { python: 'process.open_files()' },
  },
  {
    id: 'T8f',
    title: 'memoryMaps(), 300 mappings',
    ours: asked('memoryMaps'),
    peers: { python: 'process.memory_maps()' },
  },
  {
    id: 'T8g',
    title: 'memoryFullInfo()',
    ours: asked('memoryFullInfo'),
    peers: { python: 'process.memory_full_info()' },
  },
  {
    id: 'T8h',
    title: 'numFds()',
    ours: asked('numFds'),
    found: Number,
    peers: {
      node: (_, pid) => () => readdirSync(`/proc/${pid}/fd`).length,
      python: 'process.num_fds()',
    },
  },
  {
    id: 'T8i',
    title: 'threads(), 15',
    ours: asked('threads'),
    found: ({ length }) => length,
    peers: { python: 'process.threads()' },
  },
].map((task) => ({ ...subject, ...task }));
