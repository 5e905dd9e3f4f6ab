import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { type Direction, type Ordering, orderingOf } from './pagination.js';

type Key = number | string;

/** A field by which processes can be sorted: the attribute that it requires, and the sort key. */
interface ProcessOrderField {
  readonly attribute: AttributeName;
  /** Whether it is a rate, which requires two reads. */
  readonly isRate?: boolean;
  key(process: ProcessEntry): Key;
}

/** The fields by which processes can be sorted, by their names in the schema. */
export const orders = {
  PID: { attribute: 'pid', key: (process) => process.pid },
  NAME: { attribute: 'name', key: (process) => process.get('name') },
  USERNAME: { attribute: 'username', key: (process) => process.get('username') },
  STATUS: { attribute: 'status', key: (process) => process.get('status') },
  CREATE_TIME: { attribute: 'createTime', key: (process) => process.get('createTime') },
  CPU_TIME: {
    attribute: 'cpuTimes',
    key: (process) => process.get('cpuTimes').user + process.get('cpuTimes').system,
  },
  CPU_PERCENT: { attribute: 'cpuTimes', isRate: true, key: (process) => process.cpuPercent() },
  MEMORY: { attribute: 'memoryInfo', key: (process) => process.get('memoryInfo').rss },
  READ_RATE: { attribute: 'ioCounters', isRate: true, key: (process) => process.ioRates().readBytes },
  WRITE_RATE: { attribute: 'ioCounters', isRate: true, key: (process) => process.ioRates().writeBytes },
  NUM_THREADS: { attribute: 'numThreads', key: (process) => process.get('numThreads') },
} satisfies Record<string, ProcessOrderField>;

/** How to sort processes. */
export interface ProcessOrder {
  readonly field: keyof typeof orders;
  readonly direction: Direction;
}

/** Orders, the most significant first. Default: by PID. */
export type ProcessOrders = readonly ProcessOrder[] | null | undefined;

/** Returns the sort fields of orders. */
export const orderFields = (list: ProcessOrders): readonly ProcessOrderField[] =>
  (list ?? []).map(({ field }) => orders[field]);

/** Returns the sort key of a process, or null if it cannot be read: null sorts first. */
function keyOf(process: ProcessEntry, field: ProcessOrderField): Key | null {
  try {
    return field.key(process);
  } catch {
    return null;
  }
}

/** Returns the ordering of processes. Equal processes are in the order of their PIDs. */
export function processOrdering(list: ProcessOrders): Ordering<ProcessEntry> {
  const { name, directions } = orderingOf(list);
  const fields = orderFields(list);
  return {
    name,
    directions,
    positionOf: (process) => [...fields.map((field) => keyOf(process, field)), process.pid],
  };
}
