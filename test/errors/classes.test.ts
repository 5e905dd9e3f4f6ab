import * as native from '@psutil/native';
import * as processes from '@psutil/process';
import * as processPromises from '@psutil/process/promises';
import * as umbrella from '@psutil/psutil';
import * as umbrellaPromises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';

const { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } = native;
const cause = Object.assign(new Error('no'), { code: 'EPERM' });
const about = { pid: 7, processName: 'a"b', cause };

const made = [
  ['PsutilError', new PsutilError('ERR_ANY', 'any', about), 'ERR_ANY', 'any'],
  ['NoSuchProcess', new NoSuchProcess(7, about), 'ERR_NO_SUCH_PROCESS', 'process no longer exists'],
  ['ZombieProcess', new ZombieProcess(7, about), 'ERR_ZOMBIE_PROCESS', 'process is a zombie'],
  ['AccessDenied', new AccessDenied(about), 'ERR_ACCESS_DENIED', 'access denied'],
  ['TimeoutExpired', new TimeoutExpired(2, about), 'ERR_TIMEOUT_EXPIRED', 'timeout after 2 seconds'],
  ['NotSupported', new NotSupported('this', about), 'ERR_NOT_SUPPORTED', 'this is not supported on this system'],
] as const;

const facts = ' (pid=7, name="a\\"b")';

test.each(made)('%s has its name, code, message, pid, process name and cause', (name, error, code, text) => {
  const message = name === 'PsutilError' ? text : `${text}${facts}`;
  expect({ ...error, name: error.name, message: error.message, cause: error.cause }).toMatchObject({
    ...{ name, message, code, pid: 7, processName: 'a"b', cause },
  });
  expect(`${error}`).toBe(`${name}: ${message}`);
  expect(error.stack).toContain(`${name}: ${message}`);
});

test.each(made)('%s is an Error and a PsutilError, and its name is no property of its own', (_, error) => {
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

test.each(made)('%s is caught as itself and its ancestors, and as nothing else', (name, error) => {
  const caught = Object.entries(classes).filter(([, each]) => error instanceof each);
  expect(caught.map(([each]) => each)).toEqual(ancestry[name]);
});

test('what an error does not know is null, and a cause that it has not is no property', () => {
  const errors = [new NoSuchProcess(7), new AccessDenied(), new TimeoutExpired(0), new NotSupported('this')];
  for (const error of errors) {
    expect(error.processName).toBeNull();
    expect('cause' in error).toBe(false);
  }
  expect(errors.map(({ pid }) => pid)).toEqual([7, null, null, null]);
  expect(new AccessDenied().message).toBe('access denied');
  expect(new AccessDenied({ pid: null, processName: null }).message).toBe('access denied');
  expect(new AccessDenied({ processName: 'x' }).message).toBe('access denied (name="x")');
});

test('a message that is given stands instead of the usual one', () => {
  expect(new NoSuchProcess(7, { message: 'told' }).message).toBe('told');
  expect(new ZombieProcess(7, { message: '' }).message).toBe('');
});

test('a zombie has a ppid and a timeout its seconds', () => {
  expect(new ZombieProcess(7, { ppid: 6 }).ppid).toBe(6);
  expect(new ZombieProcess(7, { ppid: 0 }).ppid).toBe(0);
  expect(new ZombieProcess(7).ppid).toBeNull();
  expect(new TimeoutExpired(0.5, { pid: 7 })).toMatchObject({ seconds: 0.5, pid: 7 });
});

test('an error survives JSON with all that programs ask of it', () => {
  expect(JSON.parse(JSON.stringify(new ZombieProcess(7, { ppid: 6, processName: 'x' })))).toEqual({
    ...{ code: 'ERR_ZOMBIE_PROCESS', pid: 7, processName: 'x', ppid: 6 },
  });
});

test.each([
  ['@psutil/process', processes],
  ['@psutil/process/promises', processPromises],
  ['@psutil/psutil', umbrella],
  ['@psutil/psutil/promises', umbrellaPromises],
])('the classes of %s are those of @psutil/native', (_, entry) => {
  for (const [name, each] of Object.entries(classes)) expect((entry as Record<string, unknown>)[name]).toBe(each);
});

test('what the promises’ Process rejects with is caught by the classes of the other entry', async () => {
  expect(() => new processPromises.Process(0)).toThrow(processes.NoSuchProcess);
  await expect((async () => processPromises.Process.fromId('boot:1:1'))()).rejects.toThrow(processes.NoSuchProcess);
});
