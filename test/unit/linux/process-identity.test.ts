import { rmSync, writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { bootId, bootTime, resolveHost, statLine } from './process-files.ts';
import { missing, rejectedBy, thrownBy } from './thrown.ts';

const prog = { status: 'Uid:\t1000\n', statm: '1 1 1 1 0 1 0\n', cmdline: 'prog\0', exe: { to: '/prog' } };
const machine = () => resolveHost({ 1: { ppid: 0, start: 1 }, 7: prog, 8: { ppid: 7, start: 600 } });

const started = `started=${new Date((bootTime + 5) * 1000).toISOString()}`;

/** Methods that read the process. */
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

test.for(methods)('%s() throws NoSuchProcess if the PID was reused', async (method) => {
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

test.for(methods)('%s() throws NoSuchProcess if the process has terminated', async (method) => {
  const host = machine();
  const [process, asyncProcess] = [new Process(7, { host }), new AsyncProcess(7, { host })];
  rmSync(`${host.proc}/7`, { recursive: true });
  // Attributes from files other than stat are read relative to the directory, which is opened first.
  const usesDirectory = ['exe', 'cmdline', 'username', 'memoryInfo', 'asDict'].includes(method);
  const error = {
    name: 'NoSuchProcess',
    message: 'process no longer exists (pid=7)',
    code: 'ERR_NO_SUCH_PROCESS',
    pid: 7,
    processName: null,
    cause: { ...missing('open', usesDirectory ? `${host.proc}/7` : `${host.proc}/7/stat`), pid: 7 },
  };
  expect(thrownBy(() => process[method]())).toEqual(error);
  expect(await rejectedBy(asyncProcess[method]())).toEqual(error);
});

test('pid, id, createTime(), isRunning() and toString() work after the PID was reused', async () => {
  const host = machine();
  const [process, asyncProcess] = [new Process(7, { host }), new AsyncProcess(7, { host })];
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { start: 501 }));
  expect([process.pid, process.createTime(), process.id]).toEqual([7, bootTime + 5, `${bootId}:7:500`]);
  expect(await asyncProcess.createTime()).toBe(bootTime + 5);
  expect(process.isRunning()).toBe(false);
  expect(await asyncProcess.isRunning()).toBe(false);
  expect(String(process)).toBe(`Process(pid=7, terminated, pid reused, ${started}, proc=${host.proc})`);
});

test('errors contain the name of the process after name() was called', () => {
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

test('toString() returns the PID, the quoted name, the status and the start time', () => {
  const host = resolveHost({ 7: { comm: 'a "b"\n' } });
  expect(String(new Process(7, { host }))).toBe(
    `Process(pid=7, name="a \\"b\\"\\n", status=sleeping, ${started}, proc=${host.proc})`,
  );
});

test('toString() omits a start time that exceeds the range of dates', () => {
  const host = resolveHost({ 7: { ...prog, start: 2 ** 53 } });
  expect(String(new Process(7, { host }))).toMatch(/^Process\(pid=7, name=.*, status=sleeping, proc=/);
});

test('id consists of boot ID, PID and start, and fromId() returns the same process', async () => {
  const host = machine();
  const process = new Process(7, { host });
  expect(process.id).toBe(`${bootId}:7:500`);
  expect(Process.fromId(process.id, { host }).equals(process)).toBe(true);
  expect(await AsyncProcess.fromId(process.id, { host }).name()).toBe('prog');
});

test('id throws the system error if the boot ID is missing', () => {
  const host = machine();
  const path = `${host.proc}/sys/kernel/random/boot_id`;
  rmSync(path);
  expect(thrownBy(() => new Process(7, { host }).id)).toEqual(missing('open', path));
});

test.for([
  ['has terminated', '7', undefined],
  ['has a different start', '7/stat', statLine(7, { start: 501 })],
  ['belongs to an earlier boot', 'sys/kernel/random/boot_id', 'another\n'],
] as const)('fromId() throws NoSuchProcess if the process %s', ([, file, text]) => {
  const host = machine();
  const { id } = new Process(7, { host });
  if (text === undefined) rmSync(`${host.proc}/${file}`, { recursive: true });
  else writeFileSync(`${host.proc}/${file}`, text);
  const error = { name: 'NoSuchProcess', code: 'ERR_NO_SUCH_PROCESS', pid: 7 };
  expect(thrownBy(() => Process.fromId(id, { host }))).toMatchObject(error);
  expect(thrownBy(() => AsyncProcess.fromId(id, { host }))).toMatchObject(error);
});

test('fromId() throws NoSuchProcess for a PID out of range', () => {
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
])('fromId() throws a TypeError for the invalid id %j', (id) => {
  const error = { name: 'TypeError', message: `invalid process id: ${JSON.stringify(id)}` };
  expect(thrownBy(() => Process.fromId(id, { host: machine() }))).toEqual(error);
});

test('fromId() throws a TypeError for a number', () => {
  const error = { name: 'TypeError', message: 'a process id must be a string, not number' };
  expect(thrownBy(() => Process.fromId(7 as unknown as string))).toEqual(error);
});

test('equals() returns true only for the same process of the same host, synchronous or asynchronous', () => {
  const [host, other] = [machine(), machine()];
  const process = new Process(7, { host });
  expect(process.equals(new Process(7, { host: { ...host } }))).toBe(true);
  expect(process.equals(new AsyncProcess(7, { host }))).toBe(true);
  expect(process.equals(new Process(8, { host }))).toBe(false);
  expect(process.equals(new Process(7, { host: other }))).toBe(false);
  expect([null, undefined, 7, {}, { pid: 7, id: process.id }].map((value) => process.equals(value))).toEqual(
    Array(5).fill(false),
  );
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { start: 501 }));
  expect(process.equals(new Process(7, { host }))).toBe(false);
});
