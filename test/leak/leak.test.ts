import { inspect } from 'node:util';
import { describe, processFields } from '@psutil/native/internal/records';
import { expect, test } from 'vitest';
import { collectorArguments } from '../support/arguments.ts';
import { script } from '../support/run.ts';

interface Growth {
  /** How many calls were answered, and how many failed. */
  readonly answered: number;
  readonly failed: number;
  /** Bytes that each part of the calls but the first added at least, and descriptors that all of them did. */
  readonly bytes: number;
  readonly descriptors: number;
}

/**
 * How a program grows that does something many times: so many rounds in each of some parts, every tenth of them ten
 * times at once. What keeps something grows in every part; a heap that settles does not.
 */
const grown = (does: string, rounds = 2650, parts = 2): Promise<Growth> =>
  script(
    `
  import { readdirSync } from 'node:fs';
  let answered = 0;
  let failed = 0;
  ${does}
  async function call() {
    try {
      await once();
      answered++;
    } catch {
      failed++;
    }
  }
  const descriptors = () => readdirSync('/proc/self/fd').length;
  async function rest() {
    for (let i = 0; i < 5; i++) {
      globalThis.gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  async function part() {
    for (let i = 0; i < ${rounds}; i++) await (i % 10 === 0 ? Promise.all(Array.from({ length: 10 }, call)) : call());
    await rest();
    return process.memoryUsage().rss;
  }
  await call();
  await rest(); // handles of the event loop are closed in its next turn
  const before = descriptors();
  const sizes = [];
  while (sizes.length < ${parts}) sizes.push(await part());
  const bytes = Math.min(...sizes.slice(1).map((size, index) => size - sizes[index]));
  print({ answered, failed, bytes, descriptors: descriptors() - before });`,
    { nodeArgs: ['--expose-gc'] },
  );

/** Calls a collector. */
const callCollector = (name: string, mode: 'sync' | 'async', given: readonly unknown[]): string => `
  import { ${mode}Executor as executor } from '@psutil/native/internal/execution';
  const once = async () => executor.collect('${name}', ...${inspect(given)});`;

/** Reads in a thread of its own, which ends then. */
const inThread = `
  import { Worker } from 'node:worker_threads';
  const code = "import('@psutil/psutil/promises').then(({ virtualMemory }) => virtualMemory()).then(() => process.exit())";
  const once = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(code, { eval: true, execArgv: [] });
      worker.on('error', reject).on('exit', (status) => (status === 0 ? resolve() : reject(new Error('it failed'))));
    });`;

const nowhere = { proc: '/nowhere', sys: '/nowhere', etc: '/nowhere', run: '/nowhere' };

const cases = Object.keys(describe().collectors).flatMap((name) =>
  (['sync', 'async'] as const).flatMap((mode) => [
    [name, mode, 'this machine', undefined] as const,
    [name, mode, 'no machine', nowhere] as const,
  ]),
);

const mebibyte = 2 ** 20;

/** Collectors that may take milliseconds for what they are asked here: everything of a process, or all processes. */
const slow: readonly string[] = ['processes', 'processDescendants', 'processMemoryMaps'];

test.for(cases)('%s, by %s, of %s, keeps neither memory nor descriptors', async ([name, mode, , host]) => {
  const [, ...others] = collectorArguments(name)[0] ?? [];
  const [rounds, parts] = slow.includes(name) ? [265, 4] : [2650, 2];
  const growth = await grown(callCollector(name, mode, [host, ...others]), rounds, parts);
  expect(growth.answered + growth.failed).toBe(1 + parts * (rounds + 9 * Math.ceil(rounds / 10)));
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(4 * mebibyte);
});

test('the whole table of processes, read again and again, keeps nothing', async () => {
  const all = processFields.bits(processFields.names);
  const growth = await grown(callCollector('processes', 'async', [undefined, all]), 100, 4);
  expect(growth.answered).toBeGreaterThan(200);
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(8 * mebibyte);
});

/** A child to ask of, until the program ends. */
const withChild = `
  import { spawn } from 'node:child_process';
  import { Popen, Process, killTree, processEvents, waitProcs } from '@psutil/process';
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  process.on('exit', () => child.kill());
  child.unref();
  const process_ = new Process(child.pid);`;

const doings: readonly (readonly [what: string, once: string, rounds: number])[] = [
  [
    'signals and settings',
    'once = async () => { process_.sendSignal(0); process_.nice(process_.nice()); process_.rlimit(4); }',
    1000,
  ],
  [
    'objects and what they say',
    'once = async () => String(new Process(child.pid)) + process_.id + process_.children().length',
    300,
  ],
  ['waits that are given up', 'once = () => process_.wait({ signal: AbortSignal.timeout(1) }).catch(() => {})', 200],
  ['waits for several', 'once = () => waitProcs([process_, process_], { timeout: 0.001 })', 200],
  ['events that nobody takes', 'once = () => processEvents({ interval: 0.001 }).return()', 200],
  ['children that end', "once = () => new Popen(['true']).communicate()", 40],
  ['trees that are ended', "once = () => killTree(new Popen(['sleep', '1000'], { stdio: 'ignore' }).pid)", 30],
];

test.for(doings)('%s keep nothing', async ([, once, rounds]) => {
  const growth = await grown(`${withChild} const ${once};`, rounds);
  expect(growth).toMatchObject({ failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(16 * mebibyte);
});

test('waits for a child of Popen that are given up leave nothing with it or with the signal that may end them', async () => {
  const kept = await script<number>(
    `
    import { Popen, waitProcs } from '@psutil/process';
    const child = new Popen(['sleep', '1000'], { stdio: 'ignore' });
    const { signal } = new AbortController();
    async function round() {
      const waits = Array.from({ length: 20_000 }, () => child.wait({ timeout: 0.001 }));
      const outcomes = await Promise.allSettled(waits);
      if (outcomes.some(({ status }) => status !== 'rejected')) throw new Error('it has ended');
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
  expect(kept).toBeLessThan(2 * mebibyte);
});

test('an hour of samples of all processes, one each second, keeps nothing', async () => {
  const sampling = `
    import { createProcessSampler } from '@psutil/process/promises';
    const sampler = createProcessSampler();
    const once = () => sampler.sample();`;
  const growth = await grown(sampling, 950);
  expect(growth).toMatchObject({ answered: 3611, failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(8 * mebibyte);
});

test('paths asked on threads of their own keep nothing', async () => {
  const growth = await grown("import { diskUsage } from '@psutil/disk/promises'; const once = () => diskUsage('/');");
  expect(growth).toMatchObject({ answered: 10_071, failed: 0, descriptors: 0 });
  // JavaScript's heap takes some ten megabytes more while timers and signals come and go, and then stays as it is.
  expect(growth.bytes).toBeLessThan(16 * mebibyte);
});

test('worker threads that start and stop keep nothing', async () => {
  const growth = await grown(inThread, 20);
  expect(growth).toMatchObject({ answered: 77, failed: 0, descriptors: 0 });
  expect(growth.bytes).toBeLessThan(32 * mebibyte);
});
