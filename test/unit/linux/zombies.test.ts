import { Process, processIter } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { bootTime, resolveHost } from './process-files.ts';
import { rejectedBy, type Thrown, thrownBy } from './thrown.ts';

/** The files of a zombie: `exe` cannot be read, and `cmdline` is empty. */
const zombie = {
  comm: 'defunct',
  state: 'Z',
  ppid: 6,
  utime: 12,
  threads: 1,
  status: 'Name:\tdefunct\nState:\tZ (zombie)\nUid:\t1000\t1000\t1000\t1000\n',
  statm: '0 0 0 0 0 0 0\n',
  cmdline: '',
};

const zombieError = (syscall: string, code: string, errno: number, path: string, name: string | null): Thrown => ({
  name: 'ZombieProcess',
  message: name === null ? 'process is a zombie (pid=7)' : `process is a zombie (pid=7, name="${name}")`,
  code: 'ERR_ZOMBIE_PROCESS',
  pid: 7,
  ppid: 6,
  processName: name,
  cause: expect.objectContaining({ code, errno, syscall, path, pid: 7 }),
});

test('exe() and cmdline() of a zombie throw ZombieProcess with the PID of the parent', () => {
  const host = resolveHost({ 7: zombie });
  const process = new Process(7, { host });
  const [exe, cmdline] = [`${host.proc}/7/exe`, `${host.proc}/7/cmdline`];
  expect(thrownBy(() => process.exe())).toEqual(zombieError('readlink', 'ENOENT', -2, exe, null));
  expect(thrownBy(() => process.cmdline())).toEqual(zombieError('read', 'ESRCH', -3, cmdline, null));
});

test('ZombieProcess contains the name of the process after name() was called, also asynchronously', async () => {
  const host = resolveHost({ 7: zombie });
  const process = new AsyncProcess(7, { host });
  expect(await process.name()).toBe('defunct');
  const error = zombieError('readlink', 'ENOENT', -2, `${host.proc}/7/exe`, 'defunct');
  expect(await rejectedBy(process.exe())).toEqual(error);
});

test('all other attributes of a zombie are readable', () => {
  const process = new Process(7, { host: resolveHost({ 6: {}, 7: zombie }, { 'etc/passwd': 'ada:x:1000:100::/:\n' }) });
  expect(process.status()).toBe('zombie');
  expect(process.name()).toBe('defunct');
  expect(process.ppid()).toBe(6);
  expect(process.parent()?.pid).toBe(6);
  expect(process.children()).toEqual([]);
  expect(process.username()).toBe('ada');
  expect(process.cpuTimes().user).toBe(0.12);
  expect(process.memoryInfo()).toEqual({ rss: 0, vms: 0, shared: 0, text: 0, data: 0 });
  expect(process.numThreads()).toBe(1);
  expect(process.createTime()).toBe(bootTime + 5);
  expect(process.isRunning()).toBe(true);
  expect(String(process)).toContain('status=zombie');
});

test('asDict() replaces the unavailable attributes of a zombie by adValue', async () => {
  const host = resolveHost({ 7: zombie });
  const attrs = ['status', 'exe', 'cmdline', 'ppid'] as const;
  const expected = { status: 'zombie', exe: null, cmdline: null, ppid: 6 };
  expect(new Process(7, { host }).asDict({ attrs })).toEqual(expected);
  expect(await new AsyncProcess(7, { host }).asDict({ attrs, adValue: '-' })).toEqual({
    ...expected,
    exe: '-',
    cmdline: '-',
  });
});

test('processIter() yields zombies, with adValue for their unavailable attributes', () => {
  const host = resolveHost({ 6: { cmdline: 'parent\0' }, 7: zombie });
  const listed = processIter({ host, attrs: ['status', 'cmdline'], adValue: 0 });
  expect([...listed].map(({ info }) => info)).toEqual([
    { status: 'sleeping', cmdline: ['parent'] },
    { status: 'zombie', cmdline: 0 },
  ]);
});

test('cmdline() returns the command line of a zombie if it is still readable', () => {
  const host = resolveHost({ 7: { ...zombie, cmdline: 'prog\0' } });
  expect(new Process(7, { host }).cmdline()).toEqual(['prog']);
});

const kernelThread = 0x00200000;

test.for([
  ['kthreadd', kernelThread | 0x8040, 'S', 'sleeping'],
  ['kworker/0:0H-kblockd', kernelThread | 0x4208060, 'I', 'idle'],
] as const)('exe() and cmdline() of the kernel thread %s are empty', ([comm, flags, state, status]) => {
  const host = resolveHost({ 7: { comm, flags, state, ppid: 2, statm: '0 0 0 0 0 0 0\n', cmdline: '' } });
  const process = new Process(7, { host });
  const attrs = ['name', 'exe', 'cmdline', 'status', 'memoryInfo'] as const;
  expect(process.asDict({ attrs })).toEqual({
    name: comm,
    exe: '',
    cmdline: [],
    status,
    memoryInfo: { rss: 0, vms: 0, shared: 0, text: 0, data: 0 },
  });
});

test('cmdline() returns an empty array for a process that cleared its arguments', () => {
  expect(new Process(7, { host: resolveHost({ 7: { cmdline: '' } }) }).cmdline()).toEqual([]);
});

test('exe() throws NoSuchProcess for a process in the state X (dead)', () => {
  const host = resolveHost({ 7: { state: 'X', statm: '0 0 0 0 0 0 0\n' } });
  const process = new Process(7, { host });
  expect(thrownBy(() => process.exe())).toMatchObject({ name: 'NoSuchProcess', pid: 7 });
  expect(process.status()).toBe('dead');
});
