import { NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable } from '@psutil/process/table';
import type { SubscriptionResolver } from '../fields.js';
import { type RequestedAttributes, requestedAttributes } from '../process-loader.js';
import { type SubscriptionEvent, subscribe } from './broadcast.js';
import { type Metric, pollingSource } from './polling-source.js';

/** Returns a function that reads a process table, with rates since the previous one. */
function createReader({ interval, all: _, ...options }: RequestedAttributes): () => Promise<ProcessTable> {
  const needsRates = interval !== null;
  const readFirst = () => {
    const first = needsRates ? ProcessTable.read(options) : undefined;
    first?.catch(() => {}); // The read that awaits it throws.
    return first;
  };
  let before = readFirst();
  return async () => {
    const earlier = await before?.catch((error) => {
      before = readFirst();
      throw error;
    });
    const table = await ProcessTable.read({ ...options, before: earlier });
    if (needsRates) before = Promise.resolve(table);
    return table;
  };
}

/** A process table, and the requested process, if one was requested. */
export interface ProcessSnapshot {
  readonly table: ProcessTable;
  readonly process?: ProcessEntry;
}

const allProcesses = (requested: RequestedAttributes): Metric<ProcessSnapshot> => ({
  start() {
    const read = createReader(requested);
    return async () => ({ table: await read() });
  },
  isImmediate: requested.interval === null,
});

const oneProcess = (pid: number, id: string, requested: RequestedAttributes): Metric<ProcessSnapshot> => ({
  start() {
    const read = createReader(requested.all ? requested : { ...requested, pids: [pid] });
    return async () => {
      const table = await read();
      const process = table.get(pid);
      if (process?.id === id) return { table, process };
      throw new NoSuchProcess(pid);
    };
  },
  isImmediate: requested.interval === null,
  isLast: (error) => error instanceof NoSuchProcess,
});

/** Interval, in seconds, and a signal that ends the subscription. */
interface PollingOptions {
  readonly interval: number;
  readonly signal: AbortSignal | undefined;
}

/** Subscribes to all processes once per interval, shared by equal requests. */
export const subscribeToAll: SubscriptionResolver['subscribe'] = (_, { interval }, context, info) => {
  const requested = requestedAttributes(context, info);
  const source = pollingSource(allProcesses(requested), interval);
  return subscribe(`processes ${interval} ${JSON.stringify(requested)}`, source, { signal: context?.signal });
};

/** Subscribes to one process once per interval, until it has ended. */
export const subscribeToOne = (
  pid: number,
  id: string,
  requested: RequestedAttributes,
  { interval, signal }: PollingOptions,
): AsyncIterable<SubscriptionEvent<ProcessSnapshot>> =>
  subscribe(
    `process ${id} ${interval} ${JSON.stringify(requested)}`,
    pollingSource(oneProcess(pid, id, requested), interval),
    {
      signal,
    },
  );

/** Returns the snapshot of an event, and caches its table for the fields that read other processes. */
export function snapshotOf(event: SubscriptionEvent<ProcessSnapshot>): ProcessSnapshot {
  const snapshot = event.value;
  event.once('processes', () => Promise.resolve(snapshot.table));
  return snapshot;
}
