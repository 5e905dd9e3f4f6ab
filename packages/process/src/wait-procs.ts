import { setMaxListeners } from 'node:events';
import { TimeoutExpired } from '@psutil/native';
import { checkWait, type WaitOptions } from './wait.js';

/** What can be waited for: a process of either form. */
export interface Waitable {
  readonly pid: number;
  wait(options?: WaitOptions): Promise<number | null>;
}

/** A process that has ended, and its exit code where that is known. */
export type EndedProcess<P> = P & { readonly returncode: number | null };

/** Options of {@link waitProcs}. */
export interface WaitProcsOptions<P> extends WaitOptions {
  /** Called with each process when it has ended. */
  readonly callback?: ((process: EndedProcess<P>) => void) | undefined;
}

/** Which processes have ended and which have not, each in the order in which they were given. */
export interface WaitResult<P> {
  readonly gone: EndedProcess<P>[];
  readonly alive: P[];
}

function checkProcs<P extends Waitable>(procs: unknown): P[] {
  if (typeof procs !== 'object' || procs === null || !(Symbol.iterator in procs)) {
    throw new TypeError('procs must be processes in an array or another iterable');
  }
  const list = [...new Set(procs as Iterable<unknown>)];
  for (const each of list) {
    if (typeof (each as Partial<Waitable> | null)?.wait !== 'function') {
      throw new TypeError('procs must hold objects of the class Process');
    }
  }
  return list as P[];
}

/**
 * Waits until all of some processes have ended, or until `timeout` seconds are over, which is no error here. Those
 * that have ended get a `returncode`: the exit code of a child that `Popen` made, else null.
 *
 * @throws The reason of `signal` when that ends the wait.
 */
export async function waitProcs<P extends Waitable>(
  procs: Iterable<P>,
  options?: WaitProcsOptions<P>,
): Promise<WaitResult<P>> {
  const list = checkProcs<P>(procs);
  const { timeout, signal } = checkWait(options);
  const callback: unknown = options?.callback;
  if (callback !== undefined && typeof callback !== 'function') throw new TypeError('callback must be a function');
  const done = new Set<P>();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal); // each wait is one
  const abort = () => stop.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const ended = async (process: P) => {
    try {
      const value = await process.wait({ timeout, signal: stop.signal });
      Object.defineProperty(process, 'returncode', { value, configurable: true, enumerable: true });
      done.add(process);
    } catch (error) {
      if (error instanceof TimeoutExpired) return;
      throw error;
    }
    options?.callback?.(process as EndedProcess<P>);
  };
  try {
    await Promise.all(list.map(ended));
  } finally {
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
  return {
    gone: list.filter((each) => done.has(each)) as EndedProcess<P>[],
    alive: list.filter((each) => !done.has(each)),
  };
}
