import { toError } from '@psutil/native/internal/errors';
import { checkInteger } from './validate.js';

const maxPid = 2 ** 31 - 1;

/** Whether a number is in the range of PIDs; throws if it is no integer. */
export function isPossiblePid(pid: unknown): pid is number {
  const number = checkInteger('a pid', pid);
  return number >= 0 && number <= maxPid;
}

/** Validates a PID, by default that of this program. No system has PIDs of more than 31 bits. */
export function checkPid(pid: unknown): number {
  const number = pid === undefined ? process.pid : checkInteger('a pid', pid);
  if (number < 0) throw new RangeError(`a pid must not be negative: ${number}`);
  if (number <= maxPid) return number;
  throw toError({ code: 'ESRCH', call: 'open', path: '', kind: 'gone', pid: number });
}
