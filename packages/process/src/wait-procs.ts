import { setMaxListeners } from 'node:events';
import { TimeoutExpired } from '@psutil/native';
import { checkWait, type WaitOptions } from './wait.js';

/** A process of either form. */
export interface Waitable {
  readonly pid: number;
  wait(options?: WaitOptions): Promise<number | null>;
}

/** A process that has ended, and its exit code if known. */
export type EndedProcess<P> = P & { readonly returncode: number | null };

/** Options of {@link waitProcs}. */
export interface WaitProcsOptions<P> extends WaitOptions {
  /** Called with each process when it has ended. */
  readonly callback?: ((process: EndedProcess<P>) => void) | undefined;
}

/** The processes that have ended and those that have not, each in the given order. */
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
      throw new TypeError('procs must contain Process objects');
    }
  }
  return list as P[];
}

/**
 * Waits until all processes have ended, or until `timeout` seconds have passed, which is no error. Processes that have
 * ended have a `returncode`: the exit code of a child of `Popen`, otherwise null.
 *
 * @throws The reason of `signal` if it is aborted.
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
  setMaxListeners(0, stop.signal); // each wait adds one
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
