import { LINUX, NotSupported, supports } from '@psutil/native';
import { asyncExecutor, type CollectorName, syncExecutor } from '@psutil/native/internal/execution';
import { describe as declarations } from '@psutil/native/internal/records';
import { expect, test } from 'vitest';
import { outcome } from '../support/outcome.ts';

const { collectors } = declarations();
const unsupported = Object.keys(collectors).filter((name) => !collectors[name]?.supported);

test('supports() returns whether the system has a collector', () => {
  expect(Object.keys(collectors).map((name) => [name, supports(name)])).toEqual(
    Object.entries(collectors).map(([name, { supported }]) => [name, supported]),
  );
});

test.each(['noSuchThing', '', 'toString', 'constructor', '__proto__'])('supports(%j) is false', (name) => {
  expect(supports(name)).toBe(false);
});

test('supports() is false for a value that is not a string', () => {
  for (const value of [undefined, null, 1, {}]) expect(supports(value as never)).toBe(false);
});

// The name without a declaration stands for collectors of other systems, on a system that has all of them.
test.each([...unsupported, 'noSuchThing'])(
  'the collector %s, which the system lacks, throws NotSupported',
  async (name) => {
    const absent = name as CollectorName;
    expect(() => syncExecutor.collect(absent)).toThrow(NotSupported);
    await expect(asyncExecutor.collect(absent)).rejects.toThrow(NotSupported);
    const { error } = await outcome(() => syncExecutor.collect(absent));
    expect(error).toMatchObject({ code: 'ERR_NOT_SUPPORTED', pid: null, message: expect.stringContaining(name) });
  },
);

const nowhere = '/nowhere/at/all';
const absentHost = { proc: nowhere, sys: nowhere, etc: nowhere, run: nowhere, root: nowhere };
const argumentsAfterHost: Readonly<Record<string, readonly unknown[]>> = {
  cpuCount: [true],
  diskPartitions: [true],
  diskIoCounters: [true],
  diskUsage: ['/x'],
  netConnections: ['all', true],
  netIoCounters: [true],
  pressure: ['/x'],
  pidExists: [1],
  processes: [1],
};

test.each(Object.keys(collectors))('%s fails in the same way through both executors', async (name) => {
  const args = [absentHost, ...(argumentsAfterHost[name] ?? [])];
  const [sync, async_] = await Promise.all(
    [syncExecutor.collect, asyncExecutor.collect].map((collect) =>
      outcome(() => (collect as (...args: unknown[]) => unknown)(name, ...args)),
    ),
  );
  // Systems without pseudo files ignore the host, and return values that change.
  if (!LINUX && sync?.error === undefined) expect(async_?.error).toBeUndefined();
  else expect(async_).toEqual(sync);
});

test.for([
  'cpuTimes',
  'virtualMemory',
  'swapMemory',
  'diskIoCounters',
  'diskPartitions',
  'bootTime',
  'bootId',
  'pids',
  'processes',
])('Linux: %s of a host without pseudo files throws ENOENT with the path of the file', async (name, context) => {
  context.skip(!LINUX, 'the pseudo files are those of Linux');
  const args = [name, absentHost, ...(argumentsAfterHost[name] ?? [])] as unknown as ['pids'];
  const { error } = await outcome(() => syncExecutor.collect(...args));
  expect(error).toMatchObject({ name: 'Error', code: 'ENOENT', errno: -2 });
  expect(error).toMatchObject({ syscall: expect.stringMatching(/^open/), path: expect.stringContaining(nowhere) });
});
