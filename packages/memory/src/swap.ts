import type { HostOption } from '@psutil/native';
import { asyncExecutor, percentOf, type SwapMemory as Raw, resolveHost, syncExecutor } from '@psutil/native/collect';

/** Swap space, in bytes. Fields that a system does not measure are absent. */
export interface SwapMemory extends Raw {
  /** Swap space that holds something. */
  readonly used: number;
  /** `used` as a share of `total`, 0 to 100; 0 where there is no swap. */
  readonly percent: number;
}

function withUsage(memory: Raw): SwapMemory {
  const { total, free } = memory;
  const used = total - free;
  return Object.assign({ total, used, free, percent: percentOf(used, total) }, memory);
}

/**
 * How full the swap space is, in bytes, and what was swapped in and out since boot.
 *
 * Linux: /proc/meminfo, or sysinfo(2) where it says nothing of swap; `sin` and `sout` from /proc/vmstat.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function swapMemory(options?: HostOption): SwapMemory {
  return withUsage(syncExecutor.collect('swapMemory', resolveHost(options)));
}

/** How full the swap space is, in bytes: `swapMemory` of `@psutil/memory`, read on the thread pool. */
export async function swapMemoryAsync(options?: HostOption): Promise<SwapMemory> {
  return withUsage(await asyncExecutor.collect('swapMemory', resolveHost(options)));
}
