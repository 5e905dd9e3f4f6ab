import { expect, test } from 'vitest';
import { end, reaches, sleeper } from '../support/children.ts';
import { forms, listOf, moving } from '../support/forms.ts';

const pidsOf = (processes: readonly { readonly pid: number }[]) => processes.map(({ pid }) => pid);
const ascending = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);

test.each(forms)('%s, a process is the same object in every iteration', async (_, { processIter }) => {
  const child = await sleeper();
  const first = new Map((await listOf(processIter())).map((each) => [each.pid, each]));
  const second = await listOf(processIter({ attrs: ['name'] }));
  const third = await listOf(processIter());
  const known = (processes: typeof third) => processes.filter(({ pid }) => [process.pid, child.pid].includes(pid));
  expect(known(third)).toHaveLength(2);
  for (const each of [...known(second), ...known(third)]) expect(each).toBe(first.get(each.pid));
});

test('the synchronous processIter gives the same objects to both kinds of loop', async () => {
  const { processIter } = forms[0][1];
  const self = (processes: readonly { readonly pid: number }[]) => processes.find(({ pid }) => pid === process.pid);
  const iteration = processIter();
  const asynchronous: { readonly pid: number }[] = [];
  for await (const each of iteration) asynchronous.push(each);
  expect(self([...iteration])).toBe(self(asynchronous));
  expect(self(asynchronous)).toBeInstanceOf(forms[0][1].Process);
});

test.each(forms)(
  '%s, an iteration can be walked again and then shows what is there then',
  async (_, { processIter }) => {
    const iteration = processIter();
    const child = await sleeper();
    expect(pidsOf(await listOf(iteration))).toContain(child.pid);
    await end(child);
    expect(pidsOf(await listOf(iteration))).not.toContain(child.pid);
  },
);

test.each(forms)('%s, pids and processIter are ascending and name nobody twice', async (_, { pids, processIter }) => {
  const child = await sleeper();
  for (const list of [await pids(), pidsOf(await listOf(processIter()))]) {
    expect(list).toEqual(ascending([...new Set(list)]));
    expect(list).toEqual(expect.arrayContaining([1, process.pid, child.pid]));
  }
});

test.each(forms)('%s, info has the attributes that were asked and no others', async (_, { processIter, ...entry }) => {
  const child = await sleeper();
  await reaches(child.pid, 'S');
  const infoOf = async (attrs: readonly (typeof entry.attributeNames)[number][]) =>
    (await listOf(processIter({ attrs }))).find(({ pid }) => pid === child.pid)?.info;
  expect(await infoOf(['name', 'ppid', 'name'])).toEqual({ name: 'sleep', ppid: process.pid });
  expect(await infoOf(['pid'])).toEqual({ pid: child.pid });
  expect(await infoOf([])).toEqual({});
  const attrs = entry.attributeNames.filter((name) => !moving.includes(name));
  expect(await infoOf(attrs)).toEqual(await new entry.Process(child.pid).asDict({ attrs }));
});

test.each(forms)(
  '%s, a process of an iteration equals one that was made of its pid',
  async (_, { processIter, Process }) => {
    const self = (await listOf(processIter())).find(({ pid }) => pid === process.pid);
    expect(self).toBeInstanceOf(Process);
    expect(self?.equals(new Process())).toBe(true);
    expect(self?.id).toBe(new Process().id);
    expect(await self?.createTime()).toBe(await new Process().createTime());
  },
);

test.each(forms)('%s, a loop that is left early does no harm', async (_, { processIter }) => {
  for await (const each of processIter()) {
    expect(each.pid).toBe(1);
    break;
  }
  expect(pidsOf(await listOf(processIter()))).toContain(process.pid);
});
