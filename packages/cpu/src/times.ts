import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { CpuTimes } from '@psutil/native/internal/records';
import { checkPercpu, type PerCpu, type PercpuOption } from './validate.js';

export type { CpuTimes } from '@psutil/native/internal/records';

/** Options of {@link cpuTimes}. */
export interface CpuTimesOptions<P extends boolean | undefined = boolean | undefined>
  extends HostOption,
    PercpuOption<P> {}

interface CpuTimesFunction<M extends Mode> {
  /**
   * Returns the CPU time spent in each mode since boot, in seconds: system-wide or, with `percpu`, for each online CPU,
   * in ascending order of CPU numbers.
   *
   * Linux: /proc/stat. The time of guests is included twice: in `guest` and in `user`. `iowait` may decrease.
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
   */
  <P extends boolean | undefined = undefined>(options?: CpuTimesOptions<P>): Result<M, PerCpu<P, CpuTimes>>;
}

const define = <M extends Mode>(executor: Executor<M>): CpuTimesFunction<M> =>
  function cpuTimes<P extends boolean | undefined>(options?: CpuTimesOptions<P>) {
    return executor.run<PerCpu<P, CpuTimes>>(() => {
      const host = resolveHost(options, ['percpu']);
      const percpu = checkPercpu(options);
      return executor.map(
        executor.collect('cpuTimes', host),
        ({ total, cpus }) => (percpu ? cpus.map(({ times }) => times) : total) as PerCpu<P, CpuTimes>,
      );
    });
  };

export const cpuTimes: CpuTimesFunction<'sync'> = define(syncExecutor);
export const cpuTimesAsync: CpuTimesFunction<'async'> = define(asyncExecutor);
