import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import {
  AccessDenied,
  type AttributeName,
  createProcessSampler,
  NoSuchProcess,
  Process,
  pidExists,
  pids,
  processIter,
  ZombieProcess,
} from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, onTestFinished, test } from 'vitest';
import { add } from './scripted-process.ts';
import { machineFacts, scriptedChild, scriptedPid, scriptedProcess } from './scripted-system.ts';
import { system } from './setup.ts';

test('a process has the attributes of the script', () => {
  const process = add({ pid: scriptedPid, ppid: scriptedChild, name: Buffer.from('server'), uid: 0, threads: 3 });
  expect(process.name()).toBe('server');
  expect(process.ppid()).toBe(scriptedChild);
  expect(process.exe()).toBe('/opt/program');
  expect(process.cmdline()).toEqual(['/opt/program', '--option', '']);
  expect(process.environ()).toEqual({ HOME: '/home/alice', EMPTY: '' });
  expect(process.cwd()).toBe('/home/alice');
  expect(process.status()).toBe('sleeping');
  expect(process.uids().real).toBe(0);
  expect(process.username()).toBe('root');
  expect(process.numThreads()).toBe(3);
  expect(process.threads()).toHaveLength(3);
  expect(process.memoryInfo().rss).toBe(100 * 4096);
  expect(process.cpuTimes().user).toBeCloseTo(1.5, 2);
  expect(process.openFiles().map(({ path, fd }) => [path, fd])).toEqual([['/opt/data', 0]]);
  expect(process.connections().map(({ laddr, status }) => [laddr, status])).toEqual([
    [{ ip: '127.0.0.1', port: 8080 }, 'LISTEN'],
  ]);
  expect(process.numFds()).toBe(2);
  expect(process.createTime()).toBeCloseTo(machineFacts.bootTime + 5, 5);
});

test('a process has the same attributes in a table of all processes', async () => {
  const one = add({ pid: scriptedPid }).asDict();
  const table = [...processIter({ attrs: Object.keys(one) as AttributeName[] })].find(({ pid }) => pid === scriptedPid);
  expect(table?.info).toEqual(one);
  expect(await new promises.Process(scriptedPid).asDict()).toEqual(one);
});

test('the tree of processes follows the parents', () => {
  add({ pid: scriptedPid, ppid: scriptedChild });
  add({ pid: scriptedPid + 1, ppid: scriptedPid });
  add({ pid: scriptedPid + 2, ppid: scriptedPid, start: 5 });
  const pidsOf = (list: readonly Process[]) => list.map(({ pid }) => pid);
  // The last one started before its alleged parent, which has the PID of a former one.
  expect(pidsOf(new Process().children({ recursive: true }))).toEqual([scriptedChild, scriptedPid, scriptedPid + 1]);
  // On some systems, the first process is a child of the kernel, with the PID 0.
  const parents = pidsOf(new Process(scriptedPid + 1).parents()).filter((pid) => pid !== 0);
  expect(parents).toEqual([scriptedPid, scriptedChild, process.pid, process.ppid, 1]);
});

test('a table of 5,000 processes is read completely', async () => {
  const count = 5000;
  const list = Array.from({ length: count }, (_, index) => scriptedPid + index);
  const bare = { ports: [], files: [], threads: 1 };
  system.addProcesses(...list.map((pid) => scriptedProcess({ pid, name: Buffer.from(`p${pid}`), ...bare })));
  onTestFinished(() => system.removeProcesses(...list));
  expect(pids().filter((pid) => list.includes(pid))).toHaveLength(count);
  const rows = [...processIter({ attrs: ['name', 'memoryInfo', 'cmdline'] })].filter(
    ({ pid }) => pid >= scriptedPid && pid < scriptedPid + count,
  );
  expect(rows).toHaveLength(count);
  expect(rows.every(({ pid, info }) => info.name === `p${pid}` && info.memoryInfo?.rss === 409_600)).toBe(true);
  const asynchronous = [];
  for await (const { pid, info } of promises.processIter({ attrs: ['name'] })) asynchronous.push([pid, info.name]);
  expect(asynchronous.length).toBeGreaterThanOrEqual(count + 3);
});

test('names and arguments that are not UTF-8 are decoded with replacement characters', () => {
  const process = add({ pid: scriptedPid, name: Buffer.from([0x61, 0xff, 0xc3, 0x62]), exe: '/opt/x' });
  expect(process.name()).toBe('a\ufffd\ufffdb');
  expect(JSON.stringify([...processIter({ attrs: ['name'] })])).toContain(String(scriptedPid));
});

test('a zombie has the attributes of the table, and others throw ZombieProcess', () => {
  const process = add({ pid: scriptedPid, state: 'zombie' });
  expect(process.status()).toBe('zombie');
  expect(process.name()).toBe('program');
  expect(process.ppid()).toBe(1);
  expect(process.isRunning()).toBe(true);
  expect(pidExists(scriptedPid)).toBe(true);
  for (const name of ['exe', 'cmdline', 'cwd', 'environ', 'memoryMaps', 'openFiles'] as const)
    expect(() => process[name]()).toThrow(ZombieProcess);
  const row = [...processIter({ attrs: ['name', 'status', 'environ'] })].find(({ pid }) => pid === scriptedPid);
  expect(row?.info).toEqual({ name: 'program', status: 'zombie', environ: null });
});

test('the attributes that the kernel refuses throw AccessDenied, and a table has the others', () => {
  const process = add({ pid: scriptedPid, isDenied: true });
  expect(process.name()).toBe('program');
  expect(process.uids().real).toBe(0);
  for (const read of [() => process.environ(), () => process.openFiles()]) expect(read).toThrow(AccessDenied);
  const row = [...processIter({ attrs: ['name', 'environ'] })].find(({ pid }) => pid === scriptedPid);
  expect(row?.info).toEqual({ name: 'program', environ: null });
});

test('a process that ends is gone', async () => {
  const process = add({ pid: scriptedPid });
  expect(process.isRunning()).toBe(true);
  system.removeProcesses(scriptedPid);
  expect(process.isRunning()).toBe(false);
  expect(pidExists(scriptedPid)).toBe(false);
  expect(pids()).not.toContain(scriptedPid);
  for (const name of ['name', 'environ', 'openFiles', 'cpuTimes', 'memoryInfo', 'kill'] as const)
    expect(() => process[name]()).toThrow(NoSuchProcess);
  expect(() => new Process(scriptedPid)).toThrow(NoSuchProcess);
});

test('a process that ends between the calls of a read is gone, and a table leaves it out', () => {
  for (const call of system.callsOf(scriptedPid)) {
    const process = add({ pid: scriptedPid });
    // From this call on, the kernel does not find the process.
    system.machine.next(call, { error: 'ESRCH' });
    for (const name of ['environ', 'openFiles', 'threads'] as const) {
      try {
        process[name]();
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
    expect([...processIter({ attrs: ['name'] })].map(({ pid }) => pid)).toContain(1);
    system.removeProcesses(scriptedPid);
  }
});

test('another process with the PID is not taken for the first one, and receives no signal', () => {
  const first = add({ pid: scriptedPid, start: 10_000_000 });
  const { id } = first;
  add({ pid: scriptedPid, start: 20_000_000, name: Buffer.from('other') });
  expect(first.isRunning()).toBe(false);
  expect(first.equals(new Process(scriptedPid))).toBe(false);
  for (const name of ['kill', 'terminate', 'suspend', 'name', 'environ'] as const)
    expect(() => first[name]()).toThrow(NoSuchProcess);
  expect(() => Process.fromId(id).name()).toThrow(NoSuchProcess);
  expect(system.machine.calls().filter((call) => call.includes(` ${scriptedPid} `))).toEqual([]);
});

test('a clock step changes neither the identity of a process nor that of its parent', () => {
  const process = add({ pid: scriptedPid, ppid: scriptedChild });
  const before = process.id;
  for (const seconds of [-86_400, 200_000, -113_600]) {
    system.stepClock(seconds);
    expect(process.isRunning()).toBe(true);
    expect(new Process(scriptedPid).id).toBe(before);
    expect(new Process(scriptedChild).children().map(({ pid }) => pid)).toEqual([scriptedPid]);
  }
});

test('signals reach the process of the handle', () => {
  const process = add({ pid: scriptedPid });
  process.suspend();
  process.resume();
  process.terminate();
  process.kill();
  process.sendSignal('SIGUSR1');
  const { signals } = syncExecutor.collect('platformConstants', undefined);
  const numberOf = (signal: string) => signals.find(({ name }) => name === signal)?.number;
  expect(system.machine.calls().filter((call) => call.startsWith(`kill ${scriptedPid} `))).toEqual(
    ['SIGSTOP', 'SIGCONT', 'SIGTERM', 'SIGKILL', 'SIGUSR1'].map((signal) => `kill ${scriptedPid} ${numberOf(signal)}`),
  );
});

test('wait() resolves when the process has ended', async () => {
  const process = add({ pid: scriptedPid });
  const waits = [process.wait(), new promises.Process(scriptedPid).wait(), process.wait({ timeout: 30 })];
  await expect(process.wait({ timeout: 0.05 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT_EXPIRED' });
  system.removeProcesses(scriptedPid);
  await Promise.all(waits);
  await process.wait();
});

test('many waits end, each once', async () => {
  const count = 300;
  const list = Array.from({ length: count }, (_, index) => scriptedPid + index);
  system.addProcesses(...list.map((pid) => scriptedProcess({ pid })));
  const waits = list.map((pid) => new promises.Process(pid).wait());
  system.removeProcesses(...list);
  expect(await Promise.all(waits)).toHaveLength(count);
});

test('a sampler measures processes between two readings', async () => {
  add({ pid: scriptedPid, userTime: 10 });
  const sampler = createProcessSampler();
  sampler.sample();
  add({ pid: scriptedPid, userTime: 12 });
  const { processes } = sampler.sample();
  expect(processes.find(({ pid }) => pid === scriptedPid)?.cpuPercent).toBeGreaterThan(0);
});

test('both executors read the same table', async () => {
  const read = [undefined, 2 ** 40 - 1] as const;
  const [sync, async_] = [
    syncExecutor.collect('processes', ...read),
    await asyncExecutor.collect('processes', ...read),
  ];
  expect(async_).toEqual(sync);
});
