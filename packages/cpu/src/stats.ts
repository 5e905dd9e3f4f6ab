import type { HostOption } from '@psutil/native';
import { type CpuStats, here, hostOf, pool } from '@psutil/native/collect';

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
  return here.collect('cpuStats', hostOf(options));
}

/** How often the CPUs were interrupted since boot: `cpuStats` of `@psutil/cpu`, read on the thread pool. */
export async function cpuStatsAsync(options?: HostOption): Promise<CpuStats> {
  return pool.collect('cpuStats', hostOf(options));
}
