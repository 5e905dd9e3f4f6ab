import { readdirSync } from 'node:fs';
import { commNote, commOf, ofEach, pidsOf, statusAndAllOf } from '../plain.mjs';

const sleepers = [['sleepers', 1000]];

/** The attributes that are read of every process. */
export const attrs = [
  ...['pid', 'ppid', 'name', 'status', 'createTime', 'username', 'cpuTimes', 'memoryInfo', 'numThreads', 'cmdline'],
];
const pythonAttrs = attrs.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

const iterated = (names) => ({
  ours:
    ({ processIter }) =>
    () => [...processIter({ attrs: names })],
  promise:
    ({ processIter }) =>
    async () => {
      const all = [];
      for await (const each of processIter({ attrs: names })) all.push(each);
      return all;
    },
  found: ({ length }) => length,
});

/** Readings of all processes. */
export const processesTasks = [
  {
    id: 'T6',
    title: 'processIter({ attrs }) of ten attributes',
    paced: ['systeminformation'],
    fill: sleepers,
    ...iterated(attrs),
    peers: {
      node: () => () => ofEach(pidsOf(readdirSync('/proc')), statusAndAllOf),
      systeminformation: ({ processes }) => processes,
      'ps-list': ({ default: psList }) => psList,
      python: `[p.info for p in psutil.process_iter(${JSON.stringify(pythonAttrs)})]`,
    },
    notes: {
      node: 'numeric user ID',
      systeminformation: 'CPU as a percentage, without threads',
      'ps-list': 'CPU and memory as percentages, without status and threads',
    },
  },
  {
    id: 'T6b',
    title: "processIter({ attrs: ['pid', 'name'] })",
    fill: sleepers,
    ...iterated(['pid', 'name']),
    peers: {
      node: () => () => ofEach(pidsOf(readdirSync('/proc')), commOf),
      python: "[p.info for p in psutil.process_iter(['pid', 'name'])]",
    },
    notes: { node: commNote },
  },
  {
    id: 'T9a',
    title: 'children({ recursive: true }), 1,000 of 1,070 processes',
    fill: [['tree', 1000]],
    ...descendants(),
  },
  {
    id: 'T9b',
    title: 'children({ recursive: true }), 20 of 1,090 processes',
    fill: [...sleepers, ['tree', 20]],
    ...descendants(),
  },
  {
    id: 'T10a',
    title: 'pids()',
    fill: sleepers,
    ours: ({ pids }) => pids,
    found: ({ length }) => length,
    peers: { node: () => () => pidsOf(readdirSync('/proc')), python: 'psutil.pids()' },
  },
  {
    id: 'T10b',
    title: 'pidExists(pid)',
    fill: sleepers,
    ours:
      ({ pidExists }, pid) =>
      () =>
        pidExists(pid),
    found: Number,
    peers: { node: (_, pid) => () => process.kill(pid, 0), python: 'psutil.pid_exists(pid)' },
  },
];

function descendants() {
  return {
    ours: ({ Process }, pid) => {
      const root = new Process(pid);
      return () => root.children({ recursive: true });
    },
    found: ({ length }) => length,
    peers: {
      pidtree:
        ({ default: pidtree }, pid) =>
        () =>
          pidtree(pid),
      python: 'process.children(recursive=True)',
    },
    notes: { pidtree: 'PIDs only' },
  };
}
