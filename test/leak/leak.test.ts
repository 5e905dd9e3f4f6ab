import { describe } from '@psutil/native/collect';
import { expect, test } from 'vitest';
import { script } from '../support/run.ts';

interface Growth {
  /** How many calls were answered, and how many failed. */
  readonly answered: number;
  readonly failed: number;
  /** Bytes that the second half of the calls added to the program, and descriptors that all of them did. */
  readonly bytes: number;
  readonly descriptors: number;
}

/** A module that calls a collector many times, and how its program grows. */
const program = (name: string, way: 'here' | 'pool', given: string) => `
  import { readdirSync } from 'node:fs';
  import * as collect from '@psutil/native/collect';
  const way = collect.${way};
  let answered = 0;
  let failed = 0;
  async function call() {
    try {
      await way.collect('${name}', ${given});
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
  async function half() {
    for (let i = 0; i < 2000; i++) await (i % 10 === 0 ? Promise.all(Array.from({ length: 10 }, call)) : call());
    await rest();
    return process.memoryUsage().rss;
  }
  await call();
  const before = descriptors();
  const first = await half();
  const second = await half();
  print({ answered, failed, bytes: second - first, descriptors: descriptors() - before });
`;

const nowhere = "{ proc: '/nowhere', sys: '/nowhere', etc: '/nowhere', run: '/nowhere' }";
const rest: Record<string, string> = {
  cpuCount: 'true',
  pidExists: 'process.pid',
  processes: '1023, [process.pid, NaN, 2147483647, NaN]',
};

const cases = Object.keys(describe().collectors).flatMap((name) =>
  (['here', 'pool'] as const).flatMap((way) => [
    [name, way, 'this machine', 'undefined'] as const,
    [name, way, 'no machine', nowhere] as const,
  ]),
);

const mebibyte = 2 ** 20;

test.for(cases)('%s, by %s, of %s, keeps neither memory nor descriptors', async ([name, way, , host]) => {
  const given = [host, ...(rest[name] ? [rest[name]] : [])].join(', ');
  const growth = await script<Growth>(program(name, way, given), { nodeArgs: ['--expose-gc'] });
  expect(growth.answered + growth.failed).toBe(7601);
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(4 * mebibyte);
});

test('the whole table of processes, read again and again, keeps nothing', async () => {
  const growth = await script<Growth>(program('processes', 'pool', 'undefined, 1023').replaceAll('2000', '100'), {
    nodeArgs: ['--expose-gc'],
  });
  expect(growth.answered).toBeGreaterThan(200);
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(8 * mebibyte);
});

test('worker threads that start and stop keep nothing', async () => {
  const growth = await script<Growth>(
    `
    import { readdirSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    const code = "import('@psutil/psutil/promises').then(({ virtualMemory }) => virtualMemory()).then(() => process.exit())";
    const one = () => new Promise((resolve, reject) => new Worker(code, { eval: true, execArgv: [] }).on('exit', resolve).on('error', reject));
    const descriptors = () => readdirSync('/proc/self/fd').length;
    async function half() {
      for (let i = 0; i < 20; i++) await one();
      globalThis.gc();
      return process.memoryUsage().rss;
    }
    await one();
    const before = descriptors();
    const first = await half();
    const second = await half();
    print({ answered: 41, failed: 0, bytes: second - first, descriptors: descriptors() - before });`,
    { nodeArgs: ['--expose-gc'] },
  );
  expect(growth.descriptors).toBe(0);
  expect(growth.bytes).toBeLessThan(32 * mebibyte);
});
