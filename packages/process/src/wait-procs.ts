import { setMaxListeners } from 'node:events';
import { TimeoutExpired } from '@psutil/native';
import { checkWait, type WaitOptions } from './wait.js';

/** A synchronous or asynchronous `Process`. */
export interface Waitable {
  /** Process ID. */
  readonly pid: number;
  /** Returns a promise of the exit code, or of null if it is unknown. */
  wait(options?: WaitOptions): Promise<number | null>;
}

/** A process that has terminated. */
export type EndedProcess<P> = P & {
  /** Exit code, or the negated number of the signal that terminated the process; null if unknown. */
  readonly returncode: number | null;
};

/** Options of {@link waitProcs}. */
export interface WaitProcsOptions<P> extends WaitOptions {
  /** Called with each process when it has terminated. */
  readonly callback?: ((process: EndedProcess<P>) => void) | undefined;
}

/** The result of {@link waitProcs}. Both lists are in the order of `procs`. */
export interface WaitResult<P> {
  /** The processes that have terminated. */
  readonly gone: EndedProcess<P>[];
  /** The processes that have not terminated. */
  readonly alive: P[];
}

function checkProcs<P extends Waitable>(procs: unknown): P[] {
  if (typeof procs !== 'object' || procs === null || !(Symbol.iterator in procs)) {
    throw new TypeError('procs must be an iterable of Process objects');
  }
  const list = [...new Set(procs as Iterable<unknown>)];
  for (const each of list) {
    if (typeof (each as Partial<Waitable> | null)?.wait !== 'function') {
      throw new TypeError('procs must contain Process objects');
    }
  }
  return list as P[];
}

/**
 * Waits until all processes have terminated or the timeout has expired, which is not an error. A `returncode` is assigned
 * to the processes that have terminated: the exit code of a child of `Popen`, null for any other process.
 *
 * Linux: pidfd_open(2) and epoll(7). macOS, FreeBSD: kqueue(2). SunOS: poll(2) of /proc/PID/psinfo. Windows:
 * RegisterWaitForSingleObject().
 *
 * @throws The reason of `signal` if it is aborted.
 *
 * @example
 * import { Popen, waitProcs } from '@psutil/process';
 *
 * const procs = [new Popen(['true']), new Popen(['sleep', '60'])];
 * const { gone, alive } = await waitProcs(procs, { timeout: 0.5 });
 * for (const { pid, returncode } of gone) console.log(pid, returncode);
 * for (const process of alive) process.kill();
 */
export async function waitProcs<P extends Waitable>(
  procs: Iterable<P>,
  options?: WaitProcsOptions<P>,
): Promise<WaitResult<P>> {
  const list = checkProcs<P>(procs);
  const { timeout, signal } = checkWait(options, ['callback']);
  const callback: unknown = options?.callback;
  if (callback !== undefined && typeof callback !== 'function') throw new TypeError('callback must be a function');
  const terminated = new Set<P>();
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // each wait adds a listener
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const waitFor = async (process: P) => {
    try {
      const value = await process.wait({ timeout, signal: controller.signal });
      Object.defineProperty(process, 'returncode', { value, configurable: true, enumerable: true });
      terminated.add(process);
    } catch (error) {
      if (error instanceof TimeoutExpired) return;
      throw error;
    }
    options?.callback?.(process as EndedProcess<P>);
  };
  try {
    await Promise.all(list.map(waitFor));
  } finally {
    signal?.removeEventListener('abort', abort);
    controller.abort();
  }
  return {
    gone: list.filter((each) => terminated.has(each)) as EndedProcess<P>[],
    alive: list.filter((each) => !terminated.has(each)),
  };
}
