import * as atOnce from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';

const forms = [
  ['at once', atOnce],
  ['through promises', promises],
] as const;
type Entry = typeof atOnce | typeof promises;

/** Calls `call` with each argument, whatever its type, in both forms. */
function each(
  title: string,
  error: string,
  args: readonly unknown[],
  call: (entry: Entry, arg: never) => unknown,
): void {
  const cases = forms.flatMap(([form, entry]) => args.map((arg) => [form, arg, entry] as const));
  test.each(cases)(`%s, ${title} is a ${error}: %o`, async (_, arg, entry) => {
    expect(await failure(() => call(entry, arg as never))).toMatchObject({ name: error });
  });
}

const noNumbers = [null, '1', '', true, 1n, {}, [1], Symbol('1'), () => 1];
const noIntegers = [1.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const tooLarge = [2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, 1e300];

each('Process of what is no number', 'TypeError', noNumbers, ({ Process }, pid) => new Process(pid));
each('Process of what is no integer', 'TypeError', noIntegers, ({ Process }, pid) => new Process(pid));
each('Process of a negative pid', 'RangeError', [-1, -(2 ** 31), -1e300], ({ Process }, pid) => new Process(pid));
each(
  'Process of a pid that no process has',
  'NoSuchProcess',
  [0, -0, ...tooLarge],
  ({ Process }, pid) => new Process(pid),
);

each('pidExists of what is no number', 'TypeError', [undefined, ...noNumbers], ({ pidExists }, pid) => pidExists(pid));
each('pidExists of what is no integer', 'TypeError', noIntegers, ({ pidExists }, pid) => pidExists(pid));

test.each(forms)('%s, pidExists of a pid that cannot be is false', async (_, { pidExists }) => {
  for (const pid of [0, -0, -1, -(2 ** 31), -1e300, ...tooLarge]) expect(await pidExists(pid)).toBe(false);
});

test.each(forms)(
  '%s, the error of a pid that is too large is that of any that no process has',
  async (_, { Process }) => {
    const pid = 2 ** 40;
    expect(await failure(() => new Process(pid))).toMatchObject({
      ...{ code: 'ERR_NO_SUCH_PROCESS', pid, processName: null, message: `process no longer exists (pid=${pid})` },
      cause: { code: 'ENOENT', errno: -2, syscall: 'open', path: `/proc/${pid}/stat` },
    });
  },
);

const noAttributes = ['name', '', 0, false, {}, [null], [undefined], [0], [['name']]];
each('asDict of no list of attributes', 'TypeError', noAttributes, ({ Process }, attrs) =>
  new Process().asDict({ attrs }),
);
each('processIter of no list of attributes', 'TypeError', noAttributes, ({ processIter }, attrs) =>
  processIter({ attrs }),
);
const unknownAttributes = [[''], ['nosuch'], ['name', 'nosuch'], ['toString'], ['constructor'], ['__proto__']];
const noSuchAttributes = [...unknownAttributes, ['isRunning'], ['open_files']];
each('asDict of attributes that are none', 'RangeError', noSuchAttributes, ({ Process }, attrs) =>
  new Process().asDict({ attrs }),
);
each('processIter of attributes that are none', 'RangeError', noSuchAttributes, ({ processIter }, attrs) =>
  processIter({ attrs }),
);

const noFlags = [null, 0, 1, 'true', {}];
each('percpu that is no boolean', 'TypeError', noFlags, ({ cpuTimes }, percpu) => cpuTimes({ percpu }));
each('percpu of cpuPercent that is no boolean', 'TypeError', noFlags, ({ cpuPercent }, percpu) =>
  cpuPercent({ percpu }),
);
each('percpu of cpuTimesPercent that is no boolean', 'TypeError', noFlags, ({ cpuTimesPercent }, percpu) =>
  cpuTimesPercent({ percpu }),
);
each('percpu of cpuFreq that is no boolean', 'TypeError', noFlags, ({ cpuFreq }, percpu) => cpuFreq({ percpu }));
each('logical that is no boolean', 'TypeError', noFlags, ({ cpuCount }, logical) => cpuCount({ logical }));
each('all that is no boolean', 'TypeError', noFlags, ({ diskPartitions }, all) => diskPartitions({ all }));
each('perdisk that is no boolean', 'TypeError', noFlags, ({ diskIoCounters }, perdisk) => diskIoCounters({ perdisk }));
each('nowrap that is no boolean', 'TypeError', noFlags, ({ diskIoCounters }, nowrap) => diskIoCounters({ nowrap }));
each('pernic that is no boolean', 'TypeError', noFlags, ({ netIoCounters }, pernic) => netIoCounters({ pernic }));
each('nowrap of netIoCounters that is no boolean', 'TypeError', noFlags, ({ netIoCounters }, nowrap) =>
  netIoCounters({ nowrap }),
);
each('kind that is no string', 'TypeError', [null, 1, true, {}, ['inet']], ({ netConnections }, kind) =>
  netConnections({ kind }),
);
each('kind that is none', 'RangeError', ['', 'INET', 'inet5', 'toString', 'all '], ({ netConnections }, kind) =>
  netConnections({ kind }),
);
each('namespaces that is no boolean', 'TypeError', noFlags, ({ netConnections }, namespaces) =>
  netConnections({ namespaces }),
);
each('fahrenheit that is no boolean', 'TypeError', noFlags, ({ sensorsTemperatures }, fahrenheit) =>
  sensorsTemperatures({ fahrenheit }),
);
each('a control group that is no string', 'TypeError', [null, 1, true, {}, ['/']], ({ pressure }, cgroup) =>
  pressure({ cgroup }),
);
each(
  'a control group that is no path',
  'RangeError',
  ['', 'a', './a', '/..', '/a/../b', '/a\0'],
  ({ pressure }, cgroup) => pressure({ cgroup }),
);
each('recursive that is no boolean', 'TypeError', noFlags.slice(1), ({ Process }, recursive) =>
  new Process().children({ recursive }),
);

const badIntervals = [-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 31];
const noSeconds = ['1', '', true, 1n, {}, [1]];
each('an interval out of range', 'RangeError', badIntervals, ({ cpuPercent }, interval) => cpuPercent({ interval }));
each('an interval that is no number', 'TypeError', noSeconds, ({ cpuPercent }, interval) => cpuPercent({ interval }));

const noTexts = [undefined, null, 1, true, {}, ['/'], Symbol('/')];
each('a path that is no string', 'TypeError', noTexts, ({ diskUsage }, path) => diskUsage(path));
each('a path with a NUL', 'RangeError', ['/\0', '\0'], ({ diskUsage }, path) => diskUsage(path));

test('a timeout of diskUsage is checked', async () => {
  const fails = (timeout: unknown) => failure(() => promises.diskUsage('/', { timeout: timeout as number }));
  for (const timeout of badIntervals) expect(await fails(timeout)).toMatchObject({ name: 'RangeError' });
  for (const timeout of noNumbers) expect(await fails(timeout)).toMatchObject({ name: 'TypeError' });
});

test('a synchronous cpuPercent does not wait, and says who does', async () => {
  for (const interval of [0.001, 1]) {
    const { name, message } = await failure(() => atOnce.cpuPercent({ interval }));
    expect({ name, message }).toEqual({ name: 'TypeError', message: expect.stringContaining('@psutil/cpu/promises') });
  }
});

test.each(forms)('%s, an interval of 0, null or nothing compares with the call before', async (_, { cpuPercent }) => {
  for (const interval of [0, -0, null, undefined]) expect(await cpuPercent({ interval })).toBeGreaterThanOrEqual(0);
});

const noHosts = [null, 1, '/proc', true, { proc: 1 }, { proc: null }, { nosuch: '/proc' }, { pageSize: '4096' }];
const badHosts = [
  { proc: '' },
  { proc: 'proc' },
  { sys: './sys' },
  { etc: '/e\0tc' },
  { pageSize: 0 },
  { clockTick: 0.5 },
];
each('a host that is none', 'TypeError', noHosts, ({ virtualMemory }, host) => virtualMemory({ host }));
each('a host whose folders cannot be', 'RangeError', badHosts, ({ pids }, host) => pids({ host }));
each('a host of a Process that is none', 'TypeError', noHosts, ({ Process }, host) => new Process(1, { host }));
each('a host of an iteration that is none', 'TypeError', noHosts, ({ processIter }, host) => processIter({ host }));

each(
  'fromId of what is no id',
  'TypeError',
  [undefined, null, 1, {}, '', 'a', '1:2', 'a:b:c', 'a:1:', ':1:1'],
  ({ Process }, id) => Process.fromId(id),
);

test.each(forms)('%s, fromId of another boot or another start is NoSuchProcess', async (_, { Process }) => {
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
});

test.each(forms)('%s, equals is false for everything that is no such process', (_, { Process }) => {
  const self = new Process();
  expect(self.equals(new Process(process.pid))).toBe(true);
  for (const other of [new Process(1), undefined, null, process.pid, {}, { pid: process.pid, id: self.id }]) {
    expect(self.equals(other)).toBe(false);
  }
});

test('functions of /promises reject where those of the other entry throw, but constructors throw', async () => {
  const wrong = promises as unknown as Record<string, (options: unknown) => unknown>;
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
    const answer = wrong[name]?.({ host: 1 });
    expect(answer).toBeInstanceOf(Promise);
    await expect(answer).rejects.toThrow(TypeError);
  }
  await expect(promises.pidExists('1' as never)).rejects.toThrow(TypeError);
  await expect(new promises.Process().asDict({ attrs: 'name' as never })).rejects.toThrow(TypeError);
  await expect(new promises.Process().children({ recursive: 1 as never })).rejects.toThrow(TypeError);
  expect(() => new promises.Process(-1)).toThrow(RangeError);
});
