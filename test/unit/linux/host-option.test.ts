import { cpuCount, cpuPercent, cpuTimes } from '@psutil/cpu';
import { swapMemory, virtualMemory } from '@psutil/memory';
import { virtualMemory as virtualMemoryAsync } from '@psutil/memory/promises';
import { defaultHost, type Host } from '@psutil/native';
import { Process, pidExists, pids, processIter } from '@psutil/process';
import { bootTime, users } from '@psutil/system';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

/** The functions with the option `host`. */
const readings: Readonly<Record<string, (options: { host: Host }) => unknown>> = {
  cpuCount,
  cpuPercent,
  cpuTimes,
  virtualMemory,
  swapMemory,
  pids,
  processIter,
  bootTime,
  users,
  pidExists: (options) => pidExists(1, options),
  Process: (options) => new Process(1, options),
};

test.for(Object.entries(readings))('%s() throws a TypeError if host is not an object', ([, reading]) => {
  const host = 'sync' as unknown as Host;
  expect(thrownBy(() => reading({ host }))).toEqual({ name: 'TypeError', message: 'host must be an object' });
});

/** Parses JSON, which makes `__proto__` an own property. */
const json = (text: string): unknown => JSON.parse(text);

test.for([
  [null, 'TypeError', 'host must be an object'],
  ['/proc', 'TypeError', 'host must be an object'],
  [7, 'TypeError', 'host must be an object'],
  [[], 'TypeError', 'host must be an object'],
  [() => '/proc', 'TypeError', 'host must be an object'],
  [{ proc: 7 }, 'TypeError', 'host.proc must be a string, not number'],
  [{ sys: null }, 'TypeError', 'host.sys must be a string, not object'],
  [{ etc: ['/etc'] }, 'TypeError', 'host.etc must be a string, not object'],
  [{ run: '' }, 'RangeError', 'host.run must be an absolute path: ""'],
  [{ root: 'root' }, 'RangeError', 'host.root must be an absolute path: "root"'],
  [{ proc: './proc' }, 'RangeError', 'host.proc must be an absolute path: "./proc"'],
  [{ proc: '/proc\0/x' }, 'RangeError', 'host.proc must be an absolute path: "/proc\\u0000/x"'],
  [{ pageSize: '4096' }, 'TypeError', 'host.pageSize must be a number, not string'],
  [{ pageSize: 0 }, 'RangeError', 'host.pageSize must be a positive integer: 0'],
  [{ pageSize: -4096 }, 'RangeError', 'host.pageSize must be a positive integer: -4096'],
  [{ pageSize: 2 ** 31 }, 'RangeError', 'host.pageSize must be a positive integer: 2147483648'],
  [{ clockTick: 0.5 }, 'RangeError', 'host.clockTick must be a positive integer: 0.5'],
  [{ clockTick: Number.NaN }, 'RangeError', 'host.clockTick must be a positive integer: NaN'],
  [{ clockTick: Number.POSITIVE_INFINITY }, 'RangeError', 'host.clockTick must be a positive integer: Infinity'],
  [{ Proc: '/proc' }, 'TypeError', 'unknown property of host: "Proc"'],
  [{ procfs: '/proc' }, 'TypeError', 'unknown property of host: "procfs"'],
  [{ constructor: '/proc' }, 'TypeError', 'unknown property of host: "constructor"'],
  [json('{ "__proto__": { "proc": "/nowhere" } }'), 'TypeError', 'unknown property of host: "__proto__"'],
  [json('{ "__proto__": "/nowhere" }'), 'TypeError', 'unknown property of host: "__proto__"'],
] as const)('the host %o throws a %s, sync and async', async ([value, name, message]) => {
  const host = value as unknown as Host;
  expect(thrownBy(() => virtualMemory({ host }))).toEqual({ name, message });
  expect(await rejectedBy(virtualMemoryAsync({ host }))).toEqual({ name, message });
});

test('an invalid host does not change later calls', () => {
  const before = virtualMemory().total;
  thrownBy(() => virtualMemory({ host: json('{ "__proto__": { "proc": "/nowhere" } }') as Host }));
  expect({}).not.toHaveProperty('proc');
  expect(virtualMemory().total).toBe(before);
});

test('an omitted directory of a host is the default', () => {
  const { proc, etc } = hostWith({ 'proc/meminfo': 'MemTotal: 1 kB\n', 'etc/passwd': '' });
  expect(virtualMemory({ host: { proc } })).toMatchObject({ total: 1024 });
  expect(virtualMemory({ host: { etc } })).toMatchObject({ total: virtualMemory().total });
  expect(virtualMemory({ host: { proc, sys: undefined } as unknown as Host })).toMatchObject({ total: 1024 });
});

test('the default host, an empty host and undefined are this machine', () => {
  const { total } = virtualMemory();
  for (const host of [defaultHost, {}, undefined]) expect(virtualMemory({ host })).toMatchObject({ total });
});

test('defaultHost is frozen', () => {
  expect(Object.isFrozen(defaultHost)).toBe(true);
});

test('trailing slashes of a directory of a host are ignored', () => {
  const { proc } = hostWith({ 'proc/meminfo': 'MemTotal: x kB\n' });
  expect(() => virtualMemory({ host: { proc: `${proc}///` } })).toThrow(`${proc}/meminfo, line 1`);
});

test('a directory of a host can have any name', () => {
  const { root } = hostWith({ 'naïve 😀\n/meminfo': 'MemTotal: x kB\n', '__proto__/meminfo': 'MemTotal: 2 kB\n' });
  expect(virtualMemory({ host: { proc: `${root}/__proto__` } })).toMatchObject({ total: 2048 });
  expect(() => virtualMemory({ host: { proc: `${root}/naïve 😀\n` } })).toThrow(`${root}/naïve 😀\n/meminfo, line 1`);
});
