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

/** Number of ended processes whose history is kept, so that the panel of one of them still shows it. */
const maxEnded = 100;

/** IDs of the ended processes whose history is kept, in the order in which they ended. */
const endedIds = new Set<string>();

function dropEnded(running: ReadonlySet<string>): void {
  for (const id of histories.keys()) {
    if (running.has(id)) endedIds.delete(id);
    else endedIds.add(id);
  }
  for (const id of [...endedIds].slice(0, -maxEnded)) {
    endedIds.delete(id);
    histories.delete(id);
  }
}

let lastTime = 0;

/**
 * Records the values of all processes at a time in seconds, and drops the history of those that ended long ago. Values
 * before and after a pause, such as a hidden tab, are separated by an unknown value.
 */
export function recordHistory(processes: readonly Process[], time: number): void {
  const hasGap = time - lastTime > 3 * historySeconds;
  lastTime = time;
  for (const { id, cpuPercent, memoryInfo } of processes) {
    const history = histories.get(id) ?? { cpuPercent: [], rss: [] };
    histories.set(id, history);
    if (hasGap && history.rss.length > 0) {
      append(history.cpuPercent, null);
      append(history.rss, null);
    }
    append(history.cpuPercent, cpuPercent);
    append(history.rss, memoryInfo?.rss ?? null);
  }
  dropEnded(new Set(processes.map(({ id }) => id)));
}

/** Returns the values of a process that the page has received, oldest first. */
export const historyOf = (id: string): ProcessHistory => histories.get(id) ?? { cpuPercent: [], rss: [] };
