import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { Limits } from '@psutil/native/internal/records';

export type { CpuLimits, Limits, MemoryLimits, PidsLimits, SwapLimits } from '@psutil/native/internal/records';

interface LimitsFunction<M extends Mode> {
  /**
   * Returns the resource limits that control groups set for this program, for example in a container. Each limit is the
   * minimum over the control group of the program and its visible ancestors; usage is that of its own group. A limit
   * that does not exist is null.
   *
   * Linux: /proc/self/cgroup and /sys/fs/cgroup, version 1, version 2, or both.
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
   */
  (options?: HostOption): Result<M, Limits>;
}

const define = <M extends Mode>(executor: Executor<M>): LimitsFunction<M> =>
  function limits(options) {
    return executor.run(() => executor.collect('limits', resolveHost(options, [])));
  };

export const limits: LimitsFunction<'sync'> = define(syncExecutor);
export const limitsAsync: LimitsFunction<'async'> = define(asyncExecutor);
