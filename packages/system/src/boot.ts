import type { HostOption } from '@psutil/native';
import { here, hostOf, pool } from '@psutil/native/collect';

/**
 * When the machine booted, in seconds since the epoch.
 *
 * Linux: btime of /proc/stat. The kernel takes it from the clock each time, so it moves when the clock is set.
 */
export function bootTime(options?: HostOption): number {
  return here.collect('bootTime', hostOf(options));
}

/** When the machine booted, in seconds since the epoch: `bootTime` of `@psutil/system`, read on the thread pool. */
export async function bootTimeAsync(options?: HostOption): Promise<number> {
  return pool.collect('bootTime', hostOf(options));
}
