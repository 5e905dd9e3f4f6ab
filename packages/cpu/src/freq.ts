import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { CpuFreq } from '@psutil/native/internal/records';
import { checkPercpu, type PercpuOption } from './validate.js';

export type { CpuFreq } from '@psutil/native/internal/records';

/** Options of {@link cpuFreq}. */
export interface CpuFreqOptions<P extends boolean | undefined = boolean | undefined>
  extends HostOption,
    PercpuOption<P> {}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Returns the mean of the known values, or null if none is known. */
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

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuFreq<P extends boolean | undefined>(
    options?: CpuFreqOptions<P>,
  ): Result<M, P extends true ? CpuFreq[] : CpuFreq | null> {
    type Returned = P extends true ? CpuFreq[] : CpuFreq | null;
    return executor.run<Returned>(() => {
      const host = resolveHost(options, ['percpu']);
      const percpu = checkPercpu(options);
      return executor.map(executor.collect('cpuFreq', host), (cpus) => (percpu ? cpus : meanOf(cpus)) as Returned);
    });
  };

/**
 * Returns the frequency of the CPUs, in MHz: the mean of all CPUs or, with `percpu`, the frequency of each online CPU
 * that reports one, in ascending order of CPU numbers. The result is null, or an empty array, if no CPU reports its
 * frequency, as in many virtual machines.
 *
 * Linux: /proc/cpuinfo and /sys/devices/system/cpu/cpufreq. macOS: sysctl hw.cpufrequency; on Apple silicon, the
 * frequency table of the power manager in the I/O Registry, whose maximum is also `current`. FreeBSD: sysctl
 * dev.cpu.N.freq and freq_levels. SunOS: kstat cpu_info. Windows: CallNtPowerInformation().
 *
 * @example
 * import { cpuFreq } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * console.log(cpuFreq()?.current ?? 'unknown'); // 2400
 * for (const { current, max } of await promises.cpuFreq({ percpu: true })) console.log(current, max);
 */
export const cpuFreq: <P extends boolean | undefined = undefined>(
  options?: CpuFreqOptions<P>,
) => P extends true ? CpuFreq[] : CpuFreq | null = define(syncExecutor);

export const cpuFreqAsync: <P extends boolean | undefined = undefined>(
  options?: CpuFreqOptions<P>,
) => Promise<P extends true ? CpuFreq[] : CpuFreq | null> = define(asyncExecutor);
