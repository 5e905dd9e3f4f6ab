import { swapMemory, virtualMemory } from '@psutil/memory';
import { expect, test } from 'vitest';
import { expectBracketed, expectNear } from '../support/bracket.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

const mebibyte = 2 ** 20;
const gauge = { share: 0.02, floor: 64 * mebibyte };

/** The columns of a line of `free -b`. */
const free = (line: 'Mem' | 'Swap') =>
  (new RegExp(`^${line}:(.*)$`, 'm').exec(tool('free', '-b'))?.[1]?.trim().split(/\s+/) ?? []).map(Number);

test('virtualMemory is what free says', async (context) => {
  needs(context, 'free');
  expect(virtualMemory().total).toBe(free('Mem')[0]);
  await expectNear(
    () => free('Mem')[2] ?? Number.NaN,
    () => virtualMemory().free ?? Number.NaN,
    gauge,
  );
  await expectNear(
    () => free('Mem')[3] ?? Number.NaN,
    () => virtualMemory().shared ?? Number.NaN,
    gauge,
  );
  await expectNear(
    () => free('Mem')[5] ?? Number.NaN,
    () => virtualMemory().available,
    gauge,
  );
  const buffersAndCache = () => (virtualMemory().buffers ?? 0) + (virtualMemory().cached ?? 0);
  await expectNear(() => free('Mem')[4] ?? Number.NaN, buffersAndCache, gauge);
});

// `used` differs knowingly: newest psutil, as this library, counts what is not available.
test.for(['available', 'free', 'active', 'inactive', 'buffers', 'cached', 'shared', 'slab'] as const)(
  'virtualMemory has the %s of psutil',
  async (field, context) => {
    needsPsutil(context);
    const theirs = () => psutil<number>(`psutil.virtual_memory().${field}`);
    await expectNear(theirs, () => virtualMemory()[field] ?? Number.NaN, gauge);
  },
);

test('virtualMemory has the total and the percentage of psutil', async (context) => {
  needsPsutil(context);
  expect(virtualMemory().total).toBe(psutil('psutil.virtual_memory().total'));
  const theirs = () => psutil<number>('psutil.virtual_memory().percent');
  await expectNear(theirs, () => virtualMemory().percent, { share: 0.02, floor: 1 });
});

test('swapMemory is what free says', (context) => {
  needs(context, 'free');
  expect(swapMemory().total).toBe(free('Swap')[0]);
  expectBracketed(
    () => free('Swap')[1] ?? Number.NaN,
    () => swapMemory().used,
    mebibyte,
  );
  expectBracketed(
    () => free('Swap')[2] ?? Number.NaN,
    () => swapMemory().free,
    mebibyte,
  );
});

test.for(['sin', 'sout'] as const)('swapMemory has the %s of psutil', (field, context) => {
  needsPsutil(context);
  expectBracketed(
    () => psutil(`psutil.swap_memory().${field}`),
    () => swapMemory()[field] ?? Number.NaN,
  );
});
