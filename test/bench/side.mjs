// node side.mjs TASK SIDE PID MEASUREMENT AMOUNT: measures a task of one side and prints the result as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';
import { peersDirectory } from './directories.mjs';
import { median } from './median.mjs';
import { everyTask, sideOf } from './tasks.mjs';

const libraries = {
  ...{ ours: '@psutil/psutil', promise: '@psutil/psutil/promises' },
  ...{ table: '@psutil/process/table', graph: '@psutil/graphql' },
  ...{ os: 'node:os', node: 'node:fs' },
};
const peers = createRequire(join(peersDirectory, 'peers.js'));

const load = (side) => import(libraries[side] ?? pathToFileURL(peers.resolve(side)).href);

/** Returns the current time, in microseconds. */
const now = () => performance.now() * 1000;

/** Waits until a library that caches results for half a second reads again. */
const pause = () => isPaced && new Promise((resolve) => setTimeout(resolve, 600));

/** Returns the median time of a call, in microseconds, without warm-up. */
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

/** Combines calls to a sample of about 50 µs: reading the clock takes a fraction of a microsecond. */
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
  const result = call();
  const isAsync = result instanceof Promise;
  const found = task.found?.(await result);
  const once = await trial(call, milliseconds / 5);
  // For calls that take seconds, one call after the first is enough.
  if (once > 2e6) return { median: once, found };
  const size = Math.ceil(50 / once);
  // If each call must wait, a few calls are enough.
  const time = isPaced ? 0 : milliseconds;
  const warmup = { warmup: !isPaced, warmupTime: time / 2, warmupIterations: 4 };
  const bench = new Bench({ time, iterations: 2, ...warmup, throws: true });
  bench.add('call', batched(call, size, isAsync), { async: isAsync, ...(isPaced ? { beforeEach: pause } : {}) });
  const [{ result: measured }] = await bench.run();
  return { median: (measured.latency.p50 * 1000) / size, found };
}

/** Returns the longest time for which the event loop was blocked during a call, in microseconds. */
async function blocked(call) {
  await pause();
  let longest = 0;
  let last = now();
  let isOver = false;
  const iteration = () => {
    const time = now();
    longest = Math.max(longest, time - last);
    last = time;
    if (!isOver) setImmediate(iteration);
  };
  setImmediate(iteration);
  await call();
  isOver = true;
  await new Promise(setImmediate);
  return longest;
}

/** Returns the JavaScript memory that a call allocates, in bytes. */
async function allocated(call, milliseconds) {
  // Compiled code and caches of the first calls are excluded.
  const once = await trial(call, milliseconds / 2);
  const size = isPaced ? 1 : Math.max(1, Math.ceil(1000 / once));
  const batch = batched(call, size, call() instanceof Promise);
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  // A garbage collection in between affects only one of many samples.
  return repeated(isPaced ? 3 : 50, async () => {
    const before = used();
    await batch();
    return (used() - before) / size;
  });
}

/** Repeats a measurement, for at most five seconds, and returns the median. */
async function repeated(times, each) {
  const end = now() + 5e6;
  const all = [];
  do all.push(await each());
  while (all.length < times && now() < end);
  return { median: median(all) };
}

const measurements = {
  timed: (make, milliseconds) => timed(make(), milliseconds),
  /** Time of the first call in a process. */
  cold: (make) => trial(async () => await make()(), 0).then((first) => ({ median: first })),
  allocated: (make, milliseconds) => allocated(make(), milliseconds),
  blocked: (make, times) => {
    const call = make();
    return repeated(times, () => blocked(call));
  },
  /** Only calls the function, so that strace can count the spawned processes. */
  called: async (make, times) => {
    const call = make();
    for (let i = 0; i < times; i++) {
      await pause();
      await call();
    }
    return {};
  },
};

const [id, side, pid, measurement, amount] = process.argv.slice(2);
const task = everyTask.find((each) => each.id === id);
const isPaced = task.paced?.includes(side);
const library = await load(side);
process.stdout.write(
  JSON.stringify(await measurements[measurement](() => sideOf(task, side)(library, Number(pid)), Number(amount))),
);
// A library may have an active timer.
process.exit();
