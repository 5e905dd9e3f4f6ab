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

/** What must have happened to processes of which nothing but the pids is known, until there is a table. */
function since(known: ReadonlySet<number>, table: Table): ProcessEvent[] {
  const gone = [...known].filter((pid) => !table.has(pid));
  const added = [...table.values()].filter(({ pid }) => !known.has(pid));
  return [...gone.map(exited), ...added.map(started)];
}

/** What must have happened between two tables. */
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

/** Compares snapshots again and again, unless too much is still to be taken. Gives a function that stops it. */
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

/** What is known of the processes by what the kernel told of them. */
class EventDeduplicator {
  readonly #pids = new Set(syncExecutor.collect('pids'));

  /** The events among some that tell of something new: what a table showed may be told once more. */
  newOf(events: readonly RawProcessEvent[]): ProcessEvent[] {
    return events.flatMap(({ kind, pid, detail }): ProcessEvent[] => {
      const isKnown = this.#pids.has(pid);
      if (kind === 'exec') return isKnown ? [{ event: kind, pid }] : [];
      if (kind === 'exit') return this.#pids.delete(pid) ? [{ event: kind, pid, exitCode: detail }] : [];
      this.#pids.add(pid);
      return isKnown ? [] : [{ event: kind, pid, ppid: detail }];
    });
  }

  /** What a table shows that was never told. */
  missed(table: Table): ProcessEvent[] {
    const events = since(this.#pids, table);
    this.#pids.clear();
    for (const pid of table.keys()) this.#pids.add(pid);
    return events;
  }
}

/** Listens to the kernel. Where some was lost, a table shows what it must have been. Gives a function that stops it. */
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
