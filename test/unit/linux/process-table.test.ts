import { ProcessTable } from '@psutil/process/table';
import { expect, test } from 'vitest';
import { bootId, bootTime, resolveHost } from './process-files.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const machine = () =>
  resolveHost({
    1: { comm: 'init', ppid: 0, start: 1 },
    10: { comm: 'ten', ppid: 1, start: 100 },
    11: { comm: 'eleven', ppid: 10, start: 99 },
    12: { comm: 'twelve', ppid: 10, start: 101, state: 'Z' },
    13: { comm: 'thirteen', ppid: 12, start: 102 },
  });

test('ProcessTable.read() returns all processes in ascending order of PIDs, with the requested attributes', async () => {
  const table = await ProcessTable.read({ host: machine(), attrs: ['name', 'createTime'] });
  expect(table.entries.map((entry) => [entry.pid, entry.get('name'), entry.get('ppid')])).toEqual([
    [1, 'init', 0],
    [10, 'ten', 1],
    [11, 'eleven', 10],
    [12, 'twelve', 10],
    [13, 'thirteen', 12],
  ]);
  expect(table.get(10)?.id).toBe(`${bootId}:10:100`);
  expect(table.get(10)?.get('createTime')).toBe(bootTime + 1);
  expect(table.get(10)?.pid).toBe(10);
  expect(table.get(99)).toBeUndefined();
});

test('parent() and children() of an entry omit relations in which the child is older than the parent', async () => {
  const table = await ProcessTable.read({ host: machine(), attrs: [] });
  const pidsOf = (entries: readonly { readonly pid: number }[] | undefined) => entries?.map(({ pid }) => pid);
  expect(pidsOf(table.get(1)?.children())).toEqual([10]);
  expect(pidsOf(table.get(1)?.children({ recursive: true }))).toEqual([10, 12, 13]);
  expect(table.get(13)?.parent()?.parent()?.pid).toBe(10);
  expect(table.get(11)?.parent()).toBeNull();
  expect(table.get(1)?.parent()).toBeNull();
});

test('ProcessTable.read() with pids returns only these processes', async () => {
  const table = await ProcessTable.read({ host: machine(), attrs: ['name'], pids: [12, 1] });
  expect(table.entries.map((entry) => entry.get('name'))).toEqual(['twelve', 'init']);
  expect(table.get(12)?.parent()).toBeNull();
});

test('get() throws ZombieProcess for an attribute that a zombie does not have', async () => {
  const table = await ProcessTable.read({ host: machine(), attrs: ['exe'], pids: [12] });
  expect(thrownBy(() => table.get(12)?.get('exe'))).toMatchObject({ name: 'ZombieProcess', pid: 12, ppid: 10 });
});

test('ProcessTable.read() rejects with NoSuchProcess if one of pids does not exist', async () => {
  const reading = ProcessTable.read({ host: machine(), attrs: [], pids: [1, 99] });
  expect(await rejectedBy(reading)).toMatchObject({ name: 'NoSuchProcess', pid: 99 });
});

test('ProcessTable.read() rejects with ERR_MALFORMED_FILE if a stat cannot be parsed', async () => {
  const host = resolveHost({ 1: {}, 2: { stat: '2 (broken) S x\n' } });
  expect(await rejectedBy(ProcessTable.read({ host, attrs: [] }))).toEqual(malformed(`${host.proc}/2/stat`, 1, 2));
});

test('ProcessTable.read() rejects invalid PIDs and unknown attributes', async () => {
  const host = machine();
  expect(await rejectedBy(ProcessTable.read({ host, attrs: [], pids: [-1] }))).toMatchObject({ name: 'RangeError' });
  expect(await rejectedBy(ProcessTable.read({ host, attrs: [], pids: [1.5] }))).toMatchObject({ name: 'TypeError' });
  const attrs = ['nope'] as unknown as ['name'];
  expect(await rejectedBy(ProcessTable.read({ host, attrs }))).toMatchObject({ name: 'RangeError' });
});

test('the entry with PID 0, as on Windows, is the parent of others but not its own', async () => {
  const host = resolveHost({ 0: { ppid: 0, start: 0 }, 4: { ppid: 0, start: 0 }, 8: { ppid: 4, start: 1 } });
  const table = await ProcessTable.read({ host, attrs: [] });
  expect(table.get(0)?.parent()).toBeNull();
  expect(table.get(0)?.parents()).toEqual([]);
  expect(table.get(4)?.parent()?.pid).toBe(0);
  expect(
    table
      .get(8)
      ?.parents()
      .map(({ pid }) => pid),
  ).toEqual([4, 0]);
  expect(
    table
      .get(0)
      ?.children({ recursive: true })
      .map(({ pid }) => pid),
  ).toEqual([4, 8]);
});
