import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';

/** Load averages over the last 1, 5 and 15 minutes. */
export type LoadAverages = [one: number, five: number, fifteen: number];

interface Getloadavg<M extends Mode> {
  /**
   * Returns the load averages over the last 1, 5 and 15 minutes: the average number of threads that are running or
   * ready to run. On Linux, threads in uninterruptible sleep, usually waiting for disk I/O, are included.
   *
   * Linux: /proc/loadavg.
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
   */
  (options?: HostOption): Result<M, LoadAverages>;
}

const define = <M extends Mode>(executor: Executor<M>): Getloadavg<M> =>
  function getloadavg(options) {
    return executor.run(() =>
      executor.map(executor.collect('getloadavg', resolveHost(options, [])), (averages) => averages as LoadAverages),
    );
  };

export const getloadavg: Getloadavg<'sync'> = define(syncExecutor);
export const getloadavgAsync: Getloadavg<'async'> = define(asyncExecutor);
