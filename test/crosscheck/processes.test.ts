import { type AttributeName, Process, type ProcessAttributes, pids, processIter } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { killIfRunning, spawnChild, spawnZombie } from '../support/children.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

type Info = { readonly [Name in AttributeName]: ProcessAttributes[Name] | null };

const attributes = [
  'pid',
  'ppid',
  'name',
  'exe',
  'cmdline',
  'status',
  'createTime',
  'username',
  'numThreads',
  'memoryInfo',
] as const;

/** Reads all processes by PID. */
const ours = () => new Map([...processIter({ attrs: attributes })].map(({ pid, info }) => [pid, info as Info]));

/** Calls a function, and returns its result and the processes that existed before and after the call. */
function whileStable<T>(call: () => T): { readonly value: T; readonly processes: ReadonlyMap<number, Info> } {
  const before = ours();
  const value = call();
  const after = ours();
  const stable = [...before].filter(([pid, { createTime, name }]) => {
    const later = after.get(pid);
    return later?.createTime === createTime && later?.name === name;
  });
  return { value, processes: new Map(stable) };
}

test('pids() equals ps', (context) => {
  needs(context, 'ps');
  const before = pids();
  const theirs = tool('ps', '-e', '-o', 'pid=').trim().split(/\s+/).map(Number);
  const after = new Set(pids());
  expect(theirs).toEqual(expect.arrayContaining(before.filter((pid) => after.has(pid))));
});

test('ppid, username and numThreads of all processes agree with ps', (context) => {
  needs(context, 'ps');
  const { value, processes } = whileStable(() => tool('ps', '-e', '-o', 'pid=,ppid=,nlwp=,ruser:64='));
  let compared = 0;
  for (const line of value.trim().split('\n')) {
    const [pid, ppid, threads, user] = line.trim().split(/\s+/);
    const process = processes.get(Number(pid));
    if (!process) continue;
    compared++;
    expect(process, line).toMatchObject({ ppid: Number(ppid), username: user });
    // The number of threads may change between the two readings.
    if (process.status === 'sleeping')
      expect(Math.abs((process.numThreads ?? 0) - Number(threads)), line).toBeLessThan(5);
  }
  expect(compared).toBeGreaterThan(10);
});

interface Theirs {
  readonly pid: number;
  readonly ppid: number;
  readonly name: string;
  readonly exe: string | null;
  readonly cmdline: string[] | null;
  readonly create_time: number;
  readonly username: string;
}

/** Drops the empty strings that psutil returns after a title. */
function withoutFilling(cmdline: readonly string[] | null): readonly string[] | null {
  const [first = '', ...rest] = cmdline ?? [];
  const isTitle = rest.length > 1 || (rest.length === 1 && first.includes(' '));
  return isTitle && rest.every((argument) => argument === '') ? [first] : cmdline;
}

test('identity, names and users of all processes agree with psutil', async (context) => {
  needsPsutil(context);
  await spawnChild();
  const attrs = "['pid', 'ppid', 'name', 'exe', 'cmdline', 'create_time', 'username']";
  const { value, processes } = whileStable(() => psutil<Theirs[]>(`[p.info for p in psutil.process_iter(${attrs})]`));
  let compared = 0;
  for (const theirs of value) {
    const process = processes.get(theirs.pid);
    if (!process) continue;
    compared++;
    const { ppid, name, username } = theirs;
    expect(process, name).toMatchObject({ ppid, name, username });
    expect(Math.abs((process.createTime ?? 0) - theirs.create_time), name).toBeLessThan(1.5);
    // psutil guesses the executable if it may not read it. A zombie has neither executable nor command line.
    if (process.exe !== null && process.status !== 'zombie') expect(process.exe, name).toBe(theirs.exe);
    if (process.cmdline !== null) expect(process.cmdline, name).toEqual(withoutFilling(theirs.cmdline));
  }
  expect(compared).toBeGreaterThan(10);
});

test('memoryInfo(), cpuTimes() and status() of a sleeping process equal psutil', async (context) => {
  needsPsutil(context);
  const { pid } = await spawnChild();
  const process = new Process(pid);
  await expect.poll(() => process.status()).toBe('sleeping');
  const theirs = psutil<{ memory_info: number[]; cpu_times: number[]; status: string; num_threads: number }>(
    `psutil.Process(${pid}).as_dict(['memory_info', 'cpu_times', 'status', 'num_threads'])`,
  );
  const { rss, vms, shared, text, data } = process.memoryInfo();
  const [theirRss, theirVms, theirShared, theirText, , theirData] = theirs.memory_info;
  expect({ rss, vms, shared, text, data }).toEqual({
    rss: theirRss,
    vms: theirVms,
    shared: theirShared,
    text: theirText,
    data: theirData,
  });
  const { user, system, childrenUser, childrenSystem, iowait } = process.cpuTimes();
  expect([user, system, childrenUser, childrenSystem, iowait]).toEqual(theirs.cpu_times);
  expect(process.status()).toBe(theirs.status);
  expect(process.numThreads()).toBe(theirs.num_threads);
});

test('a zombie has the status of psutil', async (context) => {
  needsPsutil(context);
  const { pid } = await spawnZombie();
  expect(psutil(`psutil.Process(${pid}).status()`)).toBe(new Process(pid).status());
  expect(psutil(`psutil.Process(${pid}).memory_info().rss`)).toBe(new Process(pid).memoryInfo().rss);
});

test('children() equals psutil', async (context) => {
  needsPsutil(context);
  const { pid } = await spawnChild('sh', '-c', 'sleep 1000 & sleep 1000 & wait');
  const process = new Process(pid);
  onTestFinished(() => process.children().forEach((child) => void killIfRunning(child.pid)));
  await expect.poll(() => process.children().length).toBe(2);
  const theirs = psutil<number[]>(`[p.pid for p in psutil.Process(${pid}).children(recursive=True)]`);
  const children = process.children({ recursive: true });
  expect(children.map((child) => child.pid)).toEqual(theirs.sort((a, b) => a - b));
  expect(psutil(`psutil.Process(${theirs[0]}).parent().pid`)).toBe(children[0]?.parent()?.pid);
});
