import { rmSync, writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { booted, bootId, resolveHost, statLine } from './process-files.ts';
import { missing, rejectedBy, thrownBy } from './thrown.ts';

const prog = { status: 'Uid:\t1000\n', statm: '1 1 1 1 0 1 0\n', cmdline: 'prog\0', exe: { to: '/prog' } };
const machine = () => resolveHost({ 1: { ppid: 0, start: 1 }, 7: prog, 8: { ppid: 7, start: 600 } });

const started = `started=${new Date((booted + 5) * 1000).toISOString()}`;

/** Every method that reads. */
const methods = [
  'ppid',
  'name',
  'exe',
  'cmdline',
  'status',
  'username',
  'cpuTimes',
  'memoryInfo',
  'numThreads',
  'parent',
  'children',
  'asDict',
] as const;

test.for(methods)('%s of a process whose pid is reused throws instead of answering about the other', async (method) => {
  const host = machine();
  const [process, asyncProcess] = [new Process(7, { host }), new AsyncProcess(7, { host })];
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { start: 501 }));
  const error = {
    name: 'NoSuchProcess',
    message: 'process no longer exists and its pid has been reused (pid=7)',
    code: 'ERR_NO_SUCH_PROCESS',
    pid: 7,
    processName: null,
    cause: {
      name: 'Error',
      message: `ESRCH: no such process, read '${host.proc}/7/stat'`,
      code: 'ESRCH',
      errno: -3,
      syscall: 'read',
      path: `${host.proc}/7/stat`,
      pid: 7,
    },
  };
  expect(thrownBy(() => process[method]())).toEqual(error);
  expect(await rejectedBy(asyncProcess[method]())).toEqual(error);
});

test.for(methods)('%s of a process that has ended throws', async (method) => {
  const host = machine();
  const [process, asyncProcess] = [new Process(7, { host }), new AsyncProcess(7, { host })];
  rmSync(`${host.proc}/7`, { recursive: true });
  // What more than stat tells of is read in the folder, which is missed first.
  const inFolder = ['exe', 'cmdline', 'username', 'memoryInfo', 'asDict'].includes(method);
  const error = {
    name: 'NoSuchProcess',
    message: 'process no longer exists (pid=7)',
    code: 'ERR_NO_SUCH_PROCESS',
    pid: 7,
    processName: null,
    cause: { ...missing('open', inFolder ? `${host.proc}/7` : `${host.proc}/7/stat`), pid: 7 },
  };
  expect(thrownBy(() => process[method]())).toEqual(error);
  expect(await rejectedBy(asyncProcess[method]())).toEqual(error);
});

test('the identity of a process whose pid is reused can still be asked', async () => {
  const host = machine();
  const [process, asyncProcess] = [new Process(7, { host }), new AsyncProcess(7, { host })];
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { start: 501 }));
  expect([process.pid, process.createTime(), process.id]).toEqual([7, booted + 5, `${bootId}:7:500`]);
  expect(await asyncProcess.createTime()).toBe(booted + 5);
  expect(process.isRunning()).toBe(false);
  expect(await asyncProcess.isRunning()).toBe(false);
  expect(String(process)).toBe(`Process(pid=7, terminated, pid reused, ${started}, proc=${host.proc})`);
});

test('an error has the name of the process, once that was asked', () => {
  const host = machine();
  const process = new Process(7, { host });
  expect(process.name()).toBe('prog');
  rmSync(`${host.proc}/7`, { recursive: true });
  expect(thrownBy(() => process.status())).toMatchObject({
    message: 'process no longer exists (pid=7, name="prog")',
    processName: 'prog',
  });
  expect(String(process)).toBe(`Process(pid=7, terminated, ${started}, proc=${host.proc})`);
});

test('a process says what it is', () => {
  const host = resolveHost({ 7: { comm: 'a "b"\n' } });
  expect(String(new Process(7, { host }))).toBe(
    `Process(pid=7, name="a \\"b\\"\\n", status=sleeping, ${started}, proc=${host.proc})`,
  );
});

test('an id is the boot, the pid and the start, and finds that very process', async () => {
  const host = machine();
  const process = new Process(7, { host });
  expect(process.id).toBe(`${bootId}:7:500`);
  expect(Process.fromId(process.id, { host }).equals(process)).toBe(true);
  expect(await AsyncProcess.fromId(process.id, { host }).name()).toBe('prog');
});

test('an id without a boot to name is the error of the system', () => {
  const host = machine();
  const path = `${host.proc}/sys/kernel/random/boot_id`;
  rmSync(path);
  expect(thrownBy(() => new Process(7, { host }).id)).toEqual(missing('open', path));
});

test.for([
  ['has ended', '7', undefined],
  ['has another start', '7/stat', statLine(7, { start: 501 })],
  ['was of another boot', 'sys/kernel/random/boot_id', 'another\n'],
] as const)('an id finds nothing when its process %s', ([, file, text]) => {
  const host = machine();
  const { id } = new Process(7, { host });
  if (text === undefined) rmSync(`${host.proc}/${file}`, { recursive: true });
  else writeFileSync(`${host.proc}/${file}`, text);
  const error = { name: 'NoSuchProcess', code: 'ERR_NO_SUCH_PROCESS', pid: 7 };
  expect(thrownBy(() => Process.fromId(id, { host }))).toMatchObject(error);
  expect(thrownBy(() => AsyncProcess.fromId(id, { host }))).toMatchObject(error);
});

test('an id of a pid that cannot be finds nothing', () => {
  expect(thrownBy(() => Process.fromId(`${bootId}:9999999999:500`, { host: machine() }))).toMatchObject({
    name: 'NoSuchProcess',
    pid: 9_999_999_999,
  });
});

test.for([
  '',
  '7',
  '7:500',
  `${bootId}:7:-1`,
  `${bootId}:-7:500`,
  `${bootId}:7:500 `,
  `${bootId}:7:NaN`,
  `:7:500`,
  'a:b:7:5',
])('%j is no id', (id) => {
  const error = { name: 'TypeError', message: `invalid process id: ${JSON.stringify(id)}` };
  expect(thrownBy(() => Process.fromId(id, { host: machine() }))).toEqual(error);
});

test('an id is a string', () => {
  const error = { name: 'TypeError', message: 'a process id must be a string, not number' };
  expect(thrownBy(() => Process.fromId(7 as unknown as string))).toEqual(error);
});

test('a process equals itself, read again or by the other form, and nothing else', () => {
  const [host, other] = [machine(), machine()];
  const process = new Process(7, { host });
  expect(process.equals(new Process(7, { host: { ...host } }))).toBe(true);
  expect(process.equals(new AsyncProcess(7, { host }))).toBe(true);
  expect(process.equals(new Process(8, { host }))).toBe(false);
  expect(process.equals(new Process(7, { host: other }))).toBe(false);
  expect([null, undefined, 7, {}, { pid: 7, id: process.id }].map((it) => process.equals(it))).toEqual(
    Array(5).fill(false),
  );
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { start: 501 }));
  expect(process.equals(new Process(7, { host }))).toBe(false);
});
