import { defaultHost, type Host } from '@psutil/native';
import { toError } from '@psutil/native/internal/errors';
import { checkInteger } from './validate.js';

const largest = 2 ** 31 - 1;

/** Whether a number can be a pid at all, of a type that is checked. */
export function isPossiblePid(pid: unknown): pid is number {
  const number = checkInteger('a pid', pid);
  return number >= 0 && number <= largest;
}

/** A pid, checked: by default this program's own. No system has pids beyond 31 bits, so there is nothing to read. */
export function checkPid(pid: unknown, host: Host = defaultHost): number {
  const number = pid === undefined ? process.pid : checkInteger('a pid', pid);
  if (number < 0) throw new RangeError(`a pid must not be negative: ${number}`);
  if (number <= largest) return number;
  const path = `${host.proc}/${number}/stat`;
  throw toError({ code: 'ENOENT', call: 'open', path, kind: 'gone', pid: number });
}
