import type { Host } from '@psutil/native';
import { NoSuchProcess, TimeoutExpired } from '@psutil/native';
import type { Target } from '@psutil/native/internal/execution';
import { checkAbort, checkOptions, checkSeconds } from '@psutil/native/internal/validation';
import { watchProcessExit } from '@psutil/native/internal/watch';

/** Options of `wait`. */
export interface WaitOptions {
  /** Maximum time to wait, in seconds; 0 checks once without waiting. Default: no limit. */
  readonly timeout?: number | null | undefined;
  /** Ends the wait when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** Validated options of `wait`. */
export interface WaitDeadline {
  /** Maximum time to wait, in seconds. */
  readonly timeout: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Validates the options of `wait`, which may have others beside these. */
export function checkWait(options: WaitOptions | undefined, others: readonly string[] = []): WaitDeadline {
  checkOptions(options, ['timeout', 'signal', ...others]);
  const timeout = options?.timeout ?? undefined;
  return {
    timeout: timeout === undefined ? undefined : checkSeconds('timeout', timeout),
    signal: checkAbort(options?.signal),
  };
}

/**
 * Returns a promise of the value that `start` passes to its callback. `start` returns a function that stops it.
 *
 * @throws The error of `createTimeoutError` after the timeout, or the reason of the signal if it is aborted.
 */
export function until<T>(
  start: (callback: (value: T) => void) => () => void,
  { timeout, signal }: WaitDeadline,
  createTimeoutError: (seconds: number) => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    let timer: NodeJS.Timeout | undefined;
    const settle = (resolveOrReject: () => void) => {
      stop();
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolveOrReject();
    };
    const abort = () => settle(() => reject(signal?.reason));
    if (signal?.aborted) return abort();
    stop = start((value) => settle(() => resolve(value)));
    signal?.addEventListener('abort', abort);
    if (timeout !== undefined)
      timer = setTimeout(() => settle(() => reject(createTimeoutError(timeout))), timeout * 1000);
  });
}

/** Shortest and longest delay between two polls, in milliseconds. */
const [minDelay, maxDelay] = [0.1, 40];

/** Polls with increasing delays. Returns a function that stops it. */
function pollEnd(hasEnded: () => boolean, callback: () => void): () => void {
  let delay = minDelay;
  let timer: NodeJS.Timeout;
  const poll = () => {
    if (hasEnded()) return callback();
    delay = Math.min(delay * 2, maxDelay);
    timer = setTimeout(poll, delay);
  };
  timer = setTimeout(poll, delay);
  return () => clearTimeout(timer);
}

/** The state of a process that is waited for. */
export interface WaitState {
  /** Whether it has terminated; a zombie has. */
  readonly hasEnded: boolean;
  /** Whether it is a child of this program that has not been reaped. */
  readonly isChild: boolean;
}

/** A process to wait for. */
export interface WaitTarget {
  readonly host: Host | undefined;
  readonly target: Target;
  /** Name of the process, for error messages. */
  readonly name: string | null;
  readState(): WaitState;
}

/** Receives the exit code of a process, or null if it is unknown. */
type OnEnd = (exitCode: number | null) => void;

/** Calls back when the process has terminated. Returns a function that stops it. */
function watchEnd({ host, target, readState }: WaitTarget, callback: OnEnd): () => void {
  try {
    return watchProcessExit(host, target, callback);
  } catch (error) {
    // EMFILE, a kernel without pidfd_open(2), a seccomp filter that rejects it, or a thread ID, which it does not accept.
    return pollEnd(error instanceof NoSuchProcess ? () => true : () => readState().hasEnded, () => callback(null));
  }
}

/** Time within which Node.js reaps a child that it started, in milliseconds. A child of other code may stay a zombie. */
const reapingTime = 1000;

/** Calls back when a child has terminated and Node.js has reaped it. Returns a function that stops it. */
function watchReaping(process: WaitTarget, callback: OnEnd): () => void {
  let stop = watchEnd(process, (exitCode) => {
    const end = performance.now() + reapingTime;
    const hasBeenReaped = () => !process.readState().isChild || performance.now() > end;
    stop = pollEnd(hasBeenReaped, () => callback(exitCode));
  });
  return () => stop();
}

/**
 * Waits until a process has terminated, and for a child of this program until Node.js has reaped it. Returns the exit
 * code where the system tells it to any program, otherwise null.
 *
 * @throws {TimeoutExpired} If it has not terminated before the timeout.
 */
export function waitForEnd(process: WaitTarget, deadline: WaitDeadline): Promise<number | null> {
  const { target, name } = process;
  const createTimeoutError = (seconds: number) => new TimeoutExpired(seconds, { pid: target[0], processName: name });
  const { hasEnded, isChild } = process.readState();
  const isAborted = deadline.signal?.aborted;
  if (!isAborted && hasEnded && (!isChild || deadline.timeout === 0)) return Promise.resolve(null);
  if (!isAborted && deadline.timeout === 0) return Promise.reject(createTimeoutError(0));
  const watch = isChild ? watchReaping : watchEnd;
  return until<number | null>((callback) => watch(process, callback), deadline, createTimeoutError);
}
