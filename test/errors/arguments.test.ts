import { LINUX } from '@psutil/native';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';

const entries = [
  ['synchronous', sync],
  ['promises', promises],
] as const;
type Entry = typeof sync | typeof promises;

/** Adds a test per entry and argument that a call throws or rejects with an error. */
function fails(title: string, error: string, args: readonly unknown[], call: (entry: Entry, arg: never) => unknown) {
  const cases = entries.flatMap(([form, entry]) => args.map((arg) => [form, arg, entry] as const));
  test.each(cases)(`%s: ${title} throws ${error}: %o`, async (_, arg, entry) => {
    expect(await failure(() => call(entry, arg as never))).toMatchObject({ name: error });
  });
}

const notNumbers = [null, '1', '', true, 1n, {}, [1], Symbol('1'), () => 1];
const notIntegers = [1.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const tooLarge = [2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, 1e300];
/** Windows and macOS have a process with PID 0. */
const zeros = LINUX ? [0, -0] : [];

fails('Process with a PID that is not a number', 'TypeError', notNumbers, ({ Process }, pid) => new Process(pid));
fails('Process with a PID that is not an integer', 'TypeError', notIntegers, ({ Process }, pid) => new Process(pid));
fails('Process with a negative PID', 'RangeError', [-1, -(2 ** 31), -1e300], ({ Process }, pid) => new Process(pid));
fails(
  'Process with the PID of no process',
  'NoSuchProcess',
  [...zeros, ...tooLarge],
  ({ Process }, pid) => new Process(pid),
);

fails('pidExists() with a PID that is not a number', 'TypeError', [undefined, ...notNumbers], ({ pidExists }, pid) =>
  pidExists(pid),
);
fails('pidExists() with a PID that is not an integer', 'TypeError', notIntegers, ({ pidExists }, pid) =>
  pidExists(pid),
);

test.each(entries)('%s: pidExists() is false for PIDs that no process can have', async (_, { pidExists }) => {
  for (const pid of [...zeros, -1, -(2 ** 31), -1e300, ...tooLarge]) expect(await pidExists(pid)).toBe(false);
});

test.each(entries)('%s: the error for a PID above 2^32 is that of an absent process', async (_, { Process }) => {
  const pid = 2 ** 40;
  expect(await failure(() => new Process(pid))).toMatchObject({
    ...{ code: 'ERR_NO_SUCH_PROCESS', pid, processName: null, message: `process no longer exists (pid=${pid})` },
    cause: { code: 'ESRCH', errno: LINUX ? -3 : expect.any(Number), syscall: LINUX ? 'open' : expect.any(String) },
  });
});

const notAbortSignals = [null, 0, 9, '', 'SIGTERM', {}, new AbortController()];

test.each([
  ['cpuPercent', (options: object) => promises.cpuPercent(options)],
  ['cpuTimesPercent', (options: object) => promises.cpuTimesPercent(options)],
  ['diskUsage', (options: object) => promises.diskUsage('.', options)],
  ['Process.cpuPercent', (options: object) => new promises.Process().cpuPercent(options)],
] as const)('%s() throws TypeError for a signal that is not an AbortSignal', async (_, call) => {
  const error = { name: 'TypeError', message: 'signal must be an AbortSignal' };
  for (const signal of notAbortSignals) {
    expect(await failure(() => call({ signal }))).toMatchObject(error);
    expect(await failure(() => call({ signal, interval: 0.001 }))).toMatchObject({ name: 'TypeError' });
  }
});

const notAttributeLists = ['name', '', 0, false, {}, [null], [undefined], [0], [['name']]];
fails('asDict() without a list of attributes', 'TypeError', notAttributeLists, ({ Process }, attrs) =>
  new Process().asDict({ attrs }),
);
fails('processIter() without a list of attributes', 'TypeError', notAttributeLists, ({ processIter }, attrs) =>
  processIter({ attrs }),
);
const unknownNames = [[''], ['nosuch'], ['name', 'nosuch'], ['toString'], ['constructor'], ['__proto__']];
const unknownAttributes = [...unknownNames, ['isRunning'], ['open_files']];
fails('asDict() with unknown attributes', 'RangeError', unknownAttributes, ({ Process }, attrs) =>
  new Process().asDict({ attrs }),
);
fails('processIter() with unknown attributes', 'RangeError', unknownAttributes, ({ processIter }, attrs) =>
  processIter({ attrs }),
);

const notBooleans = [null, 0, 1, 'true', {}];
fails('cpuTimes() with percpu of another type', 'TypeError', notBooleans, ({ cpuTimes }, percpu) =>
  cpuTimes({ percpu }),
);
fails('cpuPercent() with percpu of another type', 'TypeError', notBooleans, ({ cpuPercent }, percpu) =>
  cpuPercent({ percpu }),
);
fails('cpuTimesPercent() with percpu of another type', 'TypeError', notBooleans, ({ cpuTimesPercent }, percpu) =>
  cpuTimesPercent({ percpu }),
);
fails('cpuFreq() with percpu of another type', 'TypeError', notBooleans, ({ cpuFreq }, percpu) => cpuFreq({ percpu }));
fails('cpuCount() with logical of another type', 'TypeError', notBooleans, ({ cpuCount }, logical) =>
  cpuCount({ logical }),
);
fails('diskPartitions() with all of another type', 'TypeError', notBooleans, ({ diskPartitions }, all) =>
  diskPartitions({ all }),
);
fails('diskIoCounters() with perdisk of another type', 'TypeError', notBooleans, ({ diskIoCounters }, perdisk) =>
  diskIoCounters({ perdisk }),
);
fails('diskIoCounters() with nowrap of another type', 'TypeError', notBooleans, ({ diskIoCounters }, nowrap) =>
  diskIoCounters({ nowrap }),
);
fails('netIoCounters() with pernic of another type', 'TypeError', notBooleans, ({ netIoCounters }, pernic) =>
  netIoCounters({ pernic }),
);
fails('netIoCounters() with nowrap of another type', 'TypeError', notBooleans, ({ netIoCounters }, nowrap) =>
  netIoCounters({ nowrap }),
);
fails(
  'netConnections() with a kind that is not a string',
  'TypeError',
  [null, 1, true, {}, ['inet']],
  ({ netConnections }, kind) => netConnections({ kind }),
);
fails(
  'netConnections() with an unknown kind',
  'RangeError',
  ['', 'INET', 'inet5', 'toString', 'all '],
  ({ netConnections }, kind) => netConnections({ kind }),
);
fails('netConnections() with namespaces of another type', 'TypeError', notBooleans, ({ netConnections }, namespaces) =>
  netConnections({ namespaces }),
);
fails(
  'sensorsTemperatures() with fahrenheit of another type',
  'TypeError',
  notBooleans,
  ({ sensorsTemperatures }, fahrenheit) => sensorsTemperatures({ fahrenheit }),
);
fails(
  'pressure() with a control group that is not a string',
  'TypeError',
  [null, 1, true, {}, ['/']],
  ({ pressure }, cgroup) => pressure({ cgroup }),
);
fails(
  'pressure() with a control group that is not a normalized path',
  'RangeError',
  ['', 'a', './a', '/..', '/a/../b', '/a\0'],
  ({ pressure }, cgroup) => pressure({ cgroup }),
);
fails('children() with recursive of another type', 'TypeError', notBooleans.slice(1), ({ Process }, recursive) =>
  new Process().children({ recursive }),
);

const badSeconds = [-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 31];
const notSeconds = ['1', '', true, 1n, {}, [1]];
fails('cpuPercent() with an interval out of range', 'RangeError', badSeconds, ({ cpuPercent }, interval) =>
  cpuPercent({ interval }),
);
fails('cpuPercent() with an interval of another type', 'TypeError', notSeconds, ({ cpuPercent }, interval) =>
  cpuPercent({ interval }),
);

const notStrings = [undefined, null, 1, true, {}, ['/'], Symbol('/')];
fails('diskUsage() with a path of another type', 'TypeError', notStrings, ({ diskUsage }, path) => diskUsage(path));
fails('diskUsage() with a path that contains NUL', 'RangeError', ['/\0', '\0'], ({ diskUsage }, path) =>
  diskUsage(path),
);

test('promises: diskUsage() rejects a timeout out of range or of another type', async () => {
  const failureOf = (timeout: unknown) => failure(() => promises.diskUsage('/', { timeout: timeout as number }));
  for (const timeout of badSeconds) expect(await failureOf(timeout)).toMatchObject({ name: 'RangeError' });
  for (const timeout of notNumbers) expect(await failureOf(timeout)).toMatchObject({ name: 'TypeError' });
});

test('synchronous: cpuPercent() with an interval throws a TypeError that names the promises entry', async () => {
  for (const interval of [0.001, 1]) {
    const { name, message } = await failure(() => sync.cpuPercent({ interval }));
    expect({ name, message }).toEqual({ name: 'TypeError', message: expect.stringContaining('@psutil/cpu/promises') });
  }
});

test.each(entries)(
  '%s: cpuPercent() with an interval of 0, null or undefined compares with the previous call',
  async (_, { cpuPercent }) => {
    for (const interval of [0, -0, null, undefined]) expect(await cpuPercent({ interval })).toBeGreaterThanOrEqual(0);
  },
);

const notHosts = [null, 1, '/proc', true, { proc: 1 }, { proc: null }, { nosuch: '/proc' }, { pageSize: '4096' }];
const badHosts = [
  { proc: '' },
  { proc: 'proc' },
  { sys: './sys' },
  { etc: '/e\0tc' },
  { pageSize: 0 },
  { clockTick: 0.5 },
];
fails('virtualMemory() with a host of another type', 'TypeError', notHosts, ({ virtualMemory }, host) =>
  virtualMemory({ host }),
);
fails('pids() with a host out of range', 'RangeError', badHosts, ({ pids }, host) => pids({ host }));
fails(
  'Process with a host of another type',
  'TypeError',
  notHosts,
  ({ Process }, host) => new Process(process.pid, { host }),
);
fails('processIter() with a host of another type', 'TypeError', notHosts, ({ processIter }, host) =>
  processIter({ host }),
);

fails(
  'Process.fromId() with a malformed id',
  'TypeError',
  [undefined, null, 1, {}, '', 'a', '1:2', 'a:b:c', 'a:1:', ':1:1'],
  ({ Process }, id) => Process.fromId(id),
);

test.each(entries)(
  '%s: Process.fromId() throws NoSuchProcess for another boot, start or PID',
  async (_, { Process }) => {
    const [boot, pid, start] = new Process().id.split(':');
    expect(Process.fromId(`${boot}:${pid}:${start}`).equals(new Process())).toBe(true);
    for (const id of [
      `other:${pid}:${start}`,
      `${boot}:${pid}:${Number(start) + 1}`,
      `${boot}:${2 ** 31 - 1}:${start}`,
    ]) {
      expect(await failure(() => Process.fromId(id))).toMatchObject({
        name: 'NoSuchProcess',
        pid: Number(id.split(':')[1]),
      });
    }
  },
);

test.each(entries)('%s: equals() is false for another process and for other values', (_, { Process }) => {
  const self = new Process();
  expect(self.equals(new Process(process.pid))).toBe(true);
  for (const other of [
    new Process(process.ppid),
    undefined,
    null,
    process.pid,
    {},
    { pid: process.pid, id: self.id },
  ]) {
    expect(self.equals(other)).toBe(false);
  }
});

test('promises: functions and methods reject, and constructors throw', async () => {
  const functions = promises as unknown as Record<string, (options: unknown) => unknown>;
  for (const name of [
    'cpuTimes',
    'cpuPercent',
    'cpuTimesPercent',
    'cpuCount',
    'cpuStats',
    'cpuFreq',
    'getloadavg',
    'virtualMemory',
    'swapMemory',
    'diskPartitions',
    'diskIoCounters',
    'netIoCounters',
    'netConnections',
    'netIfAddrs',
    'netIfStats',
    'sensorsTemperatures',
    'sensorsFans',
    'sensorsBattery',
    'limits',
    'pressure',
    'hostInfo',
    'bootTime',
    'users',
    'pids',
  ]) {
    const result = functions[name]?.({ host: 1 });
    expect(result).toBeInstanceOf(Promise);
    await expect(result).rejects.toThrow(TypeError);
  }
  await expect(promises.pidExists('1' as never)).rejects.toThrow(TypeError);
  await expect(new promises.Process().asDict({ attrs: 'name' as never })).rejects.toThrow(TypeError);
  await expect(new promises.Process().children({ recursive: 1 as never })).rejects.toThrow(TypeError);
  expect(() => new promises.Process(-1)).toThrow(RangeError);
});
