import * as native from '@psutil/native';
import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';
import * as umbrella from '@psutil/psutil';
import * as umbrellaPromises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';

const { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } = native;
const cause = Object.assign(new Error('no'), { code: 'EPERM' });
const details = { pid: 7, processName: 'a"b', cause };

const errors = [
  ['PsutilError', new PsutilError('ERR_ANY', 'any', details), 'ERR_ANY', 'any'],
  ['NoSuchProcess', new NoSuchProcess(7, details), 'ERR_NO_SUCH_PROCESS', 'process no longer exists'],
  ['ZombieProcess', new ZombieProcess(7, details), 'ERR_ZOMBIE_PROCESS', 'process is a zombie'],
  ['AccessDenied', new AccessDenied(details), 'ERR_ACCESS_DENIED', 'access denied'],
  ['TimeoutExpired', new TimeoutExpired(2, details), 'ERR_TIMEOUT_EXPIRED', 'timeout after 2 seconds'],
  ['NotSupported', new NotSupported('this', details), 'ERR_NOT_SUPPORTED', 'this is not supported on this system'],
] as const;

const suffix = ' (pid=7, name="a\\"b")';

test.each(errors)('%s has a name, code, message, pid, processName and cause', (name, error, code, text) => {
  const message = name === 'PsutilError' ? text : `${text}${suffix}`;
  expect({ ...error, name: error.name, message: error.message, cause: error.cause }).toMatchObject({
    ...{ name, message, code, pid: 7, processName: 'a"b', cause },
  });
  expect(`${error}`).toBe(`${name}: ${message}`);
  expect(error.stack).toContain(`${name}: ${message}`);
});

test.each(errors)('%s is an Error and a PsutilError, and inherits its name', (_, error) => {
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(PsutilError);
  expect(Object.hasOwn(error, 'name')).toBe(false);
  expect(Object.keys(error)).toEqual(expect.arrayContaining(['code', 'pid', 'processName']));
});

const classes = { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess };
const ancestry: Readonly<Record<string, readonly string[]>> = {
  PsutilError: ['PsutilError'],
  NoSuchProcess: ['NoSuchProcess', 'PsutilError'],
  ZombieProcess: ['NoSuchProcess', 'PsutilError', 'ZombieProcess'],
  AccessDenied: ['AccessDenied', 'PsutilError'],
  TimeoutExpired: ['PsutilError', 'TimeoutExpired'],
  NotSupported: ['NotSupported', 'PsutilError'],
};

test.each(errors)('%s is an instance of exactly its class and the parent classes', (name, error) => {
  const caught = Object.entries(classes).filter(([, each]) => error instanceof each);
  expect(caught.map(([each]) => each)).toEqual(ancestry[name]);
});

test('unknown properties of errors are null, and a missing cause is not a property', () => {
  const withoutDetails = [new NoSuchProcess(7), new AccessDenied(), new TimeoutExpired(0), new NotSupported('this')];
  for (const error of withoutDetails) {
    expect(error.processName).toBeNull();
    expect('cause' in error).toBe(false);
  }
  expect(withoutDetails.map(({ pid }) => pid)).toEqual([7, null, null, null]);
  expect(new AccessDenied().message).toBe('access denied');
  expect(new AccessDenied({ pid: null, processName: null }).message).toBe('access denied');
  expect(new AccessDenied({ processName: 'x' }).message).toBe('access denied (name="x")');
});

test('the option message replaces the default message', () => {
  expect(new NoSuchProcess(7, { message: 'custom' }).message).toBe('custom');
  expect(new ZombieProcess(7, { message: '' }).message).toBe('');
});

test('ZombieProcess has a ppid and TimeoutExpired has seconds', () => {
  expect(new ZombieProcess(7, { ppid: 6 }).ppid).toBe(6);
  expect(new ZombieProcess(7, { ppid: 0 }).ppid).toBe(0);
  expect(new ZombieProcess(7).ppid).toBeNull();
  expect(new TimeoutExpired(0.5, { pid: 7 })).toMatchObject({ seconds: 0.5, pid: 7 });
});

test('JSON of an error contains its code, pid, processName and ppid', () => {
  expect(JSON.parse(JSON.stringify(new ZombieProcess(7, { ppid: 6, processName: 'x' })))).toEqual({
    ...{ code: 'ERR_ZOMBIE_PROCESS', pid: 7, processName: 'x', ppid: 6 },
  });
});

test.each([
  ['@psutil/process', sync],
  ['@psutil/process/promises', promises],
  ['@psutil/psutil', umbrella],
  ['@psutil/psutil/promises', umbrellaPromises],
])('the error classes of %s are those of @psutil/native', (_, entry) => {
  for (const [name, each] of Object.entries(classes)) expect((entry as Record<string, unknown>)[name]).toBe(each);
});

test('errors of the promises entry are instances of the classes of the synchronous entry', async () => {
  expect(() => new promises.Process(2 ** 31 - 1)).toThrow(sync.NoSuchProcess);
  await expect((async () => promises.Process.fromId('boot:1:1'))()).rejects.toThrow(sync.NoSuchProcess);
});
