import { type Host, supports } from '@psutil/native';
import { toError } from '@psutil/native/internal/errors';
import { syncExecutor } from '@psutil/native/internal/execution';
import { checkInteger } from './validate.js';

const maxPid = 2 ** 31 - 1;

/**
 * Returns whether an integer is in the range of PIDs.
 *
 * @throws {TypeError} If the value is not an integer.
 */
export function isPossiblePid(pid: unknown): pid is number {
  const number = checkInteger('a pid', pid);
  return number >= 0 && number <= maxPid;
}

/**
 * Validates a PID.
 *
 * @throws {TypeError} If the value is not an integer.
 * @throws {RangeError} If the number is negative.
 * @throws {NoSuchProcess} If the number exceeds 31 bits, the range of PIDs on every system.
 */
export function checkPid(pid: unknown): number {
  const number = checkInteger('a pid', pid);
  if (number < 0) throw new RangeError(`a pid must not be negative: ${number}`);
  if (number <= maxPid) return number;
  throw toError({ code: 'ESRCH', call: 'open', path: '', kind: 'gone', pid: number });
}

/**
 * Returns the PID of this process among the processes of a host. It differs from `process.pid` if /proc belongs to
 * another PID namespace.
 *
 * @throws {NotSupported} If the host does not contain this process.
 */
export const ownPid = (host: Host | undefined): number =>
  supports('ownPid') ? syncExecutor.collect('ownPid', host) : process.pid;

/** Returns whether system calls, such as those of Node.js, use the PIDs of a host. */
export const hasLocalPids = (host: Host | undefined): boolean =>
  !supports('hasLocalPids') || syncExecutor.collect('hasLocalPids', host);
