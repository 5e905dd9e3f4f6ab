import { busyPercent } from './cpu-percentages.js';
import { Comparison, type ComparisonAsyncOptions, type ComparisonOptions } from './times-delta.js';

/** Options of {@link cpuPercent}. */
export interface CpuPercentOptions extends ComparisonOptions {}

/** Options of {@link cpuPercentAsync}. */
export interface CpuPercentAsyncOptions extends ComparisonAsyncOptions {}

const comparison = new Comparison(busyPercent);

/**
 * How busy the CPUs were since the call before (the first time, since import), 0 to 100: all together or, with
 * `percpu`, each one online, in the order of their numbers. A CPU that waits for a disk is not busy. All callers of
 * this function share its memory, so that calls within milliseconds of each other tell little.
 *
 * Linux: /proc/stat. To wait for an interval, use `cpuPercent` of `@psutil/cpu/promises`.
 *
 * @throws {TypeError} For an interval above 0, which would stop the event loop.
 */
export function cpuPercent(options: CpuPercentOptions & { readonly percpu: true }): number[];
export function cpuPercent(options?: CpuPercentOptions & { readonly percpu?: false | undefined }): number;
export function cpuPercent(options?: CpuPercentOptions): number | number[];
export function cpuPercent(options?: CpuPercentOptions): number | number[] {
  return comparison.sinceLast('cpuPercent', options);
}

/**
 * How busy the CPUs are, 0 to 100: during `interval` seconds or, without one, since the call before. Read on the
 * thread pool.
 *
 * @throws {AbortError} When `signal` ends the wait.
 */
export async function cpuPercentAsync(options: CpuPercentAsyncOptions & { readonly percpu: true }): Promise<number[]>;
export async function cpuPercentAsync(
  options?: CpuPercentAsyncOptions & { readonly percpu?: false | undefined },
): Promise<number>;
export async function cpuPercentAsync(options?: CpuPercentAsyncOptions): Promise<number | number[]>;
export async function cpuPercentAsync(options?: CpuPercentAsyncOptions): Promise<number | number[]> {
  return comparison.during(options);
}
