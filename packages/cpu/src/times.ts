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

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuTimes<P extends boolean | undefined>(options?: CpuTimesOptions<P>): Result<M, PerCpu<P, CpuTimes>> {
    return executor.run<PerCpu<P, CpuTimes>>(() => {
      const host = resolveHost(options, ['percpu']);
      const percpu = checkPercpu(options);
      return executor.map(
        executor.collect('cpuTimes', host),
        ({ total, cpus }) => (percpu ? cpus.map(({ times }) => times) : total) as PerCpu<P, CpuTimes>,
      );
    });
  };

/**
 * Returns the CPU time spent in each mode since boot, in seconds: system-wide or, with `percpu`, for each online CPU,
 * in ascending order of CPU numbers.
 *
 * Linux: /proc/stat. The time of guests is included twice: in `guest` and in `user`. `iowait` may decrease. macOS:
 * host_processor_info(). FreeBSD: sysctl kern.cp_times. SunOS: cpu_nsec_* of kstat cpu:N:sys. Windows:
 * NtQuerySystemInformation().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
 *
 * @example
 * import { cpuTimes } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * const { user, system, idle } = cpuTimes();
 * console.log({ user, system, idle }); // { user: 1080.59, system: 543.32, idle: 14921.72 }
 * for (const cpu of await promises.cpuTimes({ percpu: true })) console.log(cpu.idle);
 */
export const cpuTimes: <P extends boolean | undefined = undefined>(
  options?: CpuTimesOptions<P>,
) => PerCpu<P, CpuTimes> = define(syncExecutor);

export const cpuTimesAsync: <P extends boolean | undefined = undefined>(
  options?: CpuTimesOptions<P>,
) => Promise<PerCpu<P, CpuTimes>> = define(asyncExecutor);
