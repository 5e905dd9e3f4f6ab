import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';

/** A value of processes, and the attribute that it requires. */
export interface ProcessValue<T> {
  readonly attribute: AttributeName;
  /** Whether it is a rate, which requires two reads. */
  readonly isRate?: boolean;
  /** Returns the value, or null if the system does not have it; throws if it cannot be read. */
  read(process: ProcessEntry): T | null;
}

/** The numbers of processes by which filters, orders and groups work. */
export const processNumbers = {
  cpuPercent: { attribute: 'cpuTimes', isRate: true, read: (process) => process.cpuPercent() },
  cpuTime: {
    attribute: 'cpuTimes',
    read: (process) => process.get('cpuTimes').user + process.get('cpuTimes').system,
  },
  memory: { attribute: 'memoryInfo', read: (process) => process.get('memoryInfo').rss },
  memoryPercent: { attribute: 'memoryPercent', read: (process) => process.get('memoryPercent') },
  readRate: { attribute: 'ioCounters', isRate: true, read: (process) => process.ioRates().readBytes ?? null },
  writeRate: { attribute: 'ioCounters', isRate: true, read: (process) => process.ioRates().writeBytes ?? null },
  numThreads: { attribute: 'numThreads', read: (process) => process.get('numThreads') },
  numFds: { attribute: 'numFds', read: (process) => process.get('numFds') },
} satisfies Readonly<Record<string, ProcessValue<number>>>;

/** Name of one of the numbers. */
export type ProcessNumber = keyof typeof processNumbers;

/** Returns a value of a process; null if it cannot be read. */
export function valueOrNull<T>({ read }: ProcessValue<T>, process: ProcessEntry): T | null {
  try {
    return read(process);
  } catch {
    return null;
  }
}
