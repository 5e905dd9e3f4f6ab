import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { end, reaches, sleeper, tree } from '../support/children.ts';
import { forms, listOf, moving } from '../support/forms.ts';
import { tool } from '../support/run.ts';

const pidsOf = (processes: readonly { readonly pid: number }[]) => processes.map(({ pid }) => pid);

test.each(forms)('%s, a child is found in every way as long as it lives', async (_, { Process, ...entry }) => {
  const child = await sleeper();
  expect(await entry.pids()).toContain(child.pid);
  expect(await entry.pidExists(child.pid)).toBe(true);
  expect(pidsOf(await listOf(entry.processIter()))).toContain(child.pid);
  expect(pidsOf(await new Process().children())).toContain(child.pid);
  expect(await new Process(child.pid).isRunning()).toBe(true);
  await end(child);
  expect(await entry.pids()).not.toContain(child.pid);
  expect(await entry.pidExists(child.pid)).toBe(false);
  expect(pidsOf(await listOf(entry.processIter()))).not.toContain(child.pid);
  expect(pidsOf(await new Process().children())).not.toContain(child.pid);
});

test.each(forms)('%s, a child is what it was started as', async (_, { Process }) => {
  const child = await sleeper();
  await reaches(child.pid, 'S');
  const { memoryInfo, cpuTimes, ...known } = await new Process(child.pid).asDict();
  expect(known).toMatchObject({
    pid: child.pid,
    ppid: process.pid,
    name: 'sleep',
    exe: realpathSync(tool('sh', '-c', 'command -v sleep').trim()),
    cmdline: ['sleep', '1000'],
    status: 'sleeping',
    username: userInfo().username,
    createTime: expect.any(Number),
    numThreads: 1,
  });
  expect(memoryInfo?.rss).toBeGreaterThan(0);
  expect(memoryInfo?.vms).toBeGreaterThanOrEqual(memoryInfo?.rss as number);
  expect(cpuTimes).toMatchObject({ childrenUser: 0, childrenSystem: 0 });
});

test.each(forms)('%s, empty arguments and those of several words stay as they are', async (_, { Process }) => {
  const command = ['sh', '-c', 'kill -STOP $$', '', 'a b', '', '\n', 'é', ''];
  const child = await sleeper(...command);
  await reaches(child.pid, 'T');
  expect(await new Process(child.pid).cmdline()).toEqual(command);
});

test.each(forms)('%s, each method gives what asDict gives', async (_, { Process, attributeNames }) => {
  const child = await sleeper();
  await reaches(child.pid, 'S');
  const process_ = new Process(child.pid);
  const methods = process_ as unknown as Record<string, () => unknown>;
  const attrs = attributeNames.filter((name) => name !== 'pid' && !moving.includes(name));
  const answers = await Promise.all(attrs.map(async (name) => [name, await methods[name]?.()] as const));
  expect(Object.fromEntries(answers)).toEqual(await process_.asDict({ attrs }));
});

test.each(forms)('%s, the parent of a child is this process, and that of pid 1 is null', async (_, { Process }) => {
  const child = await sleeper();
  const self = new Process();
  const parent = await new Process(child.pid).parent();
  expect(parent).toBeInstanceOf(Process);
  expect(parent?.equals(self)).toBe(true);
  expect(await new Process(child.pid).ppid()).toBe(self.pid);
  expect(await new Process(1).ppid()).toBe(0);
  expect(await new Process(1).parent()).toBeNull();
});

test.each(forms)('%s, recursive children are listed after their parents', async (_, { Process }) => {
  const { pid, childPid } = await tree();
  const self = new Process();
  expect(pidsOf(await self.children())).toContain(pid);
  expect(pidsOf(await self.children())).not.toContain(childPid);
  const all = pidsOf(await self.children({ recursive: true }));
  expect(all.indexOf(pid)).toBeGreaterThanOrEqual(0);
  expect(all.indexOf(childPid)).toBeGreaterThan(all.indexOf(pid));
  expect(new Set(all).size).toBe(all.length);
  expect(pidsOf(await new Process(pid).children({ recursive: true }))).toEqual([childPid]);
});

test.each(forms)('%s, an orphan is given another parent', async (_, { Process }) => {
  const { pid, childPid, kill } = await tree();
  const orphan = new Process(childPid);
  const before = await orphan.parent();
  await kill(pid);
  expect(await orphan.ppid()).not.toBe(pid);
  const after = await orphan.parent();
  expect(before?.pid).toBe(pid);
  expect(after?.equals(before)).not.toBe(true);
  expect(await before?.isRunning()).toBe(false);
  expect(await orphan.isRunning()).toBe(true);
});

test.each(forms)('%s, nobody is older than its parent or than the machine', async (_, { processIter }) => {
  const started = new Map<number, number>();
  const table = await listOf(processIter({ attrs: ['ppid', 'createTime'] }));
  for (const { pid, info } of table) started.set(pid, info.createTime as number);
  const older = table.filter(({ info }) => (info.createTime as number) < (started.get(info.ppid as number) ?? 0));
  // A parent that adopts orphans may be younger than they are, but no kernel starts with one.
  const adopted = older.filter(({ info }) => info.ppid !== 1);
  expect(table.length).toBeGreaterThan(1);
  expect(adopted.map(({ pid }) => pid)).toEqual([]);
  expect(Math.min(...started.values())).toBe(started.get(1));
});
