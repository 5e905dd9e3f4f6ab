import { NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable } from '@psutil/process/table';
import type { RequestedAttributes } from '../process-loader.js';
import { type SubscriptionEvent, subscribe } from './broadcast.js';
import { type Metric, pollingSource } from './polling-source.js';

/** Reads process tables, each with rates since the previous one. */
function reader({ rates, all: _, ...options }: RequestedAttributes): () => Promise<ProcessTable> {
  const begin = () => {
    const first = rates ? ProcessTable.read(options) : undefined;
    first?.catch(() => {}); // thrown by the read that needs it
    return first;
  };
  let before = begin();
  return async () => {
    const earlier = await before?.catch((error) => {
      before = begin();
      throw error;
    });
    const table = await ProcessTable.read({ ...options, before: earlier });
    if (rates) before = Promise.resolve(table);
    return table;
  };
}

/** A process table, and the requested process if there is one. */
export interface Seen {
  readonly table: ProcessTable;
  readonly process?: ProcessEntry;
}

const seeAll = (requested: RequestedAttributes): Metric<Seen> => ({
  start() {
    const read = reader(requested);
    return async () => ({ table: await read() });
  },
  isImmediate: !requested.rates,
});

const seeOne = (pid: number, id: string, requested: RequestedAttributes): Metric<Seen> => ({
  start() {
    const read = reader(requested.all ? requested : { ...requested, pids: [pid] });
    return async () => {
      const table = await read();
      const process = table.get(pid);
      if (process?.id === id) return { table, process };
      throw new NoSuchProcess(pid);
    };
  },
  isImmediate: !requested.rates,
  isLast: (error) => error instanceof NoSuchProcess,
});

/** Returns a key that is equal for equal requests. */
const nameOf = ({ attrs, ...requested }: RequestedAttributes): string =>
  JSON.stringify({ ...requested, attrs: [...new Set(attrs)].sort() });

/** Interval, and signal that ends the subscription. */
interface Pace {
  readonly interval: number;
  readonly signal: AbortSignal | undefined;
}

/** Subscribes to all processes once per interval, shared by equal requests. */
export const subscribeToAll = (
  requested: RequestedAttributes,
  { interval, signal }: Pace,
): AsyncIterable<SubscriptionEvent<Seen>> =>
  subscribe(`processes ${interval} ${nameOf(requested)}`, pollingSource(seeAll(requested), interval), { signal });

/** Subscribes to one process once per interval, until it has ended. */
export const subscribeToOne = (
  pid: number,
  id: string,
  requested: RequestedAttributes,
  { interval, signal }: Pace,
): AsyncIterable<SubscriptionEvent<Seen>> =>
  subscribe(`process ${id} ${interval} ${nameOf(requested)}`, pollingSource(seeOne(pid, id, requested), interval), {
    signal,
  });

/** Returns the table of an event, in which its fields find other processes too. */
export function seenIn(withCode: SubscriptionEvent<Seen>): Seen {
  const seen = withCode.value;
  withCode.once('processes', () => Promise.resolve(seen.table));
  return seen;
}
