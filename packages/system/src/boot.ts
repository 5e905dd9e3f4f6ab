import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';

interface BootTime<M extends Mode> {
  /**
   * Returns the time at which the system was booted, in seconds since the epoch.
   *
   * Linux: btime in /proc/stat. The kernel computes it from the current time, so it changes when the clock is set.
   */
  (options?: HostOption): Result<M, number>;
}

const define = <M extends Mode>(executor: Executor<M>): BootTime<M> =>
  function bootTime(options) {
    return executor.run(() => executor.collect('bootTime', resolveHost(options, [])));
  };

export const bootTime: BootTime<'sync'> = define(syncExecutor);
export const bootTimeAsync: BootTime<'async'> = define(asyncExecutor);
