// node side.mjs TASK SIDE PID HOW AMOUNT: does a task as one side does it, and prints a measurement as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';
import { peersFolder } from './folders.mjs';
import { sideOf, tasks } from './tasks.mjs';

const own = { ours: '@psutil/psutil', promise: '@psutil/psutil/promises' };

/** The library of a side; what is written in plain Node needs none. */
function load(side) {
  if (side in own) return import(own[side]);
  if (side === 'os' || side === 'node') return undefined;
  return import(pathToFileURL(createRequire(join(peersFolder, 'x.js')).resolve(side)).href);
}

const now = () => performance.now() * 1000;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** A sample is as many calls as take 50 µs: the clock itself takes a part of one. */
function batchOf(call, once) {
  const size = Math.max(1, Math.ceil(50 / once));
  if (size === 1) return { size, run: call };
  const isAsync = call() instanceof Promise;
  const here = () => {
    for (let i = 0; i < size; i++) call();
  };
  const later = async () => {
    for (let i = 0; i < size; i++) await call();
  };
  return { size, run: isAsync ? later : here };
}

async function timed(call, milliseconds) {
  const trial = await bench(call, milliseconds / 10);
  const { size, run } = batchOf(call, trial);
  return { median: (await bench(run, milliseconds)) / size };
}

/** The median time of a call, in microseconds, after a warm-up. */
async function bench(call, time) {
  const all = new Bench({ time, warmupTime: time / 2, iterations: 3, warmupIterations: 2, throws: true });
  all.add('call', call);
  const [{ result }] = await all.run();
  return result.latency.p50 * 1000;
}

/** How long the event loop is kept while a call is under way, in milliseconds. */
async function kept(call) {
  let longest = 0;
  let last = now();
  let over = false;
  const turn = () => {
    const at = now();
    longest = Math.max(longest, at - last);
    last = at;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await call();
  over = true;
  await new Promise(setImmediate);
  return longest / 1000;
}

const ways = {
  timed,
  /** What a task found, that the floor finds too. */
  found: async (call, _, task) => ({ found: task.found?.(await call()) }),
  /** The first call in a process, in microseconds. */
  cold: async (_call, _amount, _task, make) => {
    const start = now();
    await make()();
    return { median: now() - start };
  },
  kept: async (call, times) => {
    const all = [];
    for (let i = 0; i < times; i++) all.push(await kept(call));
    return { median: median(all) };
  },
  /** Nothing but calls, for who looks on. */
  called: async (call, times) => {
    for (let i = 0; i < times; i++) await call();
  },
};

const [id, side, pid, how, amount] = process.argv.slice(2);
const task = tasks.find((each) => each.id === id);
const library = await load(side);
const make = () => sideOf(task, side)(library, Number(pid));
const result = await ways[how](how === 'cold' ? undefined : make(), Number(amount), task, make);
process.stdout.write(JSON.stringify(result ?? {}));
process.exit();
