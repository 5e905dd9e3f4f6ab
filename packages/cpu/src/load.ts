import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';

/** Load averages over the last 1, 5 and 15 minutes. */
export type LoadAverages = [one: number, five: number, fifteen: number];

const define = <M extends Mode>(executor: Executor<M>) =>
  function getloadavg(options?: HostOption): Result<M, LoadAverages> {
    return executor.run(() =>
      executor.map(executor.collect('getloadavg', resolveHost(options, [])), (averages) => averages as LoadAverages),
    );
  };

/**
 * Returns the load averages over the last 1, 5 and 15 minutes: the average number of threads that are running or
 * ready to run. On Linux, threads in uninterruptible sleep, usually waiting for disk I/O, are included.
 *
 * Linux: /proc/loadavg. macOS, FreeBSD, SunOS: getloadavg(3).
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
 * @throws {NotSupported} On Windows.
 *
 * @example
 * import { getloadavg } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * const [one, five, fifteen] = getloadavg();
 * console.log(one, five, fifteen); // 0.52 0.41 0.38
 * console.log(await promises.getloadavg());
 */
export const getloadavg: (options?: HostOption) => LoadAverages = define(syncExecutor);

export const getloadavgAsync: (options?: HostOption) => Promise<LoadAverages> = define(asyncExecutor);
