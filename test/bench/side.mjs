// node side.mjs TASK SIDE PID HOW AMOUNT: does a task as one side does it, and prints a measurement as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';
import { peersFolder } from './directories.mjs';
import { median } from './median.mjs';
import { everyTask, sideOf } from './tasks.mjs';

const libraries = {
  ...{ ours: '@psutil/psutil', promise: '@psutil/psutil/promises' },
  ...{ table: '@psutil/process/table', graph: '@psutil/graphql' },
  ...{ os: 'node:os', node: 'node:fs' },
};
const peers = createRequire(join(peersFolder, 'peers.js'));

const load = (side) => import(libraries[side] ?? pathToFileURL(peers.resolve(side)).href);

/** Microseconds. */
const now = () => performance.now() * 1000;

/** What answers again what it read less than half a second ago would be measured as no time at all. */
const pause = () => isPaced && new Promise((resolve) => setTimeout(resolve, 600));

/** How long a call takes once it has been made for a while. */
async function trial(call, milliseconds) {
  const end = now() + milliseconds * 1000;
  const times = [];
  do {
    await pause();
    const start = now();
    await call();
    times.push(now() - start);
  } while (now() < end);
  return median(times);
}

/** A sample is as many calls as take 50 µs: reading the clock takes a part of one. */
function batched(call, size, isAsync) {
  if (size === 1) return call;
  if (isAsync) {
    return async () => {
      for (let i = 0; i < size; i++) await call();
    };
  }
  return () => {
    for (let i = 0; i < size; i++) call();
  };
}

async function timed(call, milliseconds) {
  const answer = call();
  const isAsync = answer instanceof Promise;
  const found = task.found?.(await answer);
  const once = await trial(call, milliseconds / 5);
  // Of what takes seconds, one call after the first must do.
  if (once > 2e6) return { median: once, found };
  const size = Math.ceil(50 / once);
  // Where each call waits for its turn, a few must do.
  const time = isPaced ? 0 : milliseconds;
  const warmup = { warmup: !isPaced, warmupTime: time / 2, warmupIterations: 4 };
  const bench = new Bench({ time, iterations: 2, ...warmup, throws: true });
  bench.add('call', batched(call, size, isAsync), { async: isAsync, ...(isPaced ? { beforeEach: pause } : {}) });
  const [{ result }] = await bench.run();
  return { median: (result.latency.p50 * 1000) / size, found };
}

/** The longest time, in microseconds, for which the event loop did nothing else while a call was under way. */
async function kept(call) {
  await pause();
  let longest = 0;
  let last = now();
  let isOver = false;
  const turn = () => {
    const at = now();
    longest = Math.max(longest, at - last);
    last = at;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await call();
  isOver = true;
  await new Promise(setImmediate);
  return longest;
}

/** How many bytes of JavaScript's memory a call takes, which is garbage sooner or later. */
async function allocated(call, milliseconds) {
  // Compiled code and what the first calls keep are no garbage of a call.
  const once = await trial(call, milliseconds / 2);
  const size = isPaced ? 1 : Math.max(1, Math.ceil(1000 / once));
  const batch = batched(call, size, call() instanceof Promise);
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  // A collection in the middle makes one of many too small.
  return repeated(isPaced ? 3 : 50, async () => {
    const before = used();
    await batch();
    return (used() - before) / size;
  });
}

/** Several times, or as often as some seconds allow. */
async function repeated(times, each) {
  const end = now() + 5e6;
  const all = [];
  do all.push(await each());
  while (all.length < times && now() < end);
  return { median: median(all) };
}

const ways = {
  timed: (make, milliseconds) => timed(make(), milliseconds),
  /** The first call in a process. */
  cold: (make) => trial(async () => await make()(), 0).then((first) => ({ median: first })),
  allocated: (make, milliseconds) => allocated(make(), milliseconds),
  kept: (make, times) => {
    const call = make();
    return repeated(times, () => kept(call));
  },
  /** Nothing but calls, for who counts what they start. */
  called: async (make, times) => {
    const call = make();
    for (let i = 0; i < times; i++) {
      await pause();
      await call();
    }
    return {};
  },
};

const [id, side, pid, how, amount] = process.argv.slice(2);
const task = everyTask.find((each) => each.id === id);
const isPaced = task.paced?.includes(side);
const library = await load(side);
process.stdout.write(JSON.stringify(await ways[how](() => sideOf(task, side)(library, Number(pid)), Number(amount))));
// A library may have left a timer.
process.exit();
