import type { Host } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import type { ProcessRow } from '@psutil/native/internal/records';
import { type RawProcessEvent, watchProcessEvents } from '@psutil/native/internal/watch';
import { bitsOf } from './attributes.js';
import type { EventQueue, ProcessEvent } from './event-queue.js';

const bits = bitsOf(['ppid', 'exe']);

type Table = ReadonlyMap<number, ProcessRow>;

async function tableOf(host: Host | undefined): Promise<Table> {
  const rows = await asyncExecutor.collect('processes', host, bits);
  return new Map(rows.map((row) => [row.pid, row]));
}

const exited = (pid: number): ProcessEvent => ({ event: 'exit', pid, exitCode: null });
const started = ({ pid, info }: ProcessRow): ProcessEvent => ({ event: 'start', pid, ppid: info.ppid ?? 0 });

/** Returns the events between a set of PIDs and a table. */
function since(known: ReadonlySet<number>, table: Table): ProcessEvent[] {
  const gone = [...known].filter((pid) => !table.has(pid));
  const added = [...table.values()].filter(({ pid }) => !known.has(pid));
  return [...gone.map(exited), ...added.map(started)];
}

/** Returns the events between two tables. */
function between(before: Table, after: Table): ProcessEvent[] {
  const events: ProcessEvent[] = [];
  for (const [pid, { start }] of before) if (after.get(pid)?.start !== start) events.push(exited(pid));
  for (const [pid, row] of after) {
    const same = before.get(pid);
    if (same?.start !== row.start) events.push(started(row));
    else if (same?.info.exe && row.info.exe && same.info.exe !== row.info.exe) events.push({ event: 'exec', pid });
  }
  return events;
}

/** Compares snapshots once per interval, unless the queue is full. Returns a function that stops it. */
export function pollSnapshots(host: Host | undefined, interval: number, queue: EventQueue): () => void {
  const known = new Set(syncExecutor.collect('pids', host));
  let before: Table | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    if (!queue.isFull) {
      const after = await tableOf(host);
      if (stopped) return;
      queue.add(before ? between(before, after) : since(known, after));
      before = after;
    }
    timer = setTimeout(again, interval * 1000);
  };
  const again = () => void look().catch((error) => queue.fail(error));
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The processes that are known from events of the kernel. */
class EventDeduplicator {
  readonly #pids = new Set(syncExecutor.collect('pids'));

  /** Returns the events that are not known yet: an event may follow after a table has shown its effect. */
  newOf(events: readonly RawProcessEvent[]): ProcessEvent[] {
    return events.flatMap(({ kind, pid, detail }): ProcessEvent[] => {
      const isKnown = this.#pids.has(pid);
      if (kind === 'exec') return isKnown ? [{ event: kind, pid }] : [];
      if (kind === 'exit') return this.#pids.delete(pid) ? [{ event: kind, pid, exitCode: detail }] : [];
      this.#pids.add(pid);
      return isKnown ? [] : [{ event: kind, pid, ppid: detail }];
    });
  }

  /** Returns the events that a table shows and the kernel did not report. */
  missed(table: Table): ProcessEvent[] {
    const events = since(this.#pids, table);
    this.#pids.clear();
    for (const pid of table.keys()) this.#pids.add(pid);
    return events;
  }
}

/** Queues events of the kernel. Where some were lost, a table shows their effect. Returns a function that stops it. */
export function listenToKernel(queue: EventQueue): () => void {
  let isBehind = false;
  let order: Promise<void> | undefined;
  const take = async (events: RawProcessEvent[] | null) => {
    if (events === null || queue.isFull) isBehind = true;
    if (queue.isFull) return;
    const missed = isBehind ? deduplicator.missed(await tableOf(undefined)) : [];
    isBehind = false;
    queue.add([...missed, ...deduplicator.newOf(events ?? [])]);
  };
  const stop = watchProcessEvents((events) => {
    order = (order ?? Promise.resolve()).then(() => take(events)).catch((error) => queue.fail(error));
  });
  const deduplicator = new EventDeduplicator();
  return stop;
}
