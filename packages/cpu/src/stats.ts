import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { CpuStats } from '@psutil/native/internal/records';

export type { CpuStats } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function cpuStats(options?: HostOption): Result<M, CpuStats> {
    return executor.run(() => executor.collect('cpuStats', resolveHost(options, [])));
  };

/**
 * Returns the CPU event counters since boot: context switches, interrupts, software interrupts and system calls.
 * `syscalls` is absent on Linux, which does not count system calls, and `softInterrupts` on SunOS and Windows.
 *
 * Linux: ctxt, intr and softirq in /proc/stat. FreeBSD: sysctl vm.stats.sys. SunOS: kstat cpu:N:sys. Windows:
 * NtQuerySystemInformation().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed.
 * @throws {NotSupported} On macOS.
 *
 * @example
 * import { cpuStats } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * console.log(cpuStats().ctxSwitches);
 * console.log((await promises.cpuStats()).interrupts);
 */
export const cpuStats: (options?: HostOption) => CpuStats = define(syncExecutor);

export const cpuStatsAsync: (options?: HostOption) => Promise<CpuStats> = define(asyncExecutor);
