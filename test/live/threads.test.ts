import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sleeper } from '../support/children.ts';
import { forms, listOf } from '../support/forms.ts';

/** A thread of this program that is not its first. */
function someThread(): number {
  const tid = readdirSync('/proc/self/task')
    .map(Number)
    .find((each) => each !== process.pid);
  if (tid === undefined) throw new Error('Node has no threads');
  return tid;
}

test.each(forms)('%s, the id of a thread makes a Process', async (_, { Process }) => {
  const tid = someThread();
  const thread = new Process(tid);
  expect(thread.pid).toBe(tid);
  expect(await thread.isRunning()).toBe(true);
  expect(await thread.ppid()).toBe(process.ppid);
  expect(await thread.exe()).toBe(process.execPath);
  expect(await thread.cmdline()).toEqual(await new Process().cmdline());
  expect(await thread.children()).toEqual([]);
  expect(thread.equals(new Process())).toBe(false);
});

test.each(forms)('%s, a thread is listed nowhere and its id is no pid', async (_, entry) => {
  const tid = someThread();
  expect(await entry.pids()).not.toContain(tid);
  expect((await listOf(entry.processIter())).map(({ pid }) => pid)).not.toContain(tid);
  expect(await entry.pidExists(tid)).toBe(false);
  expect(await entry.pidExists(process.pid)).toBe(true);
});

test.each(forms)('%s, numThreads counts what the kernel lists', async (_, { Process }) => {
  const child = await sleeper();
  expect(await new Process(child.pid).numThreads()).toBe(1);
  const listed = () => readdirSync('/proc/self/task').length;
  const [before, ours, after] = [listed(), await new Process().numThreads(), listed()];
  expect(ours).toBeGreaterThanOrEqual(Math.min(before, after));
  expect(ours).toBeLessThanOrEqual(Math.max(before, after));
});

/** Whether pid 2 is a thread of the kernel, by its flag PF_KTHREAD; in a container it is something else or nothing. */
function hasKernelThread(): boolean {
  try {
    const stat = readFileSync('/proc/2/stat', 'latin1');
    const flags = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[6]);
    return (flags & 0x00200000) !== 0;
  } catch {
    return false;
  }
}

test.for(forms)('%s, a thread of the kernel has no program, arguments or memory', async ([_, { Process }], context) => {
  context.skip(!hasKernelThread(), 'pid 2 is no thread of the kernel here');
  const thread = new Process(2);
  const { createTime, cpuTimes, status, ...known } = await thread.asDict();
  const none = { rss: 0, vms: 0, shared: 0, text: 0, data: 0 };
  const denied = process.getuid?.() === 0 ? undefined : null;
  expect(known).toMatchObject({
    ...{
      pid: 2,
      ppid: 0,
      name: 'kthreadd',
      exe: denied === null ? null : '',
      cmdline: [],
      environ: {},
      username: 'root',
    },
    ...{ memoryInfo: none, memoryInfoEx: none, memoryMaps: [], memoryFullInfo: { ...none, uss: 0, pss: 0, swap: 0 } },
    ...{ numThreads: 1, threads: [{ id: 2 }], terminal: null, processGroup: 0, sessionId: 0, memoryPercent: 0 },
    ...(denied === null ? {} : { openFiles: [], connections: [], numFds: 0 }),
  });
  expect(['sleeping', 'running', 'idle', 'disk-sleep']).toContain(status);
  expect(cpuTimes).toMatchObject({ user: 0 });
  expect(createTime).toBeGreaterThanOrEqual(await new Process(1).createTime());
  expect(await thread.parent()).toBeNull();
});

test.for(forms)('%s, threads of the kernel are the children of kthreadd', async ([_, entry], context) => {
  context.skip(!hasKernelThread(), 'pid 2 is no thread of the kernel here');
  const table = await listOf(entry.processIter({ attrs: ['ppid', 'cmdline', 'name'] }));
  const threads = table.filter(({ info }) => info.ppid === 2);
  const children = (await new entry.Process(2).children()).map(({ pid }) => pid);
  expect(threads.every(({ info }) => info.cmdline?.length === 0 && info.name)).toBe(true);
  // They come and go, but not all of them.
  expect(threads.filter(({ pid }) => children.includes(pid)).length).toBeGreaterThan(0);
});
