import type { HostOption } from '@psutil/native';
import { type Host, resolveHost } from '@psutil/native/internal/host';
import { checkSeconds } from '@psutil/native/internal/validation';
import { EventQueue, type ProcessEvent } from './event-queue.js';
import { listenToKernel, pollSnapshots } from './event-sources.js';
import { checkAbort } from './wait.js';

/** Options of {@link processEvents}. */
export interface ProcessEventsOptions extends HostOption {
  /** Seconds between two snapshots, where the kernel does not tell; 1 unless said otherwise. */
  readonly interval?: number | undefined;
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
}

/** What processes do, from the moment on at which it was asked. */
export interface ProcessEvents extends AsyncIterableIterator<ProcessEvent> {
  /** Who tells: the kernel, of each; or snapshots that are compared, which miss what is shorter than their interval. */
  readonly source: 'kernel' | 'snapshots';
  /** Ends it. */
  return(): Promise<IteratorResult<ProcessEvent>>;
}

function begin(host: Host | undefined, interval: number, queue: EventQueue): [ProcessEvents['source'], () => void] {
  try {
    if (host === undefined) return ['kernel', listenToKernel(queue)];
  } catch {
    // The kernel tells nobody in a namespace, and old ones only root.
  }
  return ['snapshots', pollSnapshots(host, interval, queue)];
}

/**
 * What processes do from now on: an async iterable of starts, execs and exits, until the iteration is left, `return`
 * is called or `signal` ends it. Its `source` says who tells. Where more happens than is taken, what is told at last
 * is what became of it: each process that is there has started, and each that was told of and has gone has ended.
 *
 * Linux: the proc connector of netlink(7) where it is permitted, that is outside of containers, and before Linux 6.6
 * for root only; else /proc every `interval` seconds.
 */
export function processEvents(options?: ProcessEventsOptions): ProcessEvents {
  const host = resolveHost(options);
  const interval = checkSeconds('interval', options?.interval ?? 1);
  const signal = checkAbort(options?.signal);
  const queue = new EventQueue();
  const aborted = signal?.aborted === true;
  const [source, stop] = aborted ? (['snapshots', () => {}] as const) : begin(host, interval, queue);
  const end = () => {
    stop();
    signal?.removeEventListener('abort', end);
    queue.end();
  };
  if (aborted) end();
  else signal?.addEventListener('abort', end);
  return {
    source,
    next: () => queue.next(),
    async return() {
      end();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
