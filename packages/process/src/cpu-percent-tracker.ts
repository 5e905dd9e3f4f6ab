import type { ProcessCpuTimes } from '@psutil/native/internal/records';

/** CPU times of a process that has just started. */
export const zeroCpuTimes: ProcessCpuTimes = { user: 0, system: 0 };

/** Returns the CPU utilization between two readings, in percent; 100 is one CPU. */
export function percentUsed(before: ProcessCpuTimes, after: ProcessCpuTimes, seconds: number): number {
  const used = after.user + after.system - before.user - before.system;
  return seconds > 0 ? Math.max(0, (100 * used) / seconds) : 0;
}

/** Keeps the last CPU times of a process, to compute its utilization since the previous call. */
export class CpuPercentTracker {
  #times: ProcessCpuTimes | undefined;
  /** Time of the last call, in milliseconds of `performance.now()`. */
  #at = 0;

  /** Returns the utilization since the previous call, in percent; 0 the first time. */
  percentSinceLast(times: ProcessCpuTimes): number {
    const at = performance.now();
    const percent = this.#times ? percentUsed(this.#times, times, (at - this.#at) / 1000) : 0;
    this.#times = times;
    this.#at = at;
    return percent;
  }
}
