import { Process, pidExists, pids } from '@psutil/process';
import { Process as AsyncProcess, pidExists as pidExistsAsync, pids as pidsAsync } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { resolveHost } from './process-files.ts';
import { missing, rejectedBy, thrownBy } from './thrown.ts';

test('pids() returns the numeric directory names of /proc in ascending order, synchronously and asynchronously', async () => {
  const names = [
    '10',
    '9',
    '100',
    '1',
    '4194303',
    '2147483647',
    'self',
    'sys',
    '9a',
    'a9',
    '-5',
    '+6',
    ' 7',
    '7 ',
    '0x8',
    '1e1',
  ];
  const tooLarge = ['2147483648', '4294967297', '99999999999999999999'];
  const host = hostWith(Object.fromEntries([...names, ...tooLarge].map((name) => [`proc/${name}/stat`, ''])));
  expect(pids({ host })).toEqual([1, 9, 10, 100, 4_194_303, 2_147_483_647]);
  expect(await pidsAsync({ host })).toEqual([1, 9, 10, 100, 4_194_303, 2_147_483_647]);
});

test('pids() returns the PIDs of 2,000 processes', () => {
  const files = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`proc/${index + 1}/stat`, '']));
  expect(pids({ host: hostWith(files) })).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1));
});

test('pids() returns an empty array if /proc contains no processes', () => {
  expect(pids({ host: hostWith({ 'proc/stat': '' }) })).toEqual([]);
});

test('pids() and pidExists() throw the system error if /proc is missing', async () => {
  const host = { proc: '/nowhere' };
  expect(thrownBy(() => pids({ host }))).toEqual(missing('opendir', '/nowhere'));
  expect(await rejectedBy(pidsAsync({ host }))).toEqual(missing('opendir', '/nowhere'));
  expect(thrownBy(() => pidExists(7, { host }))).toEqual(missing('opendir', '/nowhere'));
});

test('pids() throws the system error if /proc is a file', () => {
  const host = hostWith({ proc: 'x' });
  expect(thrownBy(() => pids({ host }))).toMatchObject({ code: 'ENOTDIR', syscall: 'opendir', path: host.proc });
});

test.for([
  [7, true],
  [8, false],
  [0, false],
  [-1, false],
  [-7, false],
  [2_147_483_647, false],
  [2_147_483_648, false],
  [4_294_967_303, false],
  [Number.MAX_SAFE_INTEGER, false],
] as const)('pidExists(%i) of another host returns %s, synchronously and asynchronously', async ([pid, exists]) => {
  const host = resolveHost({ 7: {} });
  expect(pidExists(pid, { host })).toBe(exists);
  expect(await pidExistsAsync(pid, { host })).toBe(exists);
});

test('pidExists() of another host does not find local processes', () => {
  expect(pidExists(process.pid, { host: hostWith({ 'proc/stat': '' }) })).toBe(false);
  expect(pidExists(process.pid)).toBe(true);
});

test.for([
  ['7', 'a pid must be a number, not string'],
  [null, 'a pid must be a number, not null'],
  [[7], 'a pid must be a number, not object'],
  [true, 'a pid must be a number, not boolean'],
  [1.5, 'a pid must be an integer: 1.5'],
  [Number.NaN, 'a pid must be an integer: NaN'],
  [Number.POSITIVE_INFINITY, 'a pid must be an integer: Infinity'],
] as const)('pidExists() and Process throw a TypeError for the PID %o', async ([value, message]) => {
  const pid = value as number;
  const host = resolveHost({ 7: {} });
  const error = { name: 'TypeError', message };
  expect(thrownBy(() => pidExists(pid, { host }))).toEqual(error);
  expect(await rejectedBy(pidExistsAsync(pid, { host }))).toEqual(error);
  expect(thrownBy(() => new Process(pid, { host }))).toEqual(error);
  expect(thrownBy(() => new AsyncProcess(pid, { host }))).toEqual(error);
});

test('Process throws a RangeError for a negative PID', () => {
  const error = { name: 'RangeError', message: 'a pid must not be negative: -1' };
  expect(thrownBy(() => new Process(-1, { host: resolveHost({}) }))).toEqual(error);
});

test.for([0, 8, 2_147_483_647, 2_147_483_648, 4_294_967_303])('Process throws NoSuchProcess for the PID %i', (pid) => {
  const host = resolveHost({ 7: {} });
  // A number above the range of PIDs fails without opening a file.
  const isPossible = pid <= 2_147_483_647;
  const outOfRange = {
    name: 'Error',
    code: 'ESRCH',
    errno: -3,
    syscall: 'open',
    message: 'ESRCH: no such process, open',
  };
  const error = {
    name: 'NoSuchProcess',
    message: `process no longer exists (pid=${pid})`,
    code: 'ERR_NO_SUCH_PROCESS',
    pid,
    processName: null,
    cause: { ...(isPossible ? missing('open', `${host.proc}/${pid}/stat`) : outOfRange), pid },
  };
  expect(thrownBy(() => new Process(pid, { host }))).toEqual(error);
  expect(thrownBy(() => new AsyncProcess(pid, { host }))).toEqual(error);
});

test('Process throws NoSuchProcess if the directory of the process contains no stat', () => {
  const host = resolveHost({}, { 'proc/7/task/7': '' });
  const error = { name: 'NoSuchProcess', pid: 7, cause: { path: `${host.proc}/7/stat` } };
  expect(thrownBy(() => new Process(7, { host }))).toMatchObject(error);
});

test('Process throws the system error if /proc is missing', () => {
  expect(thrownBy(() => new Process(7, { host: { proc: '/nowhere' } }))).toMatchObject({
    name: 'Error',
    code: 'ENOENT',
  });
});
