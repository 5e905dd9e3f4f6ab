import { expect, test } from 'vitest';
import { end, reaches, sleeper, zombie } from '../support/children.ts';
import { alwaysAnswer, forms, listOf } from '../support/forms.ts';
import { failure, methodsOf, outcome } from '../support/outcome.ts';

type Methods = Record<string, () => unknown>;

/** What a zombie still has, if only as nothing. */
const lasting = [
  ...(['numThreads', 'numFds', 'openFiles', 'connections', 'terminal', 'memoryPercent', 'cpuPercent'] as const),
  ...(['memoryFullInfo', 'nice', 'uids', 'gids', 'ionice', 'cpuAffinity', 'threads'] as const),
  ...(['ioCounters', 'numCtxSwitches', 'pageFaults'] as const),
] as const;

test.each(forms)(
  '%s, a child is seen to stop and to go on',
  async (_, { Process, STATUS_SLEEPING, STATUS_STOPPED }) => {
    const child = await sleeper();
    const process_ = new Process(child.pid);
    await reaches(child.pid, 'S');
    expect(await process_.status()).toBe(STATUS_SLEEPING);
    child.kill('SIGSTOP');
    await reaches(child.pid, 'T');
    expect(await process_.status()).toBe(STATUS_STOPPED);
    child.kill('SIGCONT');
    await reaches(child.pid, 'S');
    expect(await process_.status()).toBe(STATUS_SLEEPING);
  },
);

test.each(forms)('%s, what a zombie still has is told', async (_, { Process, STATUS_ZOMBIE, pids, pidExists }) => {
  const { pid, ppid } = await zombie();
  const process_ = new Process(pid);
  expect(await process_.status()).toBe(STATUS_ZOMBIE);
  expect(await process_.isRunning()).toBe(true);
  expect(await process_.name()).toBe('sleep');
  expect(await process_.ppid()).toBe(ppid);
  expect((await process_.parent())?.pid).toBe(ppid);
  expect(await process_.children()).toEqual([]);
  expect(await process_.username()).toBe(await new Process().username());
  expect(await process_.memoryInfo()).toEqual({ rss: 0, vms: 0, shared: 0, text: 0, data: 0 });
  expect(await process_.cpuTimes()).toMatchObject({ user: expect.any(Number), system: expect.any(Number) });
  expect(await process_.asDict({ attrs: [...lasting] })).toEqual({
    ...{ numThreads: 1, numFds: 0, openFiles: [], connections: [], terminal: null, memoryPercent: 0, cpuPercent: 0 },
    ...{ memoryFullInfo: { rss: 0, vms: 0, shared: 0, text: 0, data: 0, uss: 0, pss: 0, swap: 0 } },
    ...{ nice: await new Process(ppid).nice(), uids: await new Process(ppid).uids(), gids: expect.any(Object) },
    ...{
      ionice: expect.any(Object),
      cpuAffinity: await new Process(ppid).cpuAffinity(),
      threads: [expect.objectContaining({ id: pid })],
    },
    ...{ ioCounters: expect.any(Object), numCtxSwitches: expect.any(Object), pageFaults: expect.any(Object) },
  });
  expect(await process_.createTime()).toBeGreaterThanOrEqual(await new Process(ppid).createTime());
  expect(await pids()).toContain(pid);
  expect(await pidExists(pid)).toBe(true);
  expect((await new Process(ppid).children()).map((child) => child.pid)).toEqual([pid]);
});

test.each(forms)('%s, what a zombie has lost throws ZombieProcess', async (_, { Process, ZombieProcess }) => {
  const { pid, ppid } = await zombie();
  const process_ = new Process(pid);
  await expect((async () => process_.exe())()).rejects.toBeInstanceOf(ZombieProcess);
  await process_.name();
  for (const [method, syscall, file] of [
    ['exe', 'readlink', 'exe'],
    ['cwd', 'readlink', 'cwd'],
    ['cmdline', 'read', 'cmdline'],
    ['environ', 'read', 'environ'],
    ['memoryMaps', 'read', 'smaps'],
  ] as const) {
    expect(await failure(() => process_[method]())).toMatchObject({
      ...{ name: 'ZombieProcess', code: 'ERR_ZOMBIE_PROCESS', pid, ppid, processName: 'sleep' },
      message: expect.stringContaining(`pid=${pid}`),
      cause: { syscall, path: `/proc/${pid}/${file}` },
    });
  }
});

test.each(forms)('%s, asDict and processIter say adValue for what a zombie has lost', async (_, entry) => {
  const { pid } = await zombie();
  const attrs = ['pid', 'name', 'status', 'exe', 'cmdline'] as const;
  const known = { pid, name: 'sleep', status: 'zombie' };
  expect(await new entry.Process(pid).asDict({ attrs })).toEqual({ ...known, exe: null, cmdline: null });
  const listed = await listOf(entry.processIter({ attrs, adValue: 'lost' }));
  const found = listed.find((each) => each.pid === pid);
  expect(found?.info).toEqual({ ...known, exe: 'lost', cmdline: 'lost' });
});

test.each(forms)('%s, every method of a process that is gone throws NoSuchProcess', async (_, { Process }) => {
  const child = await sleeper();
  const process_ = new Process(child.pid);
  await end(child);
  const methods = methodsOf(process_).filter((name) => !alwaysAnswer.includes(name));
  expect(methods).toContain('name');
  for (const name of methods) {
    expect({ name, ...(await outcome(() => (process_ as unknown as Methods)[name]?.())) }).toMatchObject({
      name,
      error: { name: 'NoSuchProcess', code: 'ERR_NO_SUCH_PROCESS', pid: child.pid, processName: null },
    });
  }
});

test.each(forms)(
  '%s, the error of a process that is gone has its name and the call that showed it',
  async (_, entry) => {
    const child = await sleeper();
    const process_ = new entry.Process(child.pid);
    await process_.name();
    await end(child);
    expect(await failure(() => process_.exe())).toMatchObject({
      processName: 'sleep',
      message: `process no longer exists (pid=${child.pid}, name="sleep")`,
      cause: {
        code: expect.stringMatching(/^(ENOENT|ESRCH)$/),
        errno: expect.any(Number),
        syscall: expect.any(String),
      },
    });
    const { cause } = await failure(() => process_.children());
    expect(cause?.path).toMatch(new RegExp(`^/proc/${child.pid}(/|$)`));
  },
);

test.each(forms)('%s, the identity of a process outlives it', async (_, { Process }) => {
  const child = await sleeper();
  const process_ = new Process(child.pid);
  const before = { createTime: await process_.createTime(), id: process_.id, pid: process_.pid };
  const same = Process.fromId(process_.id);
  expect(same.equals(process_)).toBe(true);
  expect(same.equals(new Process())).toBe(false);
  await end(child);
  expect({ createTime: await process_.createTime(), id: process_.id, pid: process_.pid }).toEqual(before);
  expect(same.equals(process_)).toBe(true);
  expect(await process_.isRunning()).toBe(false);
  expect(`${process_}`).toBe(
    `Process(pid=${child.pid}, terminated, started=${new Date(before.createTime * 1000).toISOString()})`,
  );
  expect(await failure(() => Process.fromId(before.id))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
  expect(await failure(() => new Process(child.pid))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
});

test.each(forms)('%s, an error has the name that asDict or processIter read', async (_, entry) => {
  const children = [await sleeper(), await sleeper()] as const;
  const dict = new entry.Process(children[0].pid);
  await dict.asDict({ attrs: ['name'] });
  const listed = await listOf(entry.processIter({ attrs: ['name'] }));
  const iterated = listed.find(({ pid }) => pid === children[1].pid);
  for (const child of children) await end(child);
  for (const process_ of [dict, iterated])
    expect(await failure(() => process_?.status())).toMatchObject({ name: 'NoSuchProcess', processName: 'sleep' });
});
