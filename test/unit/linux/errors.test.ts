import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
import { toError } from '@psutil/native/internal/errors';
import { expect, test } from 'vitest';
import { thrownBy } from './thrown.ts';

const { EACCES, EBADMSG, EINVAL, ENOSYS, ENOTSUP, EPERM } = constants.errno;
const failure = { call: 'open', path: '/proc/7/exe', kind: 'unknown' } as const;

/** The properties of an error. */
const propertiesOf = (error: Error) =>
  thrownBy(() => {
    throw error;
  });

test.for([
  ['EACCES', EACCES, AccessDenied, 'ERR_ACCESS_DENIED', 'access denied (pid=7)'],
  ['EPERM', EPERM, AccessDenied, 'ERR_ACCESS_DENIED', 'access denied (pid=7)'],
  ['ENOSYS', ENOSYS, NotSupported, 'ERR_NOT_SUPPORTED', 'open is not supported on this system (pid=7)'],
  ['ENOTSUP', ENOTSUP, NotSupported, 'ERR_NOT_SUPPORTED', 'open is not supported on this system (pid=7)'],
] as const)(
  'toError() converts %s to its own class, with the system error as the cause',
  ([name, errno, errorClass, code, message]) => {
    const error = toError({ ...failure, code: name, pid: 7 });
    expect(error).toBeInstanceOf(errorClass);
    expect(propertiesOf(error)).toMatchObject({
      name: errorClass.name,
      message,
      code,
      pid: 7,
      cause: { code: name, errno: -errno, syscall: 'open', path: '/proc/7/exe', pid: 7 },
    });
  },
);

test('toError() prefers the state of the process to the error code', () => {
  expect(toError({ ...failure, code: 'ENOENT', kind: 'gone', pid: 7 })).toBeInstanceOf(NoSuchProcess);
  expect(toError({ ...failure, code: 'EACCES', kind: 'zombie', pid: 7, ppid: 6 })).toBeInstanceOf(ZombieProcess);
  expect(propertiesOf(toError({ ...failure, code: 'ESRCH', kind: 'zombie', pid: 7, ppid: 6 }, 'prog'))).toMatchObject({
    message: 'process is a zombie (pid=7, name="prog")',
    ppid: 6,
    processName: 'prog',
  });
});

test('the message of an error escapes quotes and control characters of the process name', () => {
  const { message } = toError({ ...failure, code: 'ESRCH', kind: 'gone', pid: 7 }, 'a"\n\x1b[31m');
  expect(message).toBe('process no longer exists (pid=7, name="a\\"\\n\\u001b[31m")');
});

test('toError() returns the system error for any other error code', () => {
  expect(propertiesOf(toError({ ...failure, code: 'EINVAL' }))).toEqual({
    name: 'Error',
    message: "EINVAL: invalid argument, open '/proc/7/exe'",
    code: 'EINVAL',
    errno: -EINVAL,
    syscall: 'open',
    path: '/proc/7/exe',
  });
});

test('toError() omits the path of a system error without a file', () => {
  expect(propertiesOf(toError({ ...failure, code: 'EINVAL', path: '' }))).toEqual({
    name: 'Error',
    message: 'EINVAL: invalid argument, open',
    code: 'EINVAL',
    errno: -EINVAL,
    syscall: 'open',
  });
});

test('the cause of a malformed file has the code EBADMSG, which libuv does not list', () => {
  const { cause } = propertiesOf(toError({ ...failure, code: 'EBADMSG', line: 3 }));
  expect(cause).toMatchObject({ code: 'EBADMSG', errno: -EBADMSG, path: '/proc/7/exe' });
});

test('toError() uses the error number and the message of Node.js for every code that it lists', () => {
  for (const [errno, [name, text]] of getSystemErrorMap()) {
    const error = toError({ ...failure, code: name });
    const system = error instanceof PsutilError ? error.cause : error;
    expect(system).toMatchObject({ code: name, errno, message: `${name}: ${text}, open '/proc/7/exe'` });
  }
});

test.for([
  ['errno 112', 'EHOSTDOWN', -112, 'EHOSTDOWN: host is down'],
  ['errno 62', 'ETIME', -62, 'ETIME: system error 62'],
  ['errno 126', 'UNKNOWN', -126, 'UNKNOWN: system error 126'],
] as const)('toError() finds the name of %s, or keeps its number', ([name, code, errno, text]) => {
  expect(toError({ ...failure, code: name })).toMatchObject({ code, errno, message: `${text}, open '/proc/7/exe'` });
});

test('toError() keeps an unknown error code', () => {
  expect(toError({ ...failure, code: 'ENEWERROR' })).toMatchObject({ code: 'ENEWERROR', syscall: 'open' });
});

test('the error classes inherit from each other, and each error has the name of its class', () => {
  const zombie = new ZombieProcess(7, { ppid: 6 });
  expect([zombie instanceof NoSuchProcess, zombie instanceof PsutilError, zombie instanceof Error]).toEqual([
    true,
    true,
    true,
  ]);
  expect(zombie.stack).toContain('ZombieProcess: process is a zombie (pid=7)');
  expect(Object.keys(zombie)).not.toContain('name');
  expect(propertiesOf(new TimeoutExpired(1.5, { pid: 7 }))).toEqual({
    name: 'TimeoutExpired',
    message: 'timeout after 1.5 seconds (pid=7)',
    code: 'ERR_TIMEOUT_EXPIRED',
    pid: 7,
    processName: null,
    seconds: 1.5,
  });
});
