import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { floor } from './floor.mjs';
import { here } from './folders.mjs';
import { sideOf } from './tasks.mjs';

const run = promisify(execFile);

async function answerOf(program, ...given) {
  const { stdout } = await run(program, given.map(String), { maxBuffer: 1 << 26 });
  return stdout === '' ? {} : JSON.parse(stdout);
}

/** The arguments of Node that do a task as a side does it; see side.mjs. */
export const nodeArgs = (task, side, pid, how, amount) => [join(here, 'side.mjs'), task.id, side, pid, how, amount];

/** What a program of a side measured. */
export const asNode = (...given) => answerOf(process.execPath, ...nodeArgs(...given));

const python = '/usr/bin/python3';

/** The median time of a call, in microseconds, and for the floor what it found. Each measures in a process of its own. */
export function timed(task, side, pid, milliseconds) {
  if (side === 'floor') return answerOf(floor(), task.id, milliseconds, pid);
  if (side === 'python') return answerOf(python, join(here, 'python/timed.py'), sideOf(task, side), milliseconds, pid);
  return asNode(task, side, pid, 'timed', milliseconds);
}
