import { readdirSync } from 'node:fs';
import { commOf, cutName, ofEach, pidsOf, statusAndAllOf } from '../plain.mjs';

const sleepers = [['sleepers', 1000]];

/** What is read of every process: of both sides the same. */
export const attrs = [
  ...['pid', 'ppid', 'name', 'status', 'createTime', 'username', 'cpuTimes', 'memoryInfo', 'numThreads', 'cmdline'],
];
const pythonAttrs = attrs.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

const listed = (names) => ({
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
    ...listed(attrs),
    peers: {
      node: () => () => ofEach(pidsOf(readdirSync('/proc')), statusAndAllOf),
      systeminformation: ({ processes }) => processes,
      'ps-list': ({ default: psList }) => psList,
      python: `[p.info for p in psutil.process_iter(${JSON.stringify(pythonAttrs)})]`,
    },
    less: {
      node: 'the user as a number',
      systeminformation: 'CPU as a percentage, and no threads',
      'ps-list': 'CPU and memory as percentages, and no status or threads',
    },
  },
  {
    id: 'T6b',
    title: "processIter({ attrs: ['pid', 'name'] })",
    fill: sleepers,
    ...listed(['pid', 'name']),
    peers: {
      node: () => () => ofEach(pidsOf(readdirSync('/proc')), commOf),
      python: "[p.info for p in psutil.process_iter(['pid', 'name'])]",
    },
    less: { node: cutName },
  },
  {
    id: 'T9a',
    title: 'children({ recursive: true }), 1,000 of 1,070 processes',
    fill: [['tree', 1000]],
    ...below(),
  },
  {
    id: 'T9b',
    title: 'children({ recursive: true }), 20 of 1,090 processes',
    fill: [...sleepers, ['tree', 20]],
    ...below(),
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

function below() {
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
    less: { pidtree: 'pids alone' },
  };
}
