import { inspect } from 'node:util';
import { processFields } from '@psutil/native/internal/records';
import { expect, test } from 'vitest';
import { collectorArguments, repeatableCollectors } from '../support/arguments.ts';
import { script } from '../support/run.ts';

interface Growth {
  /** Number of calls that succeeded. */
  readonly succeeded: number;
  /** Number of calls that failed. */
  readonly failed: number;
  /** The smallest growth of the resident set size in one part, in bytes. The first part is not counted. */
  readonly bytes: number;
  /** Number of file descriptors that all calls left open. */
  readonly descriptors: number;
}

/**
 * Runs a script that defines a function `once`, calls the function repeatedly, and measures the growth of the process.
 * Each part has a number of rounds; every tenth round has ten concurrent calls. A leak grows in every part, and a heap
 * that reaches its final size does not.
 */
const measure = (setUp: string, rounds = 2650, parts = 2): Promise<Growth> =>
  script(
    `
  import { readdirSync } from 'node:fs';
  let succeeded = 0;
  let failed = 0;
  ${setUp}
  async function call() {
    try {
      await once();
      succeeded++;
    } catch {
      failed++;
    }
  }
  const descriptors = () => readdirSync('/proc/self/fd').length;
  async function collectGarbage() {
    for (let i = 0; i < 5; i++) {
      globalThis.gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  async function part() {
    for (let i = 0; i < ${rounds}; i++) await (i % 10 === 0 ? Promise.all(Array.from({ length: 10 }, call)) : call());
    await collectGarbage();
    return process.memoryUsage().rss;
  }
  await call();
  await collectGarbage(); // The event loop closes handles in its next iteration.
  const before = descriptors();
  const sizes = [];
  while (sizes.length < ${parts}) sizes.push(await part());
  const bytes = Math.min(...sizes.slice(1).map((size, index) => size - sizes[index]));
  print({ succeeded, failed, bytes, descriptors: descriptors() - before });`,
    { nodeArgs: ['--expose-gc'] },
  );

/** Defines `once` as a call of a collector through each executor. It fails if one of them fails. */
const callCollector = (name: string, args: readonly unknown[]): string => `
  import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
  const args = ${inspect(args)};
  const collect = async (executor) => executor.collect('${name}', ...args);
  async function once() {
    const results = await Promise.allSettled([asyncExecutor, syncExecutor].map(collect));
    for (const { reason } of results) if (reason) throw reason;
  }`;

/** Defines `once` as a read in a new worker thread, which then exits. */
const readInWorker = `
  import { Worker } from 'node:worker_threads';
  const code = "import('@psutil/psutil/promises').then(({ virtualMemory }) => virtualMemory()).then(() => process.exit())";
  const once = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(code, { eval: true, execArgv: [] });
      worker.on('error', reject).on('exit', (status) => (status === 0 ? resolve() : reject(new Error('exit code ' + status))));
    });`;

const nowhere = { proc: '/nowhere', sys: '/nowhere', etc: '/nowhere', run: '/nowhere' };

const cases = repeatableCollectors().flatMap((name) => [
  [name, 'this host', undefined] as const,
  [name, 'a host without pseudo files', nowhere] as const,
]);

const mebibyte = 2 ** 20;

/**
 * Collectors that take milliseconds, because they read all attributes of a process, or all processes or sockets, or
 * whose result is large, so that the heap takes longer to reach its final size.
 */
const slow: readonly string[] = [
  'netConnections',
  'platformConstants',
  'processes',
  'processDescendants',
  'processMemoryMaps',
];

test.for(cases)('%s of %s leaks neither memory nor descriptors', async ([name, , host]) => {
  const [, ...others] = collectorArguments(name)[0] ?? [];
  const [rounds, parts, limit] = slow.includes(name) ? [110, 4, 4 * mebibyte] : [530, 3, 2 * mebibyte];
  const growth = await measure(callCollector(name, [host, ...others]), rounds, parts);
  if (host === undefined) expect(growth.failed).toBe(0);
  expect(growth.succeeded + growth.failed).toBe(1 + parts * (rounds + 9 * Math.ceil(rounds / 10)));
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(limit);
});

test('a table of all processes leaks neither memory nor descriptors', async () => {
  const all = processFields.bits(processFields.names);
  const growth = await measure(callCollector('processes', [undefined, all]), 10, 3);
  expect(growth).toMatchObject({ succeeded: 58, failed: 0 });
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(8 * mebibyte);
});

/** Starts a child process, `process_`, which is killed when the script exits. */
const startChild = `
  import { spawn } from 'node:child_process';
  import { Popen, Process, killTree, processEvents, waitProcs } from '@psutil/process';
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  process.on('exit', () => child.kill());
  child.unref();
  const process_ = new Process(child.pid);`;

const operations: readonly (readonly [title: string, once: string, rounds: number])[] = [
  [
    'signals and settings',
    'once = async () => { process_.sendSignal(0); process_.nice(process_.nice()); process_.rlimit(4); }',
    1000,
  ],
  [
    'new Process(), id and children()',
    'once = async () => String(new Process(child.pid)) + process_.id + process_.children().length',
    300,
  ],
  ['wait() with an AbortSignal', 'once = () => process_.wait({ signal: AbortSignal.timeout(1) }).catch(() => {})', 200],
  ['waitProcs() with a timeout', 'once = () => waitProcs([process_, process_], { timeout: 0.001 })', 200],
  ['processEvents() without reads', 'once = () => processEvents({ interval: 0.001 }).return()', 200],
  ['Popen and communicate()', "once = () => new Popen(['true']).communicate()", 40],
  ['killTree()', "once = () => killTree(new Popen(['sleep', '1000'], { stdio: 'ignore' }).pid)", 30],
];

test.for(operations)('%s: no leak of memory or descriptors', async ([, once, rounds]) => {
  const growth = await measure(`${startChild} const ${once};`, rounds);
  expect(growth).toMatchObject({ failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(16 * mebibyte);
});

test('a Popen and an AbortSignal keep no reference to waits that timed out', async () => {
  const growth = await script<number>(
    `
    import { Popen, waitProcs } from '@psutil/process';
    const child = new Popen(['sleep', '1000'], { stdio: 'ignore' });
    const { signal } = new AbortController();
    async function round() {
      const waits = Array.from({ length: 20_000 }, () => child.wait({ timeout: 0.001 }));
      const results = await Promise.allSettled(waits);
      if (results.some(({ status }) => status !== 'rejected')) throw new Error('the child has exited');
      await Promise.all(Array.from({ length: 20_000 }, () => waitProcs([child], { timeout: 0, signal })));
    }
    async function heap() {
      for (let i = 0; i < 5; i++) {
        globalThis.gc();
        await new Promise((resolve) => setImmediate(resolve));
      }
      return process.memoryUsage().heapUsed;
    }
    await round();
    const before = await heap();
    await round();
    await round();
    print((await heap()) - before);
    child.kill();`,
    { nodeArgs: ['--expose-gc'] },
  );
  expect(growth).toBeLessThan(2 * mebibyte);
});

test('5,416 samples of all processes leak neither memory nor descriptors', async () => {
  const sampling = `
    import { createProcessSampler } from '@psutil/process/promises';
    const sampler = createProcessSampler();
    const once = () => sampler.sample();`;
  const growth = await measure(sampling, 950, 3);
  expect(growth).toMatchObject({ succeeded: 5416, failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(8 * mebibyte);
});

test('diskUsage() on detached threads leaks neither memory nor descriptors', async () => {
  const growth = await measure("import { diskUsage } from '@psutil/disk/promises'; const once = () => diskUsage('/');");
  expect(growth).toMatchObject({ succeeded: 10_071, failed: 0, descriptors: 0 });
  // The JavaScript heap grows by about ten megabytes for timers and signals before it reaches its final size.
  expect(growth.bytes).toBeLessThan(16 * mebibyte);
});

test('worker threads leak neither memory nor descriptors', async () => {
  const growth = await measure(readInWorker, 20);
  expect(growth).toMatchObject({ succeeded: 77, failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(32 * mebibyte);
});
