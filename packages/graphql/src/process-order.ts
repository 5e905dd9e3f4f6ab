import type { ProcessEntry } from '@psutil/process/table';
import { type Direction, type Ordering, orderingOf } from './pagination.js';
import { type ProcessValue, processNumbers, valueOrNull } from './process-numbers.js';

/** A value by which processes can be sorted. */
type SortKey = ProcessValue<number | string>;

/** The fields by which processes can be sorted, by their names in the schema. */
export const orders = {
  PID: { attribute: 'pid', read: (process) => process.pid },
  NAME: { attribute: 'name', read: (process) => process.get('name') },
  USERNAME: { attribute: 'username', read: (process) => process.get('username') },
  STATUS: { attribute: 'status', read: (process) => process.get('status') },
  CREATE_TIME: { attribute: 'createTime', read: (process) => process.get('createTime') },
  CPU_TIME: processNumbers.cpuTime,
  CPU_PERCENT: processNumbers.cpuPercent,
  MEMORY: processNumbers.memory,
  READ_RATE: processNumbers.readRate,
  WRITE_RATE: processNumbers.writeRate,
  NUM_THREADS: processNumbers.numThreads,
} satisfies Record<string, SortKey>;

/** How to sort processes. */
export interface ProcessOrder {
  readonly field: keyof typeof orders;
  readonly direction: Direction;
}

/** Orders, the most significant first. Default: by PID. */
export type ProcessOrders = readonly ProcessOrder[] | null | undefined;

/** Returns the sort fields of orders. */
export const orderFields = (list: ProcessOrders): readonly SortKey[] => (list ?? []).map(({ field }) => orders[field]);

/** Returns the ordering of processes: null sorts first, and equal processes are in the order of their PIDs. */
export function processOrdering(list: ProcessOrders): Ordering<ProcessEntry> {
  const { name, directions } = orderingOf(list);
  const fields = orderFields(list);
  return {
    name,
    directions,
    positionOf: (process) => [...fields.map((field) => valueOrNull(field, process)), process.pid],
  };
}
