import { swapMemory, type VirtualMemory, virtualMemory } from '@psutil/memory';
import { expect, test } from 'vitest';
import { expectBracketed, expectNear } from '../support/bracket.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

const mebibyte = 2 ** 20;
const gauge = { share: 0.02, floor: 64 * mebibyte };

/** Returns a column of a line of `free -b`. */
function free(line: 'Mem' | 'Swap', column: number): number {
  const columns = new RegExp(`^${line}:(.*)$`, 'm').exec(tool('free', '-b'))?.[1]?.trim().split(/\s+/);
  return Number(columns?.[column] ?? Number.NaN);
}

test('virtualMemory().total equals free', (context) => {
  needs(context, 'free');
  expect(virtualMemory().total).toBe(free('Mem', 0));
});

test.for([
  ['free', 2, (memory: VirtualMemory) => memory.free ?? Number.NaN],
  ['shared', 3, (memory: VirtualMemory) => memory.shared ?? Number.NaN],
  ['buff/cache', 4, (memory: VirtualMemory) => (memory.buffers ?? 0) + (memory.cached ?? 0)],
  ['available', 5, (memory: VirtualMemory) => memory.available],
] as const)('virtualMemory() agrees with the column %s of free', async ([, column, ours], context) => {
  needs(context, 'free');
  await expectNear(
    () => free('Mem', column),
    () => ours(virtualMemory()),
    gauge,
  );
});

// `used` differs from psutil 5.9.4: like newer versions, this library returns total minus available.
test.for(['available', 'free', 'active', 'inactive', 'buffers', 'cached', 'shared', 'slab'] as const)(
  'virtualMemory().%s agrees with psutil',
  async (field, context) => {
    needsPsutil(context);
    const theirs = () => psutil<number>(`psutil.virtual_memory().${field}`);
    await expectNear(theirs, () => virtualMemory()[field] ?? Number.NaN, gauge);
  },
);

test('virtualMemory().total and percent agree with psutil', async (context) => {
  needsPsutil(context);
  expect(virtualMemory().total).toBe(psutil('psutil.virtual_memory().total'));
  const theirs = () => psutil<number>('psutil.virtual_memory().percent');
  await expectNear(theirs, () => virtualMemory().percent, { share: 0.02, floor: 1 });
});

test('swapMemory().total equals free', (context) => {
  needs(context, 'free');
  expect(swapMemory().total).toBe(free('Swap', 0));
});

test.for([
  ['used', 1],
  ['free', 2],
] as const)('swapMemory().%s agrees with free', ([field, column], context) => {
  needs(context, 'free');
  expectBracketed(
    () => free('Swap', column),
    () => swapMemory()[field],
    mebibyte,
  );
});

test.for(['sin', 'sout'] as const)('swapMemory().%s agrees with psutil', (field, context) => {
  needsPsutil(context);
  expectBracketed(
    () => psutil(`psutil.swap_memory().${field}`),
    () => swapMemory()[field] ?? Number.NaN,
  );
});
