import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';

const define = <M extends Mode>(executor: Executor<M>) =>
  function bootTime(options?: HostOption): Result<M, number> {
    return executor.run(() => executor.collect('bootTime', resolveHost(options, [])));
  };

/**
 * Returns the time at which the system was booted, in seconds since the epoch.
 *
 * Linux: btime in /proc/stat. The kernel computes it from the current time, so it changes when the clock is set. macOS,
 * FreeBSD: sysctl kern.boottime, which also changes. SunOS: boot_time of kstat unix:0:system_misc. Windows:
 * NtQuerySystemInformation().
 *
 * @example
 * import { bootTime } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * console.log(new Date(bootTime() * 1000));
 * console.log(await promises.bootTime());
 */
export const bootTime: (options?: HostOption) => number = define(syncExecutor);

export const bootTimeAsync: (options?: HostOption) => Promise<number> = define(asyncExecutor);
