import type { HostOption } from '@psutil/native';
import { asyncExecutor, type CpuFreq, resolveHost, syncExecutor } from '@psutil/native/collect';
import { checkPercpu, type PercpuOption } from './validate.js';

export type { CpuFreq } from '@psutil/native/collect';

/** Options of {@link cpuFreq}. */
export interface CpuFreqOptions extends HostOption, PercpuOption {}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of what is known; null where nothing is. */
function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? mean(known) : null;
}

function meanOf(cpus: readonly CpuFreq[]): CpuFreq | null {
  if (cpus.length === 0) return null;
  return {
    current: mean(cpus.map(({ current }) => current)),
    min: meanOfKnown(cpus.map(({ min }) => min)),
    max: meanOfKnown(cpus.map(({ max }) => max)),
  };
}

/**
 * The clock of the CPUs, in MHz: the mean of all or, with `percpu`, one element for each CPU online whose clock is
 * known, in the order of their numbers. Null, or an empty list, where no clock is known, as in many virtual machines.
 *
 * Linux: /proc/cpuinfo and /sys/devices/system/cpu/cpufreq.
 */
export function cpuFreq(options: CpuFreqOptions & { readonly percpu: true }): CpuFreq[];
export function cpuFreq(options?: CpuFreqOptions & { readonly percpu?: false | undefined }): CpuFreq | null;
export function cpuFreq(options?: CpuFreqOptions): CpuFreq | CpuFreq[] | null;
export function cpuFreq(options?: CpuFreqOptions): CpuFreq | CpuFreq[] | null {
  const percpu = checkPercpu(options);
  const cpus = syncExecutor.collect('cpuFreq', resolveHost(options));
  return percpu ? cpus : meanOf(cpus);
}

/** The clock of the CPUs, in MHz: `cpuFreq` of `@psutil/cpu`, read on the thread pool. */
export async function cpuFreqAsync(options: CpuFreqOptions & { readonly percpu: true }): Promise<CpuFreq[]>;
export async function cpuFreqAsync(
  options?: CpuFreqOptions & { readonly percpu?: false | undefined },
): Promise<CpuFreq | null>;
export async function cpuFreqAsync(options?: CpuFreqOptions): Promise<CpuFreq | CpuFreq[] | null>;
export async function cpuFreqAsync(options?: CpuFreqOptions): Promise<CpuFreq | CpuFreq[] | null> {
  const percpu = checkPercpu(options);
  const cpus = await asyncExecutor.collect('cpuFreq', resolveHost(options));
  return percpu ? cpus : meanOf(cpus);
}
