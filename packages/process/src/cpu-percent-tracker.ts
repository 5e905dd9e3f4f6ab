import { percentOf } from '@psutil/native/internal/counters';
import type { ProcessCpuTimes } from '@psutil/native/internal/records';

/** CPU times of a process at its start, in seconds. */
export const zeroCpuTimes: ProcessCpuTimes = { user: 0, system: 0 };

/** Returns the CPU utilization between two readings, in percent; 100 is one CPU. */
export function percentUsed(before: ProcessCpuTimes, after: ProcessCpuTimes, seconds: number): number {
  const used = after.user + after.system - before.user - before.system;
  return Math.max(0, percentOf(used, seconds));
}

/** Stores the CPU times of the previous call, to compute the CPU utilization since then. */
export class CpuPercentTracker {
  #previousTimes: ProcessCpuTimes | undefined;
  /** Time of the previous call, in milliseconds, as returned by `performance.now()`. */
  #previousTime = 0;

  /** Returns the CPU utilization since the previous call, in percent; 0 for the first call. */
  percentSinceLast(times: ProcessCpuTimes): number {
    const now = performance.now();
    const seconds = (now - this.#previousTime) / 1000;
    const percent = this.#previousTimes ? percentUsed(this.#previousTimes, times, seconds) : 0;
    this.#previousTimes = times;
    this.#previousTime = now;
    return percent;
  }
}
