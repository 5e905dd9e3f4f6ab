import { NotSupported, supports } from '@psutil/native';
import { asyncExecutor, type CollectorName, describe as declarations, syncExecutor } from '@psutil/native/collect';
import { expect, test } from 'vitest';
import { outcome } from '../support/outcome.ts';

const { collectors } = declarations();
const lacking = Object.keys(collectors).filter((name) => !collectors[name]?.supported);

test('supports knows of each collector whether this system has it', () => {
  expect(Object.keys(collectors).map((name) => [name, supports(name)])).toEqual(
    Object.entries(collectors).map(([name, { supported }]) => [name, supported]),
  );
});

test.each(['noSuchThing', '', 'toString', 'constructor', '__proto__'])('supports(%j) is false', (name) => {
  expect(supports(name)).toBe(false);
});

test('supports is false for what is no name at all', () => {
  for (const none of [undefined, null, 1, {}]) expect(supports(none as never)).toBe(false);
});

// A name that nobody declared stands for the collectors that only other systems have.
test.each([...lacking, 'noSuchThing'])(
  'a collector that this system lacks, as %s, throws NotSupported',
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
const others: Readonly<Record<string, readonly unknown[]>> = {
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

test.each(Object.keys(collectors))('%s fails in the same way at once and on the thread pool', async (name) => {
  const args = [absentHost, ...(others[name] ?? [])];
  const [atOnce, onPool] = await Promise.all(
    [syncExecutor.collect, asyncExecutor.collect].map((collect) =>
      outcome(() => (collect as (...args: unknown[]) => unknown)(name, ...args)),
    ),
  );
  expect(onPool).toEqual(atOnce);
});

test.each([
  'cpuTimes',
  'virtualMemory',
  'swapMemory',
  'diskIoCounters',
  'diskPartitions',
  'bootTime',
  'bootId',
  'pids',
  'processes',
])('%s of a machine whose files are missing throws the error of the system, which names the file', async (name) => {
  const args = [name, absentHost, ...(others[name] ?? [])] as unknown as ['pids'];
  const { error } = await outcome(() => syncExecutor.collect(...args));
  expect(error).toMatchObject({ name: 'Error', code: 'ENOENT', errno: -2 });
  expect(error).toMatchObject({ syscall: expect.stringMatching(/^open/), path: expect.stringContaining(nowhere) });
});
