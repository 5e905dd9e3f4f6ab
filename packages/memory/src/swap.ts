import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { SwapMemory } from '@psutil/native/internal/records';

export type { SwapMemory } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function swapMemory(options?: HostOption): Result<M, SwapMemory> {
    return executor.run(() => executor.collect('swapMemory', resolveHost(options, [])));
  };

/**
 * Returns the system-wide swap memory statistics, in bytes: total, used and free swap space, and the bytes swapped in
 * (`sin`) and out (`sout`) since boot. Fields that the system does not report are absent.
 *
 * Linux: /proc/meminfo, or sysinfo(2) if it has no swap lines; `sin` and `sout` from /proc/vmstat. macOS: sysctl
 * vm.swapusage and host_statistics64(). FreeBSD: sysctl vm.swap_info and vm.stats.vm. SunOS: swapctl(2) and kstat
 * cpu:N:vm. Windows: the page files, from NtQuerySystemInformation().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 *
 * @example
 * import { swapMemory } from '@psutil/memory';
 * import * as promises from '@psutil/memory/promises';
 *
 * console.log(swapMemory().percent);
 * console.log((await promises.swapMemory()).total);
 */
export const swapMemory: (options?: HostOption) => SwapMemory = define(syncExecutor);

export const swapMemoryAsync: (options?: HostOption) => Promise<SwapMemory> = define(asyncExecutor);
