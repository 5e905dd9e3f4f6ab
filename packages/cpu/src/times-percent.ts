import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { CpuTimesPercent } from '@psutil/native/internal/records';
import { timesPercent } from './cpu-percentages.js';
import { TimesDelta, type TimesDeltaAsyncOptions, type TimesDeltaOptions } from './times-delta.js';
import type { PerCpu } from './validate.js';

export type { CpuTimesPercent } from '@psutil/native/internal/records';

/** Options of {@link cpuTimesPercent}. */
export interface CpuTimesPercentOptions<P extends boolean | undefined = boolean | undefined>
  extends TimesDeltaOptions<P> {}

/** Options of {@link cpuTimesPercent} of `@psutil/cpu/promises`. */
export interface CpuTimesPercentAsyncOptions<P extends boolean | undefined = boolean | undefined>
  extends TimesDeltaAsyncOptions<P> {}

const delta = new TimesDelta(timesPercent);

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuTimesPercent<P extends boolean | undefined>(
    options?: CpuTimesPercentAsyncOptions<P>,
  ): Result<M, PerCpu<P, CpuTimesPercent>> {
    return delta.read<M, P>(executor, 'cpuTimesPercent', options);
  };

/**
 * Returns the CPU time spent in each mode, in percent, 0 to 100: system-wide or, with `percpu`, for each online CPU,
 * in ascending order of CPU numbers. The percentages add up to 100, except for `guest` and `guestNice`, which are
 * included in `user` and `nice`. All are 0 if no time passed.
 *
 * With `interval`, it compares the CPU times before and after that many seconds. Without it, it compares with the
 * previous call or, the first time, with the import of the module. All callers share this state: a call shortly after
 * another one is inaccurate. {@link createCpuSampler} creates a state of its own.
 *
 * Linux: /proc/stat. macOS: host_processor_info(). FreeBSD: sysctl kern.cp_times. SunOS: cpu_nsec_* of kstat cpu:N:sys.
 * Windows: NtQuerySystemInformation().
 *
 * @throws {TypeError} In the synchronous form for an interval above 0, which would block the event loop.
 * @throws {AbortError} If `signal` aborts the wait.
 *
 * @example
 * import { cpuTimesPercent } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * const { user, system, idle } = cpuTimesPercent(); // since the import or the previous call
 * console.log({ user, system, idle });
 * console.log(await promises.cpuTimesPercent({ interval: 0.1 }));
 */
export const cpuTimesPercent: <P extends boolean | undefined = undefined>(
  options?: CpuTimesPercentOptions<P>,
) => PerCpu<P, CpuTimesPercent> = define(syncExecutor);

export const cpuTimesPercentAsync: <P extends boolean | undefined = undefined>(
  options?: CpuTimesPercentAsyncOptions<P>,
) => Promise<PerCpu<P, CpuTimesPercent>> = define(asyncExecutor);
