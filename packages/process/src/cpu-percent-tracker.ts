import type { ProcessCpuTimes } from '@psutil/native/internal/records';

/** What a process has used that has just started. */
export const zeroCpuTimes: ProcessCpuTimes = { user: 0, system: 0 };

/** How much of a CPU was used from one moment to another, in percent: 100 is one CPU. */
export function percentUsed(before: ProcessCpuTimes, after: ProcessCpuTimes, seconds: number): number {
  const used = after.user + after.system - before.user - before.system;
  return seconds > 0 ? Math.max(0, (100 * used) / seconds) : 0;
}

/** What is remembered of a process to tell how much of a CPU it used since it was last asked. */
export class CpuPercentTracker {
  #times: ProcessCpuTimes | undefined;
  /** Milliseconds of the clock of `performance.now()`. */
  #at = 0;

  /** What it used since it was last asked, in percent; 0 the first time. */
  percentSinceLast(times: ProcessCpuTimes): number {
    const at = performance.now();
    const percent = this.#times ? percentUsed(this.#times, times, (at - this.#at) / 1000) : 0;
    this.#times = times;
    this.#at = at;
    return percent;
  }
}
