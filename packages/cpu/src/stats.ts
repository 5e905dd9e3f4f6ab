import type { HostOption } from '@psutil/native';
import { asyncExecutor, type CpuStats, resolveHost, syncExecutor } from '@psutil/native/collect';

export type { CpuStats } from '@psutil/native/collect';

/**
 * How often the CPUs were interrupted since boot, and for what. Linux does not count system calls: there is no
 * `syscalls` there.
 *
 * Linux: ctxt, intr and softirq of /proc/stat.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function cpuStats(options?: HostOption): CpuStats {
  return syncExecutor.collect('cpuStats', resolveHost(options));
}

/** How often the CPUs were interrupted since boot: `cpuStats` of `@psutil/cpu`, read on the thread pool. */
export async function cpuStatsAsync(options?: HostOption): Promise<CpuStats> {
  return asyncExecutor.collect('cpuStats', resolveHost(options));
}
