import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import type { Direction, Ordering } from './pagination.js';

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

/** Returns the sort field of an order. */
export const orderField = ({ field }: ProcessOrder): ProcessOrderField => orders[field];

/** Returns the sort key of a process, or null if it cannot be read: null sorts first. */
function keyOf(process: ProcessEntry, field: ProcessOrderField): Key | null {
  try {
    return field.key(process);
  } catch {
    return null;
  }
}

/** Returns the ordering of processes. */
export function processOrdering(order: ProcessOrder): Ordering<ProcessEntry> {
  const field = orderField(order);
  return {
    name: order.field,
    directions: [order.direction],
    positionOf: (process) => [keyOf(process, field), process.pid],
  };
}
