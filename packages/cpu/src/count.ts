import type { HostOption } from '@psutil/native';
import { asyncExecutor, checkFlag, resolveHost, syncExecutor } from '@psutil/native/collect';

/** Options of {@link cpuCount}. */
export interface CpuCountOptions extends HostOption {
  /** False to count physical cores, without the further threads of each. */
  readonly logical?: boolean | undefined;
}

/**
 * Number of CPUs online or, with `logical: false`, of physical cores; null where that cannot be known, as in many
 * virtual machines. What a container or a CPU affinity leaves of them is not asked.
 *
 * Linux: /sys/devices/system/cpu, else /proc/stat and /proc/cpuinfo.
 */
export function cpuCount(options?: CpuCountOptions): number | null {
  const logical = checkFlag('logical', options?.logical, true);
  return syncExecutor.collect('cpuCount', resolveHost(options), logical);
}

/** Number of CPUs online or of physical cores: `cpuCount` of `@psutil/cpu`, read on the thread pool. */
export async function cpuCountAsync(options?: CpuCountOptions): Promise<number | null> {
  const logical = checkFlag('logical', options?.logical, true);
  return asyncExecutor.collect('cpuCount', resolveHost(options), logical);
}
