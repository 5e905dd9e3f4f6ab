import { readdirSync, readFileSync } from 'node:fs';

const subject = { fill: [['subject', 500]] };

/** A method of one process that is asked again and again. */
const asked = (method) => (psutil, pid) => {
  const process = new psutil.Process(pid);
  return () => process[method]();
};

const file = (name) => (_, pid) => () => readFileSync(`/proc/${pid}/${name}`, 'latin1').split(/[\s\0]+/);

/** Readings of one process, which has 500 open files, 300 mappings and 15 threads. */
export const processTasks = [
  { id: 'T8a', title: 'name()', ours: asked('name'), peers: { node: file('comm'), python: 'process.name()' } },
  {
    id: 'T8b',
    title: 'cmdline()',
    ours: asked('cmdline'),
    peers: { node: file('cmdline'), python: 'process.cmdline()' },
  },
  {
    id: 'T8c',
    title: 'cpuTimes()',
    paced: ['systeminformation'],
    ours: asked('cpuTimes'),
    peers: {
      node: file('stat'),
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
    peers: { node: file('statm'), python: 'process.memory_info()' },
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
