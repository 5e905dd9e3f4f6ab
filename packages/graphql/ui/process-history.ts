import type { Process } from './process.ts';

/** Seconds between the values of a history. */
export const historySeconds = 2;

/** Number of values that are kept for each process: three minutes. */
export const historyCapacity = 90;

/** CPU usage and resident set size of a process since the page was opened; null while unknown. */
export interface ProcessHistory {
  readonly cpuPercent: (number | null)[];
  readonly rss: (number | null)[];
}

const histories = new Map<string, ProcessHistory>();

function append(values: (number | null)[], value: number | null): void {
  values.push(value);
  if (values.length > historyCapacity) values.shift();
}

/** Records the values of all processes, and drops the history of those that have ended. */
export function recordHistory(processes: readonly Process[]): void {
  const ended = new Set(histories.keys());
  for (const { id, cpuPercent, memoryInfo } of processes) {
    ended.delete(id);
    const history = histories.get(id) ?? { cpuPercent: [], rss: [] };
    histories.set(id, history);
    append(history.cpuPercent, cpuPercent);
    append(history.rss, memoryInfo?.rss ?? null);
  }
  for (const id of ended) histories.delete(id);
}

/** Returns the values of a process that the page has received, oldest first. */
export const historyOf = (id: string): ProcessHistory => histories.get(id) ?? { cpuPercent: [], rss: [] };
