import { type CpuTimesPercent, timesPercent } from './cpu-percentages.js';
import { Comparison, type ComparisonAsyncOptions, type ComparisonOptions } from './times-delta.js';

export type { CpuTimesPercent } from './cpu-percentages.js';

/** Options of {@link cpuTimesPercent}. */
export interface CpuTimesPercentOptions extends ComparisonOptions {}

/** Options of {@link cpuTimesPercentAsync}. */
export interface CpuTimesPercentAsyncOptions extends ComparisonAsyncOptions {}

const comparison = new Comparison(timesPercent);

/**
 * Of the time since the call before (the first time, since import), the share of each mode, 0 to 100: of all CPUs
 * together or, with `percpu`, of each one online, in the order of their numbers. The shares but those of guests, which
 * are in `user` and `nice` too, add up to 100, or all are 0 where no time passed. All callers of this function share
 * its memory; `createCpuSampler` has one of its own.
 *
 * Linux: /proc/stat. To wait for an interval, use `cpuTimesPercent` of `@psutil/cpu/promises`.
 *
 * @throws {TypeError} For an interval above 0, which would stop the event loop.
 */
export function cpuTimesPercent(options: CpuTimesPercentOptions & { readonly percpu: true }): CpuTimesPercent[];
export function cpuTimesPercent(
  options?: CpuTimesPercentOptions & { readonly percpu?: false | undefined },
): CpuTimesPercent;
export function cpuTimesPercent(options?: CpuTimesPercentOptions): CpuTimesPercent | CpuTimesPercent[];
export function cpuTimesPercent(options?: CpuTimesPercentOptions): CpuTimesPercent | CpuTimesPercent[] {
  return comparison.sinceLast('cpuTimesPercent', options);
}

/**
 * The share of each mode, 0 to 100: of `interval` seconds or, without one, of the time since the call before. Read on
 * the thread pool.
 *
 * @throws {AbortError} When `signal` ends the wait.
 */
export async function cpuTimesPercentAsync(
  options: CpuTimesPercentAsyncOptions & { readonly percpu: true },
): Promise<CpuTimesPercent[]>;
export async function cpuTimesPercentAsync(
  options?: CpuTimesPercentAsyncOptions & { readonly percpu?: false | undefined },
): Promise<CpuTimesPercent>;
export async function cpuTimesPercentAsync(
  options?: CpuTimesPercentAsyncOptions,
): Promise<CpuTimesPercent | CpuTimesPercent[]>;
export async function cpuTimesPercentAsync(
  options?: CpuTimesPercentAsyncOptions,
): Promise<CpuTimesPercent | CpuTimesPercent[]> {
  return comparison.during(options);
}
