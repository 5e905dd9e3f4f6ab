import { expect, test, vi } from 'vitest';
import { idleName, killAndWait, spawnChild, waitForState } from '../support/children.ts';
import { forms, listOf, moving } from '../support/forms.ts';
import { lackedByWine } from '../support/run.ts';

const pidsOf = (processes: readonly { readonly pid: number }[]) => processes.map(({ pid }) => pid);
const ascending = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);

test.each(forms)('%s: processIter() yields the same object for a process each time', async (_, { processIter }) => {
  const child = await spawnChild();
  const first = new Map((await listOf(processIter())).map((each) => [each.pid, each]));
  const second = await listOf(processIter());
  const own = (processes: typeof second) => processes.filter(({ pid }) => [process.pid, child.pid].includes(pid));
  expect(own(second)).toHaveLength(2);
  for (const each of own(second)) expect(each).toBe(first.get(each.pid));
});

test.each(forms)(
  '%s: processIter() with attrs yields objects whose info a later iteration leaves',
  async (_, entry) => {
    const self = async (attrs: readonly ('name' | 'ppid')[]) =>
      (await listOf(entry.processIter({ attrs }))).find(({ pid }) => pid === process.pid);
    const cached = (await listOf(entry.processIter())).find(({ pid }) => pid === process.pid);
    const named = await self(['name']);
    const info = named?.info;
    const other = await self(['ppid']);
    expect(named?.info).toBe(info);
    expect(Object.keys(info ?? {})).toEqual(['name']);
    expect(other?.info).toEqual({ ppid: process.ppid });
    expect(named?.equals(cached) && other?.equals(cached)).toBe(true);
    expect(cached).not.toHaveProperty('info');
  },
);

test('synchronous: processIter() yields the same objects in for…of and for await…of', async () => {
  const { processIter, Process } = forms[0][1];
  const self = (processes: readonly { readonly pid: number }[]) => processes.find(({ pid }) => pid === process.pid);
  const iterable = processIter();
  const awaited: { readonly pid: number }[] = [];
  for await (const each of iterable) awaited.push(each);
  expect(self([...iterable])).toBe(self(awaited));
  expect(self(awaited)).toBeInstanceOf(Process);
});

test.each(forms)('%s: each iteration of processIter() reads the processes again', async (_, { processIter }) => {
  const iterable = processIter();
  const child = await spawnChild();
  expect(pidsOf(await listOf(iterable))).toContain(child.pid);
  await killAndWait(child);
  expect(pidsOf(await listOf(iterable))).not.toContain(child.pid);
});

test.each(forms)('%s: pids() and processIter() are in ascending order without duplicates', async (_, entry) => {
  const child = await spawnChild();
  for (const list of [await entry.pids(), pidsOf(await listOf(entry.processIter()))]) {
    expect(list).toEqual(ascending([...new Set(list)]));
    expect(list).toEqual(expect.arrayContaining([process.ppid, process.pid, child.pid]));
  }
});

test.each(forms)('%s: info has exactly the requested attributes', async (_, { processIter, ...entry }) => {
  const child = await spawnChild();
  await waitForState(child.pid, 'S');
  const infoOf = async (attrs: readonly (typeof entry.attributeNames)[number][]) =>
    (await listOf(processIter({ attrs }))).find(({ pid }) => pid === child.pid)?.info;
  expect(await infoOf(['name', 'ppid', 'name'])).toEqual({ name: idleName, ppid: process.pid });
  expect(await infoOf(['pid'])).toEqual({ pid: child.pid });
  expect(await infoOf([])).toEqual({});
  const attrs = entry.attributeNames.filter(
    (name) => !moving.includes(name) && !lackedByWine.includes(`Process.${name}`),
  );
  // A program that is still starting may change between the two reads.
  await vi.waitFor(async () => {
    expect(await infoOf(attrs)).toEqual(await new entry.Process(child.pid).asDict({ attrs }));
  }, 10_000);
});

test.each(forms)('%s: a process of processIter() equals new Process() with its PID', async (_, entry) => {
  const self = (await listOf(entry.processIter())).find(({ pid }) => pid === process.pid);
  expect(self).toBeInstanceOf(entry.Process);
  expect(self?.equals(new entry.Process())).toBe(true);
  expect(self?.id).toBe(new entry.Process().id);
  expect(await self?.createTime()).toBe(await new entry.Process().createTime());
});

test.each(forms)(
  '%s: processIter() can be used again after a loop was left early',
  async (_, { pids, processIter }) => {
    const [first] = await pids();
    for await (const each of processIter()) {
      expect(each.pid).toBe(first);
      break;
    }
    expect(pidsOf(await listOf(processIter()))).toContain(process.pid);
  },
);
