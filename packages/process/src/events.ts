import type { HostOption } from '@psutil/native';
import { type Host, resolveHost } from '@psutil/native/internal/host';
import { checkAbort, checkSeconds } from '@psutil/native/internal/validation';
import { EventQueue, type ProcessEvent } from './event-queue.js';
import { listenToKernel, pollSnapshots } from './event-sources.js';
import { hasLocalPids } from './pid.js';

/** Options of {@link processEvents}. */
export interface ProcessEventsOptions extends HostOption {
  /** Time between two snapshots, in seconds, if the kernel does not report events. Default: 1. */
  readonly interval?: number | undefined;
  /** Ends the iteration when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** An async iterator of the process events since it was created. */
export interface ProcessEvents extends AsyncIterableIterator<ProcessEvent>, AsyncDisposable {
  /**
   * Source of the events: `kernel` if the kernel reports every event, `snapshots` if the events are derived from
   * periodic snapshots, which miss processes that start and exit between two of them.
   */
  readonly source: 'kernel' | 'snapshots';
  /** Ends the iteration and closes the source. */
  return(): Promise<IteratorResult<ProcessEvent>>;
  /** Ends the iteration and closes the source, at the end of the block of an `await using` declaration. */
  [Symbol.asyncDispose](): Promise<void>;
}

function openSource(
  host: Host | undefined,
  interval: number,
  queue: EventQueue,
): [ProcessEvents['source'], () => void] {
  try {
    if (host === undefined && hasLocalPids(host)) return ['kernel', listenToKernel(queue)];
  } catch {
    // Linux reports events only in the initial namespaces and, before 6.6, only to root.
  }
  return ['snapshots', pollSnapshots(host, interval, queue)];
}

/**
 * Returns an async iterator of process events: `start`, `exec` and `exit`. The iteration ends when the loop is left,
 * `return()` is called, `signal` is aborted, or the block of an `await using` declaration ends. If events occur faster than they are consumed, some are dropped; the
 * events that follow are consistent with the current processes, so that each existing process has started and each
 * process that no longer exists has exited.
 *
 * Linux: the process events connector (netlink(7), `NETLINK_CONNECTOR`), which is available outside of containers and,
 * before Linux 6.6, to root only; otherwise snapshots of /proc. macOS, FreeBSD: snapshots from sysctl kern.proc. SunOS:
 * snapshots of /proc. Windows: snapshots from NtQuerySystemInformation().
 *
 * @example
 * import { Popen, processEvents } from '@psutil/process';
 *
 * const events = processEvents({ interval: 0.1 });
 * const child = new Popen(['true']);
 * for await (const event of events) {
 *   console.log(event); // { event: 'start', pid: 4711, ppid: 4242 }
 *   if (event.pid === child.pid && event.event === 'exit') break;
 * }
 */
export function processEvents(options?: ProcessEventsOptions): ProcessEvents {
  const host = resolveHost(options, ['interval', 'signal']);
  const interval = checkSeconds('interval', options?.interval ?? 1);
  const signal = checkAbort(options?.signal);
  const queue = new EventQueue();
  const isAborted = signal?.aborted === true;
  const [source, stop] = isAborted ? (['snapshots', () => {}] as const) : openSource(host, interval, queue);
  const end = () => {
    stop();
    signal?.removeEventListener('abort', end);
    queue.end();
  };
  if (isAborted) end();
  else signal?.addEventListener('abort', end);
  return {
    source,
    next: () => queue.next(),
    async return() {
      end();
      return { value: undefined, done: true };
    },
    async [Symbol.asyncDispose]() {
      end();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
