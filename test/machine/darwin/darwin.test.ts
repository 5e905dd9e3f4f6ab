// What only macOS has: its structures, its rules, and lists whose size its calls do not report.
import * as psutil from '@psutil/psutil';
import { AccessDenied, Process } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { structure } from '../../support/structure.ts';
import { add } from '../scripted-process.ts';
import { scriptedPid } from '../scripted-system.ts';
import { system } from '../setup.ts';

const { machine } = system;
const pid = scriptedPid;

/** The row of the process, with other values at some offsets. */
function changeRow(...fields: Parameters<Buffer['writeUIntLE']>[]): void {
  const row = machine.read(`sysctl/1.14.1.${pid}`);
  for (const field of fields) row.writeUIntLE(...field);
  machine.answer(`sysctl/1.14.1.${pid}`, row);
}

test('the table of processes may grow between the call for its size and the call for its bytes', () => {
  add();
  machine.next('sysctl/1.14.0', machine.read('sysctl/1.14.0').subarray(0, 648));
  expect(psutil.pids()).toContain(pid);
});

test('a table that does not fit again and again causes ENOMEM', () => {
  const attempts = 20;
  const rows = machine.read('sysctl/1.14.0').subarray(0, 648);
  machine.next('sysctl/1.14.0', ...Array.from({ length: attempts }, () => [rows, { error: 'ENOMEM' } as const]).flat());
  expect(() => psutil.pids()).toThrow(expect.objectContaining({ code: 'ENOMEM' }));
  expect(psutil.pids()).toContain(1);
});

test('lists of descriptors and threads may be longer than the buffer', () => {
  const files = Array.from({ length: 3000 }, (_, index) => `/opt/file${index}`);
  const process = add({ files, threads: 500 });
  expect(process.openFiles().map(({ path }) => path)).toEqual(files);
  expect(process.numFds()).toBe(3001);
  expect(process.threads()).toHaveLength(500);
});

test('a descriptor that is closed during the read is left out', () => {
  const process = add({ files: ['/opt/one', '/opt/two'] });
  machine.next(`proc_pidfdinfo/${pid}/0/2`, { error: 'EBADF' });
  expect(process.openFiles().map(({ path }) => path)).toEqual(['/opt/two']);
});

test('a name that the kernel cut off is completed by the executable', () => {
  const exe = '/opt/a-name-of-more-bytes';
  expect(add({ name: Buffer.from('a-name-of-more-bytes'), exe }).name()).toBe('a-name-of-more-bytes');
  expect(add({ name: Buffer.from('a-name-of-more-bytes'), exe: '/opt/other' }).name()).toBe('a-name-of-more-b');
});

test('a table needs the row of a single process only for processes that may not be read', () => {
  const find = () => [...psutil.processIter({ attrs: ['exe', 'numThreads'] })].find((process) => process.pid === pid);
  const row = `sysctl/1.14.1.${pid}`;
  add();
  machine.answer(row, { error: 'EIO' });
  expect(find()?.info).toEqual({ exe: '/opt/program', numThreads: 2 });
  add({ isDenied: true });
  expect(find()?.info).toEqual({ exe: '/opt/program', numThreads: null });
  machine.answer(row, { error: 'EIO' });
  expect(find).toThrow(expect.objectContaining({ code: 'EIO' }));
});

test('a program whose file was deleted has an empty path', () => {
  const process = add();
  machine.answer(`proc_pidpath/${pid}`, { error: 'ENOENT' });
  expect(process.exe()).toBe('');
});

test('the kernel is the process 0, which the table may leave out', () => {
  const kernel = new Process(0);
  expect(psutil.pids()[0]).toBe(0);
  expect([kernel.name(), kernel.exe(), kernel.cmdline(), kernel.status()]).toEqual(['kernel_task', '', [], 'idle']);
  expect(() => kernel.memoryInfo()).toThrow(AccessDenied);
  expect(() => kernel.kill()).toThrow(AccessDenied);
});

test('the state of a process is that of its threads', () => {
  expect(add({ state: 'running' }).status()).toBe('running');
  expect(add({ state: 'sleeping' }).status()).toBe('sleeping');
  expect(add({ state: 'stopped' }).status()).toBe('stopped');
});

test('the state of a process whose threads may not be read is that of its flags', () => {
  const process = add({ state: 'sleeping', isDenied: true });
  expect(process.status()).toBe('running');
  changeRow([2, 612, 4]);
  expect(process.status()).toBe('sleeping');
  changeRow([0x200, 32, 4]);
  expect(process.status()).toBe('idle');
});

test('a process that is being taken down is a zombie', () => {
  const process = add();
  changeRow([0x2000, 32, 4]);
  for (const flavor of [1, 4]) machine.answer(`proc_pidinfo/${pid}/${flavor}`, { error: 'ESRCH' });
  expect(process.status()).toBe('zombie');
  expect(() => process.memoryInfo()).toThrow(psutil.ZombieProcess);
  expect(() => process.openFiles()).toThrow(psutil.ZombieProcess);
});

test('the pages of a program under Rosetta have 4 KiB', () => {
  const process = add({ pages: 10 });
  changeRow([0x2_0000, 32, 4]);
  expect(process.memoryMaps()).toEqual([expect.objectContaining({ path: '/opt/program', rss: 10 * 4096 })]);
});

test('a signal reaches a process that executes another program meanwhile', () => {
  const process = add();
  const signals = () => machine.calls().filter((call) => call.startsWith(`kill ${pid} `));
  const before = signals().length;
  machine.next(`proc_pidinfo/${pid}/17`, structure(56, [16, 8, pid], [32, 4, 1]));
  process.terminate();
  expect(signals().slice(before)).toEqual([`kill ${pid} 15`]);
});

test('counters of CPU time have 32 bits and do not overflow in the sum', () => {
  const ticks = Buffer.alloc(machine.read('host_processor_info').length, 0xff);
  machine.withAnswers({ host_processor_info: ticks }, () => {
    expect(psutil.cpuTimes().user).toBeCloseTo((4 * (2 ** 32 - 1)) / 100, 0);
  });
});

test('diskUsage() of a volume that shares a container has its own used space', () => {
  const blocks = 1_000_000;
  expect(psutil.diskUsage('/')).toMatchObject({
    total: blocks * 4096,
    used: (blocks / 8) * 4096,
    free: (blocks / 4) * 4096,
    percent: expect.closeTo(33.33, 2),
    inodes: { total: 1000, used: 100, free: 900 },
  });
});

test('sensorsBattery() and cpuFreq() come from the registry of devices', () => {
  expect(psutil.sensorsBattery()).toMatchObject({ percent: 80, secsleft: 5400, powerPlugged: false });
  expect(psutil.cpuFreq()).toMatchObject({ min: 600, max: expect.closeTo(3200, 0) });
  machine.withAnswers({ 'power-sources': '' }, () => {
    expect(psutil.sensorsBattery()).toBeNull();
  });
});

test('the identifier of the machine is that of its hardware', () => {
  expect(psutil.hostInfo()).toMatchObject({
    os: { id: 'macos', name: 'macOS', version: '15.5' },
    arch: 'arm64',
    machineId: '00112233-4455-6677-8899-AABBCCDDEEFF',
    bootId: '6B29FC40-CA47-1067-B31D-00DD010662DA',
  });
});
