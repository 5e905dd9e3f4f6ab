import type { Host } from '@psutil/native';
import { NoSuchProcess, TimeoutExpired } from '@psutil/native';
import type { Target } from '@psutil/native/internal/execution';
import { checkOptions, checkSeconds } from '@psutil/native/internal/validation';
import { watchProcessExit } from '@psutil/native/internal/watch';

/** Options of whatever waits. */
export interface WaitOptions {
  /** Seconds to wait at most; without it, as long as it takes. 0 looks once. */
  readonly timeout?: number | null | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** How long to wait. */
export interface WaitDeadline {
  readonly timeout: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A signal that ends a wait, checked. */
export function checkAbort(signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw new TypeError('signal must be an AbortSignal');
}

/** The options of a wait, checked. */
export function checkWait(options: WaitOptions | undefined): WaitDeadline {
  checkOptions(options);
  const timeout = options?.timeout ?? undefined;
  return {
    timeout: timeout === undefined ? undefined : checkSeconds('timeout', timeout),
    signal: checkAbort(options?.signal),
  };
}

/** The value that `start` calls back with, unless the patience ends before. `start` gives a function that stops it. */
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

/** Looks again and again, ever less often, where the kernel cannot call back. */
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
  /** Whether it is gone, or a zombie. */
  hasEnded(): boolean;
}

/** Calls back when a process has ended: at once where it already has. */
function watch({ host, target, hasEnded }: WaitTarget, ended: () => void): () => void {
  try {
    return watchProcessExit(host, target, ended);
  } catch (error) {
    // No descriptor is left, the kernel is old, a sandbox forbids it or it is a thread.
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
