import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';

type Key = number | string;

/** By what processes can be sorted: an attribute, and what of it counts. */
export const orders = {
  PID: { attribute: 'pid', key: (process: ProcessEntry) => process.pid },
  NAME: { attribute: 'name', key: (process: ProcessEntry) => process.get('name') },
  USERNAME: { attribute: 'username', key: (process: ProcessEntry) => process.get('username') },
  CREATE_TIME: { attribute: 'createTime', key: (process: ProcessEntry) => process.get('createTime') },
  CPU_TIME: {
    attribute: 'cpuTimes',
    key: (process: ProcessEntry) => process.get('cpuTimes').user + process.get('cpuTimes').system,
  },
  MEMORY: { attribute: 'memoryInfo', key: (process: ProcessEntry) => process.get('memoryInfo').rss },
  NUM_THREADS: { attribute: 'numThreads', key: (process: ProcessEntry) => process.get('numThreads') },
} satisfies Record<string, { attribute: AttributeName; key: (process: ProcessEntry) => Key }>;

/** The name of an order. */
export type OrderField = keyof typeof orders;

/** How to sort processes. */
export interface Order {
  readonly field: OrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** The place of a process in an order: no two have the same, since pids differ. A key that is refused comes first. */
export interface Place {
  readonly key: Key | null;
  readonly pid: number;
}

/** The place of a process in an order. */
export function placeOf(process: ProcessEntry, { field }: Order): Place {
  try {
    return { key: orders[field].key(process), pid: process.pid };
  } catch {
    return { key: null, pid: process.pid };
  }
}

function compareKeys(a: Key | null, b: Key | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Which of two places comes first: negative for `a`. */
export function comparePlaces(a: Place, b: Place, { direction }: Order): number {
  const ascending = compareKeys(a.key, b.key) || a.pid - b.pid;
  return direction === 'ASC' ? ascending : -ascending;
}
