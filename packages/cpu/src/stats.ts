import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { CpuStats } from '@psutil/native/internal/records';

export type { CpuStats } from '@psutil/native/internal/records';

interface CpuStatsFunction<M extends Mode> {
  /**
   * Returns the CPU event counters since boot: context switches, interrupts, software interrupts and system calls.
   * `syscalls` is absent on Linux, which does not count system calls.
   *
   * Linux: ctxt, intr and softirq in /proc/stat.
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
   */
  (options?: HostOption): Result<M, CpuStats>;
}

const define = <M extends Mode>(executor: Executor<M>): CpuStatsFunction<M> =>
  function cpuStats(options) {
    return executor.run(() => executor.collect('cpuStats', resolveHost(options, [])));
  };

export const cpuStats: CpuStatsFunction<'sync'> = define(syncExecutor);
export const cpuStatsAsync: CpuStatsFunction<'async'> = define(asyncExecutor);
