import type { HostOption } from '@psutil/native';
import { type Host, resolveHost } from '@psutil/native/internal/host';
import { checkSeconds } from '@psutil/native/internal/validation';
import { EventQueue, type ProcessEvent } from './event-queue.js';
import { listenToKernel, pollSnapshots } from './event-sources.js';
import { checkAbort } from './wait.js';

/** Options of {@link processEvents}. */
export interface ProcessEventsOptions extends HostOption {
  /** Interval between two snapshots, in seconds, if the kernel does not report events. Default: 1. */
  readonly interval?: number | undefined;
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
}

/** Process events, from the call on. */
export interface ProcessEvents extends AsyncIterableIterator<ProcessEvent> {
  /**
   * Source of the events: the kernel, which reports each, or snapshots, which miss processes shorter than their
   * interval.
   */
  readonly source: 'kernel' | 'snapshots';
  /** Ends the iteration. */
  return(): Promise<IteratorResult<ProcessEvent>>;
}

function begin(host: Host | undefined, interval: number, queue: EventQueue): [ProcessEvents['source'], () => void] {
  try {
    if (host === undefined) return ['kernel', listenToKernel(queue)];
  } catch {
    // The kernel reports events in the initial namespaces only, and before Linux 6.6 to root only.
  }
  return ['snapshots', pollSnapshots(host, interval, queue)];
}

/**
 * Returns an async iterable of process events (starts, execs and exits) until the iteration is left, `return()` is
 * called or `signal` is aborted. `source` is where they come from. If more events happen than are consumed, the last ones
 * show the result: each existing process has started, and each reported process that no longer exists has exited.
 *
 * Linux: the proc connector of netlink(7) where permitted, which is outside of containers and before Linux 6.6 for root
 * only; otherwise /proc, once per interval.
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
