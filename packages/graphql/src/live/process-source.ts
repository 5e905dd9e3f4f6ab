import { NoSuchProcess } from '@psutil/process/promises';
import { type ProcessEntry, ProcessTable } from '@psutil/process/table';
import type { AskedOfProcesses } from '../process-loader.js';
import { listen, type Told } from './broadcast.js';
import { feed, type Metric } from './polling-source.js';

/** Reads tables, each with what is told per second since the one before. */
function reader({ rates, all: _, ...options }: AskedOfProcesses): () => Promise<ProcessTable> {
  const begin = () => {
    const first = rates ? ProcessTable.read(options) : undefined;
    first?.catch(() => {}); // said by the reading that needs it
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

/** Processes at one moment, and the one that is meant, where one is. */
export interface Seen {
  readonly table: ProcessTable;
  readonly process?: ProcessEntry;
}

const seeAll = (asked: AskedOfProcesses): Metric<Seen> => ({
  start() {
    const read = reader(asked);
    return async () => ({ table: await read() });
  },
  isAtOnce: !asked.rates,
});

const seeOne = (pid: number, id: string, asked: AskedOfProcesses): Metric<Seen> => ({
  start() {
    const read = reader(asked.all ? asked : { ...asked, pids: [pid] });
    return async () => {
      const table = await read();
      const process = table.get(pid);
      if (process?.id === id) return { table, process };
      throw new NoSuchProcess(pid);
    };
  },
  isAtOnce: !asked.rates,
  isLast: (error) => error instanceof NoSuchProcess,
});

/** What is asked, as a name that is the same for those who ask the same. */
const nameOf = ({ attrs, ...asked }: AskedOfProcesses): string =>
  JSON.stringify({ ...asked, attrs: [...new Set(attrs)].sort() });

/** How often, and until when. */
interface Pace {
  readonly interval: number;
  readonly signal: AbortSignal | undefined;
}

/** All processes once an interval, shared by those who ask the same of them. */
export const listenToAll = (asked: AskedOfProcesses, { interval, signal }: Pace): AsyncIterable<Told<Seen>> =>
  listen(`processes ${interval} ${nameOf(asked)}`, feed(seeAll(asked), interval), { signal });

/** One process once an interval, until it has ended. */
export const listenToOne = (
  pid: number,
  id: string,
  asked: AskedOfProcesses,
  { interval, signal }: Pace,
): AsyncIterable<Told<Seen>> =>
  listen(`process ${id} ${interval} ${nameOf(asked)}`, feed(seeOne(pid, id, asked), interval), { signal });

/** What an event shows, where all that its fields ask of other processes is found too. */
export function seenIn(told: Told<Seen>): Seen {
  const seen = told.value;
  told.once('processes', () => Promise.resolve(seen.table));
  return seen;
}
