import { userInfo } from 'node:os';
import { supports, WINDOWS } from '@psutil/native';
import { expect, test, vi } from 'vitest';
import { idleCommand, idleName, killAndWait, spawnChild, spawnTree, waitForState } from '../support/children.ts';
import { idleProgram } from '../support/executable.ts';
import { forms, listOf, moving } from '../support/forms.ts';
import { lackedByWine, needsShell, needsSupport } from '../support/run.ts';

const pidsOf = (processes: readonly { readonly pid: number }[]) => processes.map(({ pid }) => pid);

test.each(forms)('%s: a child process is listed until it has exited', async (_, { Process, ...entry }) => {
  const child = await spawnChild();
  expect(await entry.pids()).toContain(child.pid);
  expect(await entry.pidExists(child.pid)).toBe(true);
  expect(pidsOf(await listOf(entry.processIter()))).toContain(child.pid);
  expect(pidsOf(await new Process().children())).toContain(child.pid);
  expect(await new Process(child.pid).isRunning()).toBe(true);
  await killAndWait(child);
  expect(await entry.pids()).not.toContain(child.pid);
  expect(await entry.pidExists(child.pid)).toBe(false);
  expect(pidsOf(await listOf(entry.processIter()))).not.toContain(child.pid);
  expect(pidsOf(await new Process().children())).not.toContain(child.pid);
});

test.each(forms)('%s: asDict() returns the attributes of a child process', async (_, { Process }) => {
  const child = await spawnChild();
  await waitForState(child.pid, 'S');
  const { memoryInfo, cpuTimes, ...attributes } = await new Process(child.pid).asDict();
  expect(attributes).toMatchObject({
    pid: child.pid,
    ppid: process.pid,
    name: idleName,
    exe: idleProgram(),
    cmdline: idleCommand,
    status: WINDOWS ? expect.any(String) : 'sleeping',
    username: WINDOWS ? expect.stringContaining(userInfo().username) : userInfo().username,
    createTime: expect.any(Number),
    numThreads: WINDOWS ? expect.any(Number) : 1,
  });
  expect(memoryInfo?.rss).toBeGreaterThan(0);
  // On Windows, vms does not include shared memory.
  expect(memoryInfo?.vms).toBeGreaterThanOrEqual(WINDOWS ? 1 : (memoryInfo?.rss as number));
  if (!WINDOWS) expect(cpuTimes).toMatchObject({ childrenUser: 0, childrenSystem: 0 });
});

test.for(forms)('%s: cmdline() preserves empty arguments, spaces and newlines', async ([_, { Process }], context) => {
  needsShell(context);
  const command = ['sh', '-c', 'kill -STOP $$', '', 'a b', '', '\n', 'é', ''];
  const child = await spawnChild(...command);
  await waitForState(child.pid, 'T');
  expect(await new Process(child.pid).cmdline()).toEqual(command);
});

test.each(forms)('%s: each method returns the value of asDict()', async (_, { Process, attributeNames }) => {
  const child = await spawnChild();
  await waitForState(child.pid, 'S');
  const process_ = new Process(child.pid);
  const methods = process_ as unknown as Record<string, () => unknown>;
  const attrs = attributeNames.filter(
    (name) =>
      name !== 'pid' &&
      !moving.includes(name) &&
      supports(`Process.${name}`) &&
      !lackedByWine.includes(`Process.${name}`),
  );
  expect(attrs).toContain('name');
  // Under Wine, a program takes seconds to start, in which its memory grows.
  let memory: unknown;
  await vi.waitFor(
    async () => {
      const before = memory;
      memory = await process_.memoryInfo();
      expect(memory).toEqual(before);
    },
    { timeout: 20_000, interval: 500 },
  );
  const values = await Promise.all(attrs.map(async (name) => [name, await methods[name]?.()] as const));
  expect(Object.fromEntries(values)).toEqual(await process_.asDict({ attrs }));
});

test.each(forms)('%s: parent() of a child process is this process', async (_, { Process }) => {
  const child = await spawnChild();
  const self = new Process();
  const parent = await new Process(child.pid).parent();
  expect(parent).toBeInstanceOf(Process);
  expect(parent?.equals(self)).toBe(true);
  expect(await new Process(child.pid).ppid()).toBe(self.pid);
});

test.for(forms)('%s: parent() of PID 1 is null', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows has no process with PID 1');
  expect(await new Process(1).ppid()).toBe(0);
  expect(await new Process(1).parent()).toBeNull();
});

test.each(forms)('%s: children({ recursive: true }) lists parents before their children', async (_, { Process }) => {
  const { pid, childPid } = await spawnTree();
  const self = new Process();
  expect(pidsOf(await self.children())).toContain(pid);
  expect(pidsOf(await self.children())).not.toContain(childPid);
  const all = pidsOf(await self.children({ recursive: true }));
  expect(all.indexOf(pid)).toBeGreaterThanOrEqual(0);
  expect(all.indexOf(childPid)).toBeGreaterThan(all.indexOf(pid));
  expect(new Set(all).size).toBe(all.length);
  expect(pidsOf(await new Process(pid).children({ recursive: true }))).toEqual([childPid]);
});

test.for(forms)('%s: ppid() of an orphan is that of the process that adopts it', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows does not assign orphans to another parent');
  const { pid, childPid, kill } = await spawnTree();
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

test.for(forms)('%s: createTime() of a process is not before that of its parent', async ([_, entry], context) => {
  context.skip(WINDOWS, 'the parent PID of a process of Windows may belong to a later process');
  needsSupport(context, 'Process.createTime');
  const started = new Map<number, number>();
  const table = await listOf(entry.processIter({ attrs: ['ppid', 'createTime'] }));
  for (const { pid, info } of table) started.set(pid, info.createTime as number);
  const older = table.filter(({ info }) => (info.createTime as number) < (started.get(info.ppid as number) ?? 0));
  // A process that adopts orphans may have started later than they. At boot there are none, so only PID 1 does.
  const adopted = older.filter(({ info }) => info.ppid !== 1);
  expect(table.length).toBeGreaterThan(1);
  expect(adopted.map(({ pid }) => pid)).toEqual([]);
  expect(Math.min(...started.values())).toBe(started.get(1));
});
