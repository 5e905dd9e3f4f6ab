import type { Host } from '@psutil/native';
import { NoSuchProcess, TimeoutExpired } from '@psutil/native';
import type { Target } from '@psutil/native/internal/execution';
import { checkOptions, checkSeconds } from '@psutil/native/internal/validation';
import { watchProcessExit } from '@psutil/native/internal/watch';

/** Options of a wait. */
export interface WaitOptions {
  /** Maximum time to wait, in seconds. Default: no limit. 0 checks once. */
  readonly timeout?: number | null | undefined;
  /** Aborts the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** The timeout and abort signal of a wait. */
export interface WaitDeadline {
  readonly timeout: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Validates an abort signal. */
export function checkAbort(signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw new TypeError('signal must be an AbortSignal');
}

/** Validates the options of a wait. */
export function checkWait(options: WaitOptions | undefined): WaitDeadline {
  checkOptions(options);
  const timeout = options?.timeout ?? undefined;
  return {
    timeout: timeout === undefined ? undefined : checkSeconds('timeout', timeout),
    signal: checkAbort(options?.signal),
  };
}

/**
 * Returns the value with which `start` calls back, unless the deadline passes first. `start` returns a function that
 * stops it.
 */
export function until<T>(
  start: (done: (value: T) => void) => () => void,
  { timeout, signal }: WaitDeadline,
  expired: (seconds: number) => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    let timer: NodeJS.Timeout | undefined;
    const settle = (finish: () => void) => {
      stop();
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    const abort = () => settle(() => reject(signal?.reason));
    if (signal?.aborted) return abort();
    stop = start((value) => settle(() => resolve(value)));
    signal?.addEventListener('abort', abort);
    if (timeout !== undefined) timer = setTimeout(() => settle(() => reject(expired(timeout))), timeout * 1000);
  });
}

const [shortestPause, longestPause] = [0.1, 40];

/** Polls with increasing delays, where the kernel provides no notification. */
function pollEnd(hasEnded: () => boolean, ended: () => void): () => void {
  let pause = shortestPause;
  let timer: NodeJS.Timeout;
  const look = () => {
    if (hasEnded()) return ended();
    pause = Math.min(pause * 2, longestPause);
    timer = setTimeout(look, pause);
  };
  timer = setTimeout(look, pause);
  return () => clearTimeout(timer);
}

/** A process to wait for. */
export interface WaitTarget {
  readonly host: Host | undefined;
  readonly target: Target;
  readonly name: string | null;
  /** Whether the process has ended or is a zombie. */
  hasEnded(): boolean;
}

/** Calls back when a process has ended, at once if it already has. */
function watch({ host, target, hasEnded }: WaitTarget, ended: () => void): () => void {
  try {
    return watchProcessExit(host, target, ended);
  } catch (error) {
    // No file descriptor is left, the kernel is too old, a sandbox forbids pidfds, or the PID is that of a thread.
    return pollEnd(error instanceof NoSuchProcess ? () => true : hasEnded, ended);
  }
}

/** Waits until a process has ended. */
export function waitForEnd(process: WaitTarget, deadline: WaitDeadline): Promise<null> {
  const { target, name } = process;
  const expired = (seconds: number) => new TimeoutExpired(seconds, { pid: target[0], processName: name });
  if (!deadline.signal?.aborted && process.hasEnded()) return Promise.resolve(null);
  if (deadline.timeout === 0 && !deadline.signal?.aborted) return Promise.reject(expired(0));
  return until((done: (value: null) => void) => watch(process, () => done(null)), deadline, expired);
}
