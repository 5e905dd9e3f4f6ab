import type { Host } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import type { ProcessRow } from '@psutil/native/internal/records';
import { type RawProcessEvent, watchProcessEvents } from '@psutil/native/internal/watch';
import { bitsOf } from './attributes.js';
import type { EventQueue, ProcessEvent } from './event-queue.js';
import { byPid } from './tree.js';

const bits = bitsOf(['ppid', 'exe']);

/** A snapshot of all processes, by PID. */
type Snapshot = ReadonlyMap<number, ProcessRow>;

async function readSnapshot(host: Host | undefined): Promise<Snapshot> {
  return byPid(await asyncExecutor.collect('processes', host, bits));
}

const exitEvent = (pid: number): ProcessEvent => ({ event: 'exit', pid, exitCode: null });
const startEvent = ({ pid, info }: ProcessRow): ProcessEvent => ({ event: 'start', pid, ppid: info.ppid ?? 0 });

/** Returns the events that lead from a set of PIDs to a snapshot. */
function eventsSincePids(pids: ReadonlySet<number>, snapshot: Snapshot): ProcessEvent[] {
  const exited = [...pids].filter((pid) => !snapshot.has(pid));
  const started = [...snapshot.values()].filter(({ pid }) => !pids.has(pid));
  return [...exited.map(exitEvent), ...started.map(startEvent)];
}

/** Returns the events that lead from one snapshot to the next. */
function eventsBetween(before: Snapshot, after: Snapshot): ProcessEvent[] {
  const events: ProcessEvent[] = [];
  for (const [pid, { start }] of before) if (after.get(pid)?.start !== start) events.push(exitEvent(pid));
  for (const [pid, row] of after) {
    const previous = before.get(pid);
    if (previous?.start !== row.start) events.push(startEvent(row));
    else if (previous?.info.exe && row.info.exe && previous.info.exe !== row.info.exe)
      events.push({ event: 'exec', pid });
  }
  return events;
}

/**
 * Compares two snapshots per interval and queues the events between them; skips intervals in which the queue is full.
 * Returns a function that stops it.
 */
export function pollSnapshots(host: Host | undefined, interval: number, queue: EventQueue): () => void {
  const initialPids = new Set(syncExecutor.collect('pids', host));
  let before: Snapshot | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const poll = async () => {
    if (!queue.isFull) {
      const after = await readSnapshot(host);
      if (isStopped) return;
      queue.add(before ? eventsBetween(before, after) : eventsSincePids(initialPids, after));
      before = after;
    }
    timer = setTimeout(startPoll, interval * 1000);
  };
  const startPoll = () => void poll().catch((error) => queue.fail(error));
  startPoll();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Removes duplicates between the events of the kernel and those that are derived from snapshots. */
class EventDeduplicator {
  /** PIDs of the processes that have started and not exited according to the events returned so far. */
  readonly #pids = new Set(syncExecutor.collect('pids'));

  /** Returns the events of the kernel without those that a previous snapshot has already included. */
  withoutDuplicates(events: readonly RawProcessEvent[]): ProcessEvent[] {
    return events.flatMap(({ kind, pid, detail }): ProcessEvent[] => {
      const exists = this.#pids.has(pid);
      if (kind === 'exec') return exists ? [{ event: kind, pid }] : [];
      if (kind === 'exit') return this.#pids.delete(pid) ? [{ event: kind, pid, exitCode: detail }] : [];
      this.#pids.add(pid);
      return exists ? [] : [{ event: kind, pid, ppid: detail }];
    });
  }

  /** Returns the starts and exits that a snapshot shows and the kernel has not reported. */
  missedEvents(snapshot: Snapshot): ProcessEvent[] {
    const events = eventsSincePids(this.#pids, snapshot);
    this.#pids.clear();
    for (const pid of snapshot.keys()) this.#pids.add(pid);
    return events;
  }
}

/**
 * Queues the process events of the kernel. If events were lost, or the queue was full, the missing starts and exits are
 * derived from a snapshot. Returns a function that stops it.
 */
export function listenToKernel(queue: EventQueue): () => void {
  let hasLostEvents = false;
  let lastTask: Promise<void> | undefined;
  const queueEvents = async (events: RawProcessEvent[] | null) => {
    if (events === null || queue.isFull) hasLostEvents = true;
    if (queue.isFull) return;
    const missed = hasLostEvents ? deduplicator.missedEvents(await readSnapshot(undefined)) : [];
    hasLostEvents = false;
    queue.add([...missed, ...deduplicator.withoutDuplicates(events ?? [])]);
  };
  const stop = watchProcessEvents((events) => {
    lastTask = (lastTask ?? Promise.resolve()).then(() => queueEvents(events)).catch((error) => queue.fail(error));
  });
  const deduplicator = new EventDeduplicator();
  return stop;
}
