import type { HostOption } from '@psutil/native';
import { asyncExecutor, type CpuTimes, resolveHost, syncExecutor } from '@psutil/native/collect';
import { checkPercpu, type PercpuOption } from './validate.js';

export type { CpuTimes } from '@psutil/native/collect';

/** Options of {@link cpuTimes}. */
export interface CpuTimesOptions extends HostOption, PercpuOption {}

/**
 * Seconds that CPUs spent in each mode since boot: all together or, with `percpu`, one element for each CPU online, in
 * the order of their numbers.
 *
 * Linux: /proc/stat. Guests count twice there: in `guest` and in `user`.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function cpuTimes(options: CpuTimesOptions & { readonly percpu: true }): CpuTimes[];
export function cpuTimes(options?: CpuTimesOptions & { readonly percpu?: false | undefined }): CpuTimes;
export function cpuTimes(options?: CpuTimesOptions): CpuTimes | CpuTimes[];
export function cpuTimes(options?: CpuTimesOptions): CpuTimes | CpuTimes[] {
  const percpu = checkPercpu(options);
  const { total, cpus } = syncExecutor.collect('cpuTimes', resolveHost(options));
  return percpu ? cpus.map(({ times }) => times) : total;
}

/** Seconds that CPUs spent in each mode since boot: `cpuTimes` of `@psutil/cpu`, read on the thread pool. */
export async function cpuTimesAsync(options: CpuTimesOptions & { readonly percpu: true }): Promise<CpuTimes[]>;
export async function cpuTimesAsync(
  options?: CpuTimesOptions & { readonly percpu?: false | undefined },
): Promise<CpuTimes>;
export async function cpuTimesAsync(options?: CpuTimesOptions): Promise<CpuTimes | CpuTimes[]>;
export async function cpuTimesAsync(options?: CpuTimesOptions): Promise<CpuTimes | CpuTimes[]> {
  const percpu = checkPercpu(options);
  const { total, cpus } = await asyncExecutor.collect('cpuTimes', resolveHost(options));
  return percpu ? cpus.map(({ times }) => times) : total;
}
