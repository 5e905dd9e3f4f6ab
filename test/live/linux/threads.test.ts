import { readdirSync, readFileSync } from 'node:fs';
import { LINUX } from '@psutil/native';
import { expect, type TestContext, test } from 'vitest';
import { spawnChild } from '../../support/children.ts';
import { forms, listOf } from '../../support/forms.ts';

const needsThreadIds = (context: TestContext) => context.skip(!LINUX, 'only Linux has /proc/TID');

/** Returns the ID of a thread of this program other than the main thread. */
function otherThread(): number {
  const tid = readdirSync('/proc/self/task')
    .map(Number)
    .find((each) => each !== process.pid);
  if (tid === undefined) throw new Error('Node.js has only one thread');
  return tid;
}

test.for(forms)('%s: Process accepts a thread ID', async ([_, { Process }], context) => {
  needsThreadIds(context);
  const tid = otherThread();
  const thread = new Process(tid);
  expect(thread.pid).toBe(tid);
  expect(await thread.isRunning()).toBe(true);
  expect(await thread.ppid()).toBe(process.ppid);
  expect(await thread.exe()).toBe(process.execPath);
  expect(await thread.cmdline()).toEqual(await new Process().cmdline());
  expect(await thread.children()).toEqual([]);
  expect(thread.equals(new Process())).toBe(false);
});

test.for(forms)('%s: pids(), processIter() and pidExists() ignore threads', async ([_, entry], context) => {
  needsThreadIds(context);
  const tid = otherThread();
  expect(await entry.pids()).not.toContain(tid);
  expect((await listOf(entry.processIter())).map(({ pid }) => pid)).not.toContain(tid);
  expect(await entry.pidExists(tid)).toBe(false);
  expect(await entry.pidExists(process.pid)).toBe(true);
});

test.for(forms)('%s: numThreads() is the number of entries of /proc/PID/task', async ([_, { Process }], context) => {
  needsThreadIds(context);
  const child = await spawnChild();
  expect(await new Process(child.pid).numThreads()).toBe(1);
  const count = () => readdirSync('/proc/self/task').length;
  const [before, actual, after] = [count(), await new Process().numThreads(), count()];
  expect(actual).toBeGreaterThanOrEqual(Math.min(before, after));
  expect(actual).toBeLessThanOrEqual(Math.max(before, after));
});

/** Returns whether PID 2 has the flag PF_KTHREAD. In a container, it is another process or absent. */
function hasKernelThread(): boolean {
  try {
    const stat = readFileSync('/proc/2/stat', 'latin1');
    const flags = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[6]);
    return (flags & 0x00200000) !== 0;
  } catch {
    return false;
  }
}

const needsKernelThreads = (context: TestContext) =>
  context.skip(!hasKernelThread(), 'PID 2 is not a kernel thread, as in a container');

test.for(forms)('%s: a kernel thread has no executable, arguments or memory', async ([_, { Process }], context) => {
  needsKernelThreads(context);
  const thread = new Process(2);
  const { createTime, cpuTimes, status, ...attributes } = await thread.asDict();
  const noMemory = { rss: 0, vms: 0, shared: 0, text: 0, data: 0 };
  const isRoot = process.getuid?.() === 0;
  expect(attributes).toMatchObject({
    ...{ pid: 2, ppid: 0, name: 'kthreadd', exe: isRoot ? '' : null, cmdline: [], environ: {}, username: 'root' },
    ...{ memoryInfo: noMemory, memoryInfoEx: noMemory, memoryMaps: [] },
    ...{ memoryFullInfo: { ...noMemory, uss: 0, pss: 0, swap: 0 }, memoryPercent: 0 },
    ...{ numThreads: 1, threads: [{ id: 2 }], terminal: null, processGroup: 0, sessionId: 0 },
    ...(isRoot ? { openFiles: [], connections: [], numFds: 0 } : {}),
  });
  expect(['sleeping', 'running', 'idle', 'disk-sleep']).toContain(status);
  expect(cpuTimes).toMatchObject({ user: 0 });
  expect(createTime).toBeGreaterThanOrEqual(await new Process(1).createTime());
  expect(await thread.parent()).toBeNull();
});

test.for(forms)('%s: children() of kthreadd returns kernel threads', async ([_, entry], context) => {
  needsKernelThreads(context);
  const table = await listOf(entry.processIter({ attrs: ['ppid', 'cmdline', 'name'] }));
  const threads = table.filter(({ info }) => info.ppid === 2);
  const children = (await new entry.Process(2).children()).map(({ pid }) => pid);
  expect(threads.every(({ info }) => info.cmdline?.length === 0 && info.name)).toBe(true);
  // Kernel threads start and exit between the two calls, but not all of them.
  expect(threads.filter(({ pid }) => children.includes(pid)).length).toBeGreaterThan(0);
});
