import type { HostOption } from '@psutil/native';
import { asyncExecutor, percentOf, type VirtualMemory as Raw, resolveHost, syncExecutor } from '@psutil/native/collect';

/** RAM, in bytes. Fields that a system does not measure are absent. */
export interface VirtualMemory extends Raw {
  /** RAM that no new program could get: `total` less `available`. */
  readonly used: number;
  /** `used` as a share of `total`, 0 to 100. */
  readonly percent: number;
}

function withUsage(memory: Raw): VirtualMemory {
  const { total, available } = memory;
  const used = total - available;
  return Object.assign({ total, available, percent: percentOf(used, total), used }, memory);
}

/**
 * How full the RAM is, in bytes.
 *
 * Linux: /proc/meminfo; `available` is estimated from it and /proc/zoneinfo where the kernel does not say it, and
 * `cached` counts the slab that can be reclaimed, as `free` does.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function virtualMemory(options?: HostOption): VirtualMemory {
  return withUsage(syncExecutor.collect('virtualMemory', resolveHost(options)));
}

/** How full the RAM is, in bytes: `virtualMemory` of `@psutil/memory`, read on the thread pool. */
export async function virtualMemoryAsync(options?: HostOption): Promise<VirtualMemory> {
  return withUsage(await asyncExecutor.collect('virtualMemory', resolveHost(options)));
}
