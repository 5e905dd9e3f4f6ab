import type { Failure } from './types.generated.js';

/** Properties of an error. */
export interface ErrorDetails {
  /** PID of the process. */
  readonly pid?: number | null;
  /** Name of the process, if it is known. */
  readonly processName?: string | null;
  /** Message that replaces the default message. */
  readonly message?: string;
  /** The system error that caused this error. */
  readonly cause?: unknown;
}

/**
 * The base class of all errors of this library, except for argument errors and the errors of file operations.
 *
 * @example
 * import { PsutilError } from '@psutil/native';
 * import { Process } from '@psutil/process';
 *
 * try {
 *   new Process(process.pid).exe();
 * } catch (error) {
 *   if (!(error instanceof PsutilError)) throw error;
 *   console.error(error.code, error.pid, error.processName);
 * }
 */
export class PsutilError extends Error {
  /** Error code, such as `ERR_NO_SUCH_PROCESS`. */
  readonly code: string;
  /** PID of the process, or null if the error concerns no process. */
  readonly pid: number | null;
  /** Last known name of the process, or null. */
  readonly processName: string | null;

  /** Creates an error with a code and a message. */
  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.pid = details.pid ?? null;
    this.processName = details.processName ?? null;
  }
}

function messageOf(text: string, { pid, processName, message }: ErrorDetails): string {
  if (message !== undefined) return message;
  const properties = [
    ...(typeof pid === 'number' ? [`pid=${pid}`] : []),
    ...(typeof processName === 'string' ? [`name=${JSON.stringify(processName)}`] : []),
  ];
  return properties.length > 0 ? `${text} (${properties.join(', ')})` : text;
}

/**
 * The process does not exist, or has ended.
 *
 * @example
 * import { NoSuchProcess } from '@psutil/native';
 * import { Process } from '@psutil/process';
 *
 * try {
 *   new Process(2 ** 22 + 1);
 * } catch (error) {
 *   console.log(error instanceof NoSuchProcess); // true
 * }
 */
export class NoSuchProcess extends PsutilError {
  /** Creates the error of a process that does not exist. */
  constructor(
    pid: number,
    details: ErrorDetails = {},
    code = 'ERR_NO_SUCH_PROCESS',
    text = 'process no longer exists',
  ) {
    super(code, messageOf(text, { ...details, pid }), { ...details, pid });
  }
}

/**
 * The process is a zombie: it has ended, its parent has not waited for it, and the value is no longer available.
 *
 * @example
 * import { ZombieProcess } from '@psutil/native';
 * import { Process } from '@psutil/process';
 *
 * for (const child of new Process().children()) {
 *   try {
 *     console.log(child.exe());
 *   } catch (error) {
 *     if (error instanceof ZombieProcess) console.error(`${error.pid} is a zombie of ${error.ppid}`);
 *   }
 * }
 */
export class ZombieProcess extends NoSuchProcess {
  /** PID of the parent, or null if it is unknown. */
  readonly ppid: number | null;

  /** Creates the error of a zombie. */
  constructor(pid: number, details: ErrorDetails & { readonly ppid?: number | null } = {}) {
    super(pid, details, 'ERR_ZOMBIE_PROCESS', 'process is a zombie');
    this.ppid = details.ppid ?? null;
  }
}

/**
 * The user has no permission for the operation.
 *
 * @example
 * import { AccessDenied } from '@psutil/native';
 * import { Process } from '@psutil/process';
 *
 * try {
 *   console.log(new Process(1).cwd());
 * } catch (error) {
 *   if (!(error instanceof AccessDenied)) throw error;
 *   console.error('run this program as root');
 * }
 */
export class AccessDenied extends PsutilError {
  /** Creates the error of a denied operation. */
  constructor(details: ErrorDetails = {}) {
    super('ERR_ACCESS_DENIED', messageOf('access denied', details), details);
  }
}

/**
 * The timeout expired.
 *
 * @example
 * import { TimeoutExpired } from '@psutil/native';
 * import { Popen } from '@psutil/process';
 *
 * const child = new Popen(['sleep', '60']);
 * try {
 *   await child.wait({ timeout: 0.1 });
 * } catch (error) {
 *   if (!(error instanceof TimeoutExpired)) throw error;
 *   console.error(`still running after ${error.seconds} seconds`);
 *   child.kill();
 * }
 */
export class TimeoutExpired extends PsutilError {
  /** The timeout, in seconds. */
  readonly seconds: number;

  /** Creates the error of an expired timeout, in seconds. */
  constructor(seconds: number, details: ErrorDetails = {}) {
    super('ERR_TIMEOUT_EXPIRED', messageOf(`timeout after ${seconds} seconds`, details), details);
    this.seconds = seconds;
  }
}

/**
 * The system does not support the operation.
 *
 * @example
 * import { NotSupported } from '@psutil/native';
 * import { sensorsTemperatures } from '@psutil/system';
 *
 * try {
 *   console.log(sensorsTemperatures());
 * } catch (error) {
 *   if (!(error instanceof NotSupported)) throw error;
 *   console.error(error.message);
 * }
 */
export class NotSupported extends PsutilError {
  /** Creates the error of an operation, by its name. */
  constructor(name: string, details: ErrorDetails = {}) {
    super('ERR_NOT_SUPPORTED', messageOf(`${name} is not supported on this system`, details), details);
  }
}

// `name` is a property of the prototype, so that it is no own property of each error.
for (const each of [PsutilError, NoSuchProcess, ZombieProcess, AccessDenied, TimeoutExpired, NotSupported]) {
  Object.defineProperty(each.prototype, 'name', { value: each.name, writable: true, configurable: true });
}

/** A system error with the properties of the errors of `node:fs`. */
export interface SystemError extends Error {
  /** Error code, such as `ENOENT`. */
  code: string;
  /** Negated number of the error, as in libuv. */
  errno: number;
  /** Name of the system call that failed. */
  syscall: string;
  /** Path that the call was made on; absent if there is none. */
  path?: string;
  /** PID of the process; absent if the error concerns none. */
  pid?: number;
  /** Windows: the Win32 error or the NTSTATUS, which `code` translates. */
  systemErrno?: number;
}

// An import of node:os or node:util would load modules that no successful call needs.
const errorMap = () => process.getBuiltinModule('node:util').getSystemErrorMap();
const errnos = (): Readonly<Record<string, number>> => process.getBuiltinModule('node:os').constants.errno;

/** Returns Node's number and message of an error. The number is that of libuv, which differs from errno on Windows. */
export function listedError(code: string): { readonly errno: number; readonly text: string } | undefined {
  for (const [errno, [name, text]] of errorMap()) if (name === code) return { errno, text };
  return undefined;
}

interface ErrorDescription {
  readonly code: string;
  readonly errno: number;
  readonly text: string;
}

/** Describes an error that libuv does not list, such as EBADMSG. */
const unlistedError = (code: string, number: number): ErrorDescription => ({
  code,
  errno: -number,
  text: `system error ${number}`,
});

/** Describes an error of this system by its number, which the addon passes as `errno N` if POSIX has no name for it. */
function errorOfNumber(number: number): ErrorDescription {
  const numbers = Object.entries(errnos());
  const code = errorMap().get(-number)?.[0] ?? numbers.find(([, each]) => each === number)?.[0];
  return code === undefined ? unlistedError('UNKNOWN', number) : errorOfCode(code);
}

function errorOfCode(code: string): ErrorDescription {
  const number = /^errno (?<number>\d+)$/.exec(code)?.groups?.['number'];
  if (number !== undefined) return errorOfNumber(Number(number));
  const listed = listedError(code);
  return listed ? { code, ...listed } : unlistedError(code, errnos()[code] ?? 0);
}

function toSystemError({ code: name, call, path, pid, systemErrno }: Failure): SystemError {
  const { code, errno, text } = errorOfCode(name);
  const on = path === '' ? '' : ` '${path}'`;
  return Object.assign(new Error(`${code}: ${text}, ${call}${on}`), {
    errno,
    code,
    syscall: call,
    ...(path === '' ? {} : { path }),
    ...(pid === undefined ? {} : { pid }),
    ...(systemErrno === undefined ? {} : { systemErrno }),
  });
}

/** EAFNOSUPPORT is also how a sandbox that restricts address families refuses a socket. */
const unsupportedCodes = ['ENOSYS', 'ENOTSUP', 'EAFNOSUPPORT'];

/** Converts a failure of a collector to an error. */
export function toError(failure: Failure, processName: string | null = null): Error {
  const { code, kind, line, path, ppid } = failure;
  const pid = failure.pid ?? null;
  const cause = toSystemError(failure);
  const details = { pid, processName, cause };
  if (line !== undefined) return new PsutilError('ERR_MALFORMED_FILE', `cannot parse ${path}, line ${line}`, details);
  if (pid !== null && kind === 'zombie') return new ZombieProcess(pid, { ...details, ppid: ppid ?? null });
  if (pid !== null && kind === 'gone') return new NoSuchProcess(pid, details);
  if (pid !== null && kind === 'reused') {
    return new NoSuchProcess(pid, details, undefined, 'process no longer exists and its pid has been reused');
  }
  if (code === 'EACCES' || code === 'EPERM') return new AccessDenied(details);
  if (unsupportedCodes.includes(code)) return new NotSupported(failure.call, details);
  // Without a process, ENAMETOOLONG concerns an argument.
  if (code === 'EOVERFLOW' || (code === 'ENAMETOOLONG' && pid !== null)) {
    return new PsutilError('ERR_TOO_LARGE', messageOf('the value is too large', details), details);
  }
  return cause;
}
