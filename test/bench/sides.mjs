import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { baselineProgram } from './baseline.mjs';
import { benchDirectory, cache } from './directories.mjs';
import { sideOf } from './tasks.mjs';

const run = promisify(execFile);

/** The sides of the comparison, in the order of columns. */
export const titles = {
  baseline: 'baseline',
  ours: 'synchronous',
  promise: 'promise',
  os: 'node:os',
  node: 'plain Node',
  systeminformation: 'systeminformation',
  pidusage: 'pidusage',
  'ps-list': 'ps-list',
  pidtree: 'pidtree',
  python: 'Python psutil',
};

/** Returns the sides that support a task. */
export const sidesOf = (task, missing = {}) =>
  Object.keys(titles).filter((side) => (side === 'baseline' || sideOf(task, side)) && !(side in missing));

/** Whether a side runs in Node, so that its child processes and the event loop can be observed. */
export const isNode = (side) => side !== 'baseline' && side !== 'python';

async function outputOf(program, ...args) {
  const { stdout } = await run(program, args.map(String), { maxBuffer: 1 << 26 });
  return stdout === '' ? {} : JSON.parse(stdout);
}

const nodeArgs = (task, side, pid, measurement, amount) => [
  join(benchDirectory, 'side.mjs'),
  task.id,
  side,
  pid,
  measurement,
  amount,
];

/** Runs a measurement of side.mjs in a new process. */
export const runNode = (...args) => outputOf(process.execPath, ...nodeArgs(...args));

/** Measures the JavaScript memory that a call allocates, with a heap that is large enough to avoid garbage collection. */
export const allocated = (task, side, pid, milliseconds) => {
  const room = ['--min-semi-space-size=128', '--max-semi-space-size=128'];
  return outputOf(process.execPath, ...room, ...nodeArgs(task, side, pid, 'allocated', milliseconds));
};

/** Measures the median time of a call in a new process, in microseconds. */
export function timed(task, side, pid, milliseconds) {
  if (side === 'baseline') return outputOf(baselineProgram(), task.id, milliseconds, pid);
  if (side !== 'python') return runNode(task, side, pid, 'timed', milliseconds);
  return outputOf('/usr/bin/python3', join(benchDirectory, 'python/timed.py'), sideOf(task, side), milliseconds, pid);
}

/** Returns the number of processes that execute a program during a number of calls. */
async function executed(task, side, pid, calls) {
  const trace = join(cache, `trace.${process.pid}`);
  const options = ['-f', '-qq', '-e', 'trace=execve', '-e', 'signal=none', '-o', trace];
  try {
    await outputOf('strace', ...options, process.execPath, ...nodeArgs(task, side, pid, 'called', calls));
    const lines = readFileSync(trace, 'utf8').split('\n');
    return new Set(lines.filter((line) => /execve.*= 0$/.test(line)).map((line) => line.split(' ')[0])).size;
  } finally {
    rmSync(trace, { force: true });
  }
}

/** Returns the number of processes that a call spawns, and that the first call spawns. */
export async function spawned(task, side, pid) {
  const [none, one, two] = [
    await executed(task, side, pid, 0),
    await executed(task, side, pid, 1),
    await executed(task, side, pid, 2),
  ];
  return { spawned: two - one, spawnedFirst: one - none };
}
