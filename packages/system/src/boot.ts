import type { HostOption } from '@psutil/native';
import { asyncExecutor, resolveHost, syncExecutor } from '@psutil/native/collect';

/**
 * When the machine booted, in seconds since the epoch.
 *
 * Linux: btime of /proc/stat. The kernel takes it from the clock each time, so it moves when the clock is set.
 */
export function bootTime(options?: HostOption): number {
  return syncExecutor.collect('bootTime', resolveHost(options));
}

/** When the machine booted, in seconds since the epoch: `bootTime` of `@psutil/system`, read on the thread pool. */
export async function bootTimeAsync(options?: HostOption): Promise<number> {
  return asyncExecutor.collect('bootTime', resolveHost(options));
}
