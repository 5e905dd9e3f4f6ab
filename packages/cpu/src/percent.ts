import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { busyPercent } from './cpu-percentages.js';
import { TimesDelta, type TimesDeltaAsyncOptions, type TimesDeltaOptions } from './times-delta.js';
import type { PerCpu } from './validate.js';

/** Options of {@link cpuPercent}. */
export interface CpuPercentOptions<P extends boolean | undefined = boolean | undefined> extends TimesDeltaOptions<P> {}

/** Options of {@link cpuPercent} of `@psutil/cpu/promises`. */
export interface CpuPercentAsyncOptions<P extends boolean | undefined = boolean | undefined>
  extends TimesDeltaAsyncOptions<P> {}

const delta = new TimesDelta(busyPercent);

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuPercent<P extends boolean | undefined>(
    options?: CpuPercentAsyncOptions<P>,
  ): Result<M, PerCpu<P, number>> {
    return delta.read<M, P>(executor, 'cpuPercent', options);
  };

/**
 * Returns the CPU utilization, in percent, 0 to 100: system-wide or, with `percpu`, for each online CPU, in ascending
 * order of CPU numbers. A CPU that waits for I/O is not utilized.
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
 * import { cpuPercent } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * console.log(cpuPercent()); // since the import or the previous call
 * console.log(await promises.cpuPercent({ interval: 0.1, percpu: true })); // [ 9.1, 27.3 ]
 */
export const cpuPercent: <P extends boolean | undefined = undefined>(
  options?: CpuPercentOptions<P>,
) => PerCpu<P, number> = define(syncExecutor);

export const cpuPercentAsync: <P extends boolean | undefined = undefined>(
  options?: CpuPercentAsyncOptions<P>,
) => Promise<PerCpu<P, number>> = define(asyncExecutor);
