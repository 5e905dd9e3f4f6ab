import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import type { Failure } from './types.generated.js';

/** What an error knows beside its message. */
export interface ErrorDetails {
  /** The process that was asked. */
  readonly pid?: number | null;
  /** Its name, where it was known. */
  readonly processName?: string | null;
  /** Instead of the usual message. */
  readonly message?: string;
  /** The system's own error. */
  readonly cause?: unknown;
}

/** Everything that goes wrong with a reading, but for wrong arguments and what the system itself says of a file. */
export class PsutilError extends Error {
  /** What went wrong, for programs: `ERR_…`. */
  readonly code: string;
  /** The process that was asked, or null where none was. */
  readonly pid: number | null;
  /** The name that the process had when it was last asked for it, or null. */
  readonly processName: string | null;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.pid = details.pid ?? null;
    this.processName = details.processName ?? null;
  }
}

function described(text: string, { pid, processName, message }: ErrorDetails): string {
  if (message !== undefined) return message;
  const facts = [
    ...(typeof pid === 'number' ? [`pid=${pid}`] : []),
    ...(typeof processName === 'string' ? [`name=${JSON.stringify(processName)}`] : []),
  ];
  return facts.length > 0 ? `${text} (${facts.join(', ')})` : text;
}

/** There is no such process, or no longer. */
export class NoSuchProcess extends PsutilError {
  constructor(
    pid: number,
    details: ErrorDetails = {},
    code = 'ERR_NO_SUCH_PROCESS',
    text = 'process no longer exists',
  ) {
    super(code, described(text, { ...details, pid }), { ...details, pid });
  }
}

/** The process has ended, but its parent has not asked for its exit code: this cannot be known of it any more. */
export class ZombieProcess extends NoSuchProcess {
  /** The parent that has yet to ask. */
  readonly ppid: number | null;

  constructor(pid: number, details: ErrorDetails & { readonly ppid?: number | null } = {}) {
    super(pid, details, 'ERR_ZOMBIE_PROCESS', 'process is a zombie');
    this.ppid = details.ppid ?? null;
  }
}

/** The system refuses this to this user. */
export class AccessDenied extends PsutilError {
  constructor(details: ErrorDetails = {}) {
    super('ERR_ACCESS_DENIED', described('access denied', details), details);
  }
}

/** The time given ran out. */
export class TimeoutExpired extends PsutilError {
  /** The time that was given. */
  readonly seconds: number;

  constructor(seconds: number, details: ErrorDetails = {}) {
    super('ERR_TIMEOUT_EXPIRED', described(`timeout after ${seconds} seconds`, details), details);
    this.seconds = seconds;
  }
}

/** This system has no such thing. */
export class NotSupported extends PsutilError {
  constructor(what: string, details: ErrorDetails = {}) {
    super('ERR_NOT_SUPPORTED', described(`${what} is not supported on this system`, details), details);
  }
}

// The class is an error's name, without being a property of each.
for (const each of [PsutilError, NoSuchProcess, ZombieProcess, AccessDenied, TimeoutExpired, NotSupported]) {
  Object.defineProperty(each.prototype, 'name', { value: each.name, writable: true, configurable: true });
}

/** The system's own error, as Node's file functions make theirs. */
export interface SystemError extends Error {
  code: string;
  errno: number;
  syscall: string;
  path?: string;
  pid?: number;
}

/** Node's own error numbers and texts, by name: the numbers are libuv's and differ from system to system. */
const systemErrors = new Map([...getSystemErrorMap()].map(([errno, [name, text]]) => [name, { errno, text }]));

/** An error that libuv does not list and the C library has a number for. */
function unlistedError(code: string): { readonly errno: number; readonly text: string } {
  const number = (constants.errno as Readonly<Record<string, number>>)[code] ?? 0;
  return { errno: -number, text: `system error ${number}` };
}

function toSystemError({ code, call, path, pid }: Failure): SystemError {
  const { errno, text } = systemErrors.get(code) ?? unlistedError(code);
  const on = path === '' ? '' : ` '${path}'`;
  return Object.assign(new Error(`${code}: ${text}, ${call}${on}`), {
    errno,
    code,
    syscall: call,
    ...(path === '' ? {} : { path }),
    ...(pid === undefined ? {} : { pid }),
  });
}

/** The error that a failure is to users. */
export function toError(failure: Failure, processName: string | null = null): Error {
  const { code, kind, line, path, ppid } = failure;
  const pid = failure.pid ?? null;
  const details = { pid, processName, cause: toSystemError(failure) };
  if (line !== undefined)
    return new PsutilError('ERR_MALFORMED_FILE', `${path}:${line} could not be understood`, details);
  if (pid !== null && kind === 'zombie') return new ZombieProcess(pid, { ...details, ppid: ppid ?? null });
  if (pid !== null && kind === 'gone') return new NoSuchProcess(pid, details);
  if (pid !== null && kind === 'reused') {
    return new NoSuchProcess(pid, details, undefined, 'process no longer exists and its pid has been reused');
  }
  if (code === 'EACCES' || code === 'EPERM') return new AccessDenied(details);
  if (code === 'ENOSYS' || code === 'ENOTSUP') return new NotSupported(failure.call, details);
  return details.cause;
}
