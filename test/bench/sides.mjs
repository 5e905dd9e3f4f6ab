import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { floor } from './baseline.mjs';
import { cache, here } from './directories.mjs';
import { sideOf } from './tasks.mjs';

const run = promisify(execFile);

/** Who does a task, in the order of columns. */
export const titles = {
  floor: 'floor',
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

/** The sides that can do a task here. */
export const sidesOf = (task, missing = {}) =>
  Object.keys(titles).filter((side) => (side === 'floor' || sideOf(task, side)) && !(side in missing));

/** Whether a side runs in Node, where its processes can be counted and the event loop watched. */
export const isNode = (side) => side !== 'floor' && side !== 'python';

async function answerOf(program, ...given) {
  const { stdout } = await run(program, given.map(String), { maxBuffer: 1 << 26 });
  return stdout === '' ? {} : JSON.parse(stdout);
}

const nodeArgs = (task, side, pid, how, amount) => [join(here, 'side.mjs'), task.id, side, pid, how, amount];

/** What a program of a side that runs in Node measures; `how` is one of the ways of side.mjs. */
export const asNode = (...given) => answerOf(process.execPath, ...nodeArgs(...given));

/** How many bytes a call takes of JavaScript's memory, with so much room that nothing is collected meanwhile. */
export const allocated = (task, side, pid, milliseconds) => {
  const room = ['--min-semi-space-size=128', '--max-semi-space-size=128'];
  return answerOf(process.execPath, ...room, ...nodeArgs(task, side, pid, 'allocated', milliseconds));
};

/** The median time of a call, in microseconds, and what was found. Each time is measured in a process of its own. */
export function timed(task, side, pid, milliseconds) {
  if (side === 'floor') return answerOf(floor(), task.id, milliseconds, pid);
  if (side !== 'python') return asNode(task, side, pid, 'timed', milliseconds);
  return answerOf('/usr/bin/python3', join(here, 'python/timed.py'), sideOf(task, side), milliseconds, pid);
}

/** How many processes execute a program while a side calls so many times; threads do not. */
async function executed(task, side, pid, calls) {
  const trace = join(cache, `trace.${process.pid}`);
  const options = ['-f', '-qq', '-e', 'trace=execve', '-e', 'signal=none', '-o', trace];
  try {
    await answerOf('strace', ...options, process.execPath, ...nodeArgs(task, side, pid, 'called', calls));
    const lines = readFileSync(trace, 'utf8').split('\n');
    return new Set(lines.filter((line) => /execve.*= 0$/.test(line)).map((line) => line.split(' ')[0])).size;
  } finally {
    rmSync(trace, { force: true });
  }
}

/** How many processes a call starts, and how many the first one does, which may learn what later ones know. */
export async function started(task, side, pid) {
  const [none, one, two] = [
    await executed(task, side, pid, 0),
    await executed(task, side, pid, 1),
    await executed(task, side, pid, 2),
  ];
  return { started: two - one, startedFirst: one - none };
}
