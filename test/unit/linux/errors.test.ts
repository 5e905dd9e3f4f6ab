import { constants } from 'node:os';
import { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
import { toError } from '@psutil/native/collect';
import { expect, test } from 'vitest';
import { thrownBy } from './thrown.ts';

const { EACCES, EBADMSG, EINVAL, ENOENT, ENOSYS, ENOTSUP, EPERM, ESRCH } = constants.errno;
const failure = { call: 'open', path: '/proc/7/exe', kind: 'unknown' } as const;

/** An error as plain data. */
const plain = (error: Error) =>
  thrownBy(() => {
    throw error;
  });

test.for([
  ['EACCES', EACCES, AccessDenied, 'ERR_ACCESS_DENIED', 'access denied (pid=7)'],
  ['EPERM', EPERM, AccessDenied, 'ERR_ACCESS_DENIED', 'access denied (pid=7)'],
  ['ENOSYS', ENOSYS, NotSupported, 'ERR_NOT_SUPPORTED', 'open is not supported on this system (pid=7)'],
  ['ENOTSUP', ENOTSUP, NotSupported, 'ERR_NOT_SUPPORTED', 'open is not supported on this system (pid=7)'],
] as const)(
  '%s is an error of its own class, and its cause the error of the system',
  ([name, errno, kind, code, message]) => {
    const error = toError({ ...failure, code: errno, pid: 7 });
    expect(error).toBeInstanceOf(kind);
    expect(plain(error)).toMatchObject({
      name: kind.name,
      message,
      code,
      pid: 7,
      cause: { code: name, errno: -errno, syscall: 'open', path: '/proc/7/exe', pid: 7 },
    });
  },
);

test('what became of a process is more than the error number says', () => {
  expect(toError({ ...failure, code: ENOENT, kind: 'gone', pid: 7 })).toBeInstanceOf(NoSuchProcess);
  expect(toError({ ...failure, code: EACCES, kind: 'zombie', pid: 7, ppid: 6 })).toBeInstanceOf(ZombieProcess);
  expect(plain(toError({ ...failure, code: ESRCH, kind: 'zombie', pid: 7, ppid: 6 }, 'prog'))).toMatchObject({
    message: 'process is a zombie (pid=7, name="prog")',
    ppid: 6,
    processName: 'prog',
  });
});

test('a name in a message cannot end the line or the quotes', () => {
  const { message } = toError({ ...failure, code: ESRCH, kind: 'gone', pid: 7 }, 'a"\n\x1b[31m');
  expect(message).toBe('process no longer exists (pid=7, name="a\\"\\n\\u001b[31m")');
});

test('any other error number is the system error itself', () => {
  expect(plain(toError({ ...failure, code: EINVAL }))).toEqual({
    name: 'Error',
    message: "EINVAL: invalid argument, open '/proc/7/exe'",
    code: 'EINVAL',
    errno: -EINVAL,
    syscall: 'open',
    path: '/proc/7/exe',
  });
});

test('a system error of no file has no path', () => {
  expect(plain(toError({ ...failure, code: EINVAL, path: '' }))).toEqual({
    name: 'Error',
    message: 'EINVAL: invalid argument, open',
    code: 'EINVAL',
    errno: -EINVAL,
    syscall: 'open',
  });
});

test('the cause of a malformed file has the name of its error number', () => {
  const { cause } = plain(toError({ ...failure, code: EBADMSG, line: 3 }));
  expect(cause).toMatchObject({ code: 'EBADMSG', errno: -EBADMSG, path: '/proc/7/exe' });
});

test('the classes of errors descend from each other, and each is an Error with its name', () => {
  const zombie = new ZombieProcess(7, { ppid: 6 });
  expect([zombie instanceof NoSuchProcess, zombie instanceof PsutilError, zombie instanceof Error]).toEqual([
    true,
    true,
    true,
  ]);
  expect(zombie.stack).toContain('ZombieProcess: process is a zombie (pid=7)');
  expect(Object.keys(zombie)).not.toContain('name');
  expect(plain(new TimeoutExpired(1.5, { pid: 7 }))).toEqual({
    name: 'TimeoutExpired',
    message: 'timeout after 1.5 seconds (pid=7)',
    code: 'ERR_TIMEOUT_EXPIRED',
    pid: 7,
    processName: null,
    seconds: 1.5,
  });
});
