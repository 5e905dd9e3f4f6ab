import type { HostOption } from '@psutil/native';
import { asyncExecutor, resolveHost, syncExecutor } from '@psutil/native/collect';

/** The load averages of the last 1, 5 and 15 minutes. */
export type LoadAverages = [one: number, five: number, fifteen: number];

/**
 * How many threads ran or waited to run, on average over the last 1, 5 and 15 minutes.
 *
 * Linux: /proc/loadavg, where threads that wait for a disk count too.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function getloadavg(options?: HostOption): LoadAverages {
  return syncExecutor.collect('getloadavg', resolveHost(options)) as LoadAverages;
}

/** The load averages of the last 1, 5 and 15 minutes: `getloadavg` of `@psutil/cpu`, read on the thread pool. */
export async function getloadavgAsync(options?: HostOption): Promise<LoadAverages> {
  return (await asyncExecutor.collect('getloadavg', resolveHost(options))) as LoadAverages;
}
