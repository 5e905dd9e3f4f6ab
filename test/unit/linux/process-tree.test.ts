import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { resolveHost } from './process-files.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

const pidsOf = (processes: readonly { readonly pid: number }[]) => processes.map(({ pid }) => pid);

/** Returns a host on which 1 has the children 10 and 20, 10 has 11, 12 and 13, 11 has 14, and 14 has 15. */
const family = () =>
  resolveHost({
    1: { ppid: 0, start: 1 },
    10: { ppid: 1, start: 100 },
    11: { ppid: 10, start: 101 },
    12: { ppid: 10, start: 102 },
    13: { ppid: 10, start: 103 },
    14: { ppid: 11, start: 104 },
    15: { ppid: 14, start: 105 },
    20: { ppid: 1, start: 106 },
  });

test('children() returns the children in ascending order of PIDs, synchronously and asynchronously', async () => {
  const host = family();
  expect(pidsOf(new Process(10, { host }).children())).toEqual([11, 12, 13]);
  expect(pidsOf(await new AsyncProcess(10, { host }).children())).toEqual([11, 12, 13]);
});

test('children() with recursive returns each process before its own children, synchronously and asynchronously', async () => {
  const host = family();
  expect(pidsOf(new Process(10, { host }).children({ recursive: true }))).toEqual([11, 14, 15, 12, 13]);
  expect(pidsOf(await new AsyncProcess(10, { host }).children({ recursive: true }))).toEqual([11, 14, 15, 12, 13]);
  expect(pidsOf(new Process(1, { host }).children({ recursive: true }))).toEqual([10, 11, 14, 15, 12, 13, 20]);
});

test('children() returns an empty array for a process without children', () => {
  expect(new Process(15, { host: family() }).children({ recursive: true })).toEqual([]);
});

test('children() returns objects of the same host and class', async () => {
  const host = family();
  const [child] = new Process(10, { host }).children();
  expect(child).toBeInstanceOf(Process);
  expect(child?.equals(new Process(11, { host }))).toBe(true);
  expect(pidsOf(child?.children() ?? [])).toEqual([14]);
  const [asyncChild] = await new AsyncProcess(10, { host }).children();
  expect(asyncChild).toBeInstanceOf(AsyncProcess);
  expect(pidsOf((await asyncChild?.children()) ?? [])).toEqual([14]);
});

test('children() and parent() omit relations in which the child is older than the parent', () => {
  const host = resolveHost({
    10: { ppid: 1, start: 100 },
    11: { ppid: 10, start: 99 },
    12: { ppid: 11, start: 101 },
    13: { ppid: 10, start: 100 },
  });
  expect(pidsOf(new Process(10, { host }).children({ recursive: true }))).toEqual([13]);
  expect(new Process(11, { host }).parent()).toBeNull();
  expect(new Process(13, { host }).parent()?.pid).toBe(10);
});

test('children() terminates if the parents form a cycle, as in rows that are not read atomically', () => {
  const host = resolveHost({
    10: { ppid: 12 },
    11: { ppid: 10 },
    12: { ppid: 11 },
    13: { ppid: 13 },
    14: { ppid: 13 },
  });
  expect(pidsOf(new Process(10, { host }).children({ recursive: true }))).toEqual([11, 12]);
  expect(pidsOf(new Process(13, { host }).children({ recursive: true }))).toEqual([14]);
});

test('children() omits processes whose parent PID is 0', () => {
  const host = resolveHost({ 1: { ppid: 0 }, 2: { ppid: 0 }, 10: { ppid: 2 } });
  expect(pidsOf(new Process(2, { host }).children())).toEqual([10]);
  expect(new Process(1, { host }).children()).toEqual([]);
});

test('children() returns 1,000 generations in order', () => {
  const chain = Array.from({ length: 1000 }, (_, index) => [1000 - index, { ppid: 1000 - index - 1 }]);
  const host = resolveHost(Object.fromEntries(chain));
  const pids = pidsOf(new Process(1, { host }).children({ recursive: true }));
  expect(pids).toEqual(Array.from({ length: 999 }, (_, index) => index + 2));
});

test('parent() returns the parent, synchronously and asynchronously', async () => {
  const host = family();
  expect(new Process(15, { host }).parent()?.equals(new Process(14, { host }))).toBe(true);
  expect((await new AsyncProcess(15, { host }).parent())?.pid).toBe(14);
});

test('parent() returns null if the parent is outside the PID namespace', async () => {
  const host = resolveHost({ 1: { ppid: 0 }, 7: { ppid: 0 } });
  expect(new Process(7, { host }).ppid()).toBe(0);
  expect(new Process(7, { host }).parent()).toBeNull();
  expect(await new AsyncProcess(1, { host }).parent()).toBeNull();
});

test('parent() returns null if the parent has just terminated', () => {
  const host = resolveHost({ 7: { ppid: 6 } });
  expect(new Process(7, { host }).ppid()).toBe(6);
  expect(new Process(7, { host }).parent()).toBeNull();
});

test('children() ignores other processes that cannot be parsed or have terminated', () => {
  const host = resolveHost({ 7: {}, 8: { ppid: 7 }, 9: { stat: '9 (broken) S' } }, { 'proc/10/status': '' });
  expect(pidsOf(new Process(7, { host }).children())).toEqual([8]);
});

test('children() throws a TypeError if recursive is not a boolean', async () => {
  const options = { recursive: 1 as unknown as boolean };
  const error = { name: 'TypeError', message: 'recursive must be a boolean, not number' };
  expect(thrownBy(() => new Process(10, { host: family() }).children(options))).toEqual(error);
  expect(await rejectedBy(new AsyncProcess(10, { host: family() }).children(options))).toEqual(error);
});

test('a process with PID 0, as on Windows, is the parent of others but not its own', () => {
  const host = resolveHost({ 0: { ppid: 0, start: 0 }, 4: { ppid: 0, start: 0 }, 8: { ppid: 4, start: 1 } });
  expect(pidsOf(new Process(8, { host }).parents())).toEqual([4, 0]);
  expect(new Process(4, { host }).parent()?.pid).toBe(0);
  expect(new Process(0, { host }).parent()).toBeNull();
  expect(new Process(0, { host }).parents()).toEqual([]);
  expect(pidsOf(new Process(0, { host }).children())).toEqual([4]);
});
