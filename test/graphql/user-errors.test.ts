import { AccessDenied, NoSuchProcess, NotSupported, PsutilError, TimeoutExpired, ZombieProcess } from '@psutil/native';
import { expect, test } from 'vitest';
import { InputError, ProtectedProcess, userErrorOf } from '../../packages/graphql/dist/user-errors.js';

const systemError = (code: string) => Object.assign(new Error(code), { code, syscall: 'sched_setaffinity' });

test.for<[error: Error, code: string, field: readonly string[] | null]>([
  [new InputError(['cpus', '1'], 'x'), 'BAD_USER_INPUT', ['cpus', '1']],
  [new RangeError('x'), 'BAD_USER_INPUT', null],
  [systemError('EINVAL'), 'BAD_USER_INPUT', null],
  [new NoSuchProcess(1), 'NO_SUCH_PROCESS', ['id']],
  [new ZombieProcess(1), 'ZOMBIE_PROCESS', ['id']],
  [new AccessDenied({ pid: 1 }), 'ACCESS_DENIED', null],
  [new ProtectedProcess(1, 'x'), 'PROTECTED_PROCESS', ['id']],
  [new NotSupported('SIGINFO'), 'NOT_SUPPORTED', null],
  [new TimeoutExpired(5), 'TIMEOUT_EXPIRED', null],
])('%s is a user error', ([error, code, field]) => {
  expect(userErrorOf(error)).toEqual({ code, field, message: error.message });
});

test.for([new Error('x'), systemError('EIO'), new PsutilError('ERR_MALFORMED_FILE', 'x'), 'x'])(
  '%s is an error of the field',
  (error) => {
    expect(userErrorOf(error)).toBeUndefined();
  },
);
