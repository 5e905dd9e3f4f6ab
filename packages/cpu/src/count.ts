import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { checkFlag } from '@psutil/native/internal/validation';

/** Options of {@link cpuCount}. */
export interface CpuCountOptions extends HostOption {
  /** Whether to count logical CPUs (true, the default) or physical cores (false). */
  readonly logical?: boolean | undefined;
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuCount(options?: CpuCountOptions): Result<M, number | null> {
    return executor.run(() => {
      const host = resolveHost(options, ['logical']);
      return executor.collect('cpuCount', host, checkFlag('logical', options?.logical, true));
    });
  };

/**
 * Returns the number of online logical CPUs or, with `logical: false`, of physical cores. The result is null if the
 * number of cores is unknown, as in many virtual machines. It does not depend on the CPU affinity of the process or
 * on the limits of a container.
 *
 * Linux: /sys/devices/system/cpu, or /proc/stat and /proc/cpuinfo. macOS: sysctl hw.logicalcpu and hw.physicalcpu.
 * FreeBSD: sysctl hw.ncpu and kern.smp.cores. SunOS: sysconf(3C) and kstat cpu_info. Windows: GetActiveProcessorCount()
 * and GetLogicalProcessorInformationEx().
 *
 * @example
 * import { cpuCount } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * console.log(cpuCount()); // 8
 * console.log(await promises.cpuCount({ logical: false })); // 4
 */
export const cpuCount: (options?: CpuCountOptions) => number | null = define(syncExecutor);

export const cpuCountAsync: (options?: CpuCountOptions) => Promise<number | null> = define(asyncExecutor);
