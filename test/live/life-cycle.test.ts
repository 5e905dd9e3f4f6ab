import { LINUX, supports, WINDOWS } from '@psutil/native';
import { expect, type TestContext, test } from 'vitest';
import { idleName, killAndWait, spawnChild, spawnZombie, waitForState } from '../support/children.ts';
import { alwaysAnswer, forms, listOf } from '../support/forms.ts';
import { failure, methodsOf, outcome } from '../support/outcome.ts';

type Methods = Record<string, () => unknown>;

const needsZombies = (context: TestContext) => context.skip(WINDOWS, 'Windows has no zombie processes');
const needsProcOfZombies = (context: TestContext) =>
  context.skip(!LINUX, 'the remaining attributes of a zombie are those of Linux');

/** Attributes that Linux still reports for a zombie, although some are empty. */
const remaining = [
  ...(['numThreads', 'numFds', 'openFiles', 'connections', 'terminal', 'memoryPercent', 'cpuPercent'] as const),
  ...(['memoryFullInfo', 'nice', 'uids', 'gids', 'ionice', 'cpuAffinity', 'threads'] as const),
  ...(['ioCounters', 'numCtxSwitches', 'pageFaults'] as const),
] as const;

test.for(forms)('%s: status() reports a stopped and a continued process', async ([_, entry], context) => {
  context.skip(WINDOWS, 'Windows has no signals');
  const { Process, STATUS_SLEEPING, STATUS_STOPPED } = entry;
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  await waitForState(child.pid, 'S');
  expect(await process_.status()).toBe(STATUS_SLEEPING);
  child.kill('SIGSTOP');
  await waitForState(child.pid, 'T');
  expect(await process_.status()).toBe(STATUS_STOPPED);
  child.kill('SIGCONT');
  await waitForState(child.pid, 'S');
  expect(await process_.status()).toBe(STATUS_SLEEPING);
});

test.for(forms)('%s: a zombie is listed and has a name, parent and status', async ([_, entry], context) => {
  needsZombies(context);
  const { Process, STATUS_ZOMBIE, pids, pidExists } = entry;
  const { pid, ppid } = await spawnZombie();
  const process_ = new Process(pid);
  expect(await process_.status()).toBe(STATUS_ZOMBIE);
  expect(await process_.isRunning()).toBe(true);
  expect(await process_.name()).toBe('sleep');
  expect(await process_.ppid()).toBe(ppid);
  expect((await process_.parent())?.pid).toBe(ppid);
  expect(await process_.children()).toEqual([]);
  expect(await process_.username()).toBe(await new Process().username());
  expect(await process_.createTime()).toBeGreaterThanOrEqual(await new Process(ppid).createTime());
  expect(await pids()).toContain(pid);
  expect(await pidExists(pid)).toBe(true);
  expect((await new Process(ppid).children()).map((child) => child.pid)).toEqual([pid]);
});

test.for(forms)('%s: the memory and file attributes of a zombie are 0 or empty', async ([_, { Process }], context) => {
  needsProcOfZombies(context);
  const { pid, ppid } = await spawnZombie();
  const process_ = new Process(pid);
  expect(await process_.memoryInfo()).toEqual({ rss: 0, vms: 0, shared: 0, text: 0, data: 0 });
  expect(await process_.cpuTimes()).toMatchObject({ user: expect.any(Number), system: expect.any(Number) });
  expect(await process_.asDict({ attrs: [...remaining] })).toEqual({
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
});

test.for(forms)('%s: exe() of a zombie throws ZombieProcess', async ([_, { Process, ZombieProcess }], context) => {
  needsZombies(context);
  const { pid } = await spawnZombie();
  await expect((async () => new Process(pid).exe())()).rejects.toBeInstanceOf(ZombieProcess);
});

test.for(forms)(
  '%s: ZombieProcess has the ppid, the name and the failed system call',
  async ([_, { Process }], context) => {
    needsProcOfZombies(context);
    const { pid, ppid } = await spawnZombie();
    const process_ = new Process(pid);
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
  },
);

test.for(forms)(
  '%s: asDict() and processIter() return adValue for attributes that a zombie lacks',
  async ([_, entry], context) => {
    needsZombies(context);
    const { pid } = await spawnZombie();
    const attrs = ['pid', 'name', 'status', 'exe', 'cmdline'] as const;
    const present = { pid, name: 'sleep', status: 'zombie' };
    expect(await new entry.Process(pid).asDict({ attrs })).toEqual({ ...present, exe: null, cmdline: null });
    const listed = await listOf(entry.processIter({ attrs, adValue: 'missing' }));
    const found = listed.find((each) => each.pid === pid);
    expect(found?.info).toEqual({ ...present, exe: 'missing', cmdline: 'missing' });
  },
);

test.each(forms)('%s: every method of an exited process throws NoSuchProcess', async (_, { Process }) => {
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  await killAndWait(child);
  const methods = methodsOf(process_).filter((name) => !alwaysAnswer.includes(name) && supports(`Process.${name}`));
  expect(methods).toContain('name');
  for (const name of methods) {
    expect({ name, ...(await outcome(() => (process_ as unknown as Methods)[name]?.())) }).toMatchObject({
      name,
      error: { name: 'NoSuchProcess', code: 'ERR_NO_SUCH_PROCESS', pid: child.pid, processName: null },
    });
  }
});

test.each(forms)('%s: NoSuchProcess has the process name and the failed system call', async (_, { Process }) => {
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  await process_.name();
  await killAndWait(child);
  const error = await failure(() => process_.exe());
  expect(error).toMatchObject({
    processName: idleName,
    message: `process no longer exists (pid=${child.pid}, name="${idleName}")`,
  });
  if (!LINUX) return;
  expect(error.cause).toMatchObject({
    code: expect.stringMatching(/^(ENOENT|ESRCH)$/),
    errno: expect.any(Number),
    syscall: expect.any(String),
  });
  const { cause } = await failure(() => process_.children());
  expect(cause?.path).toMatch(new RegExp(`^/proc/${child.pid}(/|$)`));
});

test.each(forms)('%s: pid, id, createTime() and equals() work after a process has exited', async (_, { Process }) => {
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  const before = { createTime: await process_.createTime(), id: process_.id, pid: process_.pid };
  const same = Process.fromId(process_.id);
  expect(same.equals(process_)).toBe(true);
  expect(same.equals(new Process())).toBe(false);
  await killAndWait(child);
  expect({ createTime: await process_.createTime(), id: process_.id, pid: process_.pid }).toEqual(before);
  expect(same.equals(process_)).toBe(true);
  expect(await process_.isRunning()).toBe(false);
  expect(`${process_}`).toBe(
    `Process(pid=${child.pid}, terminated, started=${new Date(before.createTime * 1000).toISOString()})`,
  );
  expect(await failure(() => Process.fromId(before.id))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
  expect(await failure(() => new Process(child.pid))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
});

test.each(forms)('%s: errors have the process name that asDict() or processIter() read', async (_, entry) => {
  const children = [await spawnChild(), await spawnChild()] as const;
  const dict = new entry.Process(children[0].pid);
  await dict.asDict({ attrs: ['name'] });
  const listed = await listOf(entry.processIter({ attrs: ['name'] }));
  const iterated = listed.find(({ pid }) => pid === children[1].pid);
  for (const child of children) await killAndWait(child);
  for (const process_ of [dict, iterated])
    expect(await failure(() => process_?.status())).toMatchObject({ name: 'NoSuchProcess', processName: idleName });
});
