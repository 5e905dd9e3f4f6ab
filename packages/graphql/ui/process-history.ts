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

let lastTime = 0;

/**
 * Records the values of all processes at a time in seconds, and drops the history of those that have ended. Values before
 * and after a pause, such as a hidden tab, are separated by an unknown value.
 */
export function recordHistory(processes: readonly Process[], time: number): void {
  const hasGap = time - lastTime > 3 * historySeconds;
  lastTime = time;
  const ended = new Set(histories.keys());
  for (const { id, cpuPercent, memoryInfo } of processes) {
    ended.delete(id);
    const history = histories.get(id) ?? { cpuPercent: [], rss: [] };
    histories.set(id, history);
    if (hasGap && history.rss.length > 0) {
      append(history.cpuPercent, null);
      append(history.rss, null);
    }
    append(history.cpuPercent, cpuPercent);
    append(history.rss, memoryInfo?.rss ?? null);
  }
  for (const id of ended) histories.delete(id);
}

/** Returns the values of a process that the page has received, oldest first. */
export const historyOf = (id: string): ProcessHistory => histories.get(id) ?? { cpuPercent: [], rss: [] };
