import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { VirtualMemory } from '@psutil/native/internal/records';

export type { VirtualMemory } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function virtualMemory(options?: HostOption): Result<M, VirtualMemory> {
    return executor.run(() => executor.collect('virtualMemory', resolveHost(options, [])));
  };

/**
 * Returns the system-wide memory statistics, in bytes: total, available, used, free and, depending on the system,
 * further fields. Fields that the system does not report are absent.
 *
 * Linux: /proc/meminfo. If it has no MemAvailable, `available` is estimated from /proc/meminfo and /proc/zoneinfo.
 * `cached` includes reclaimable slab memory, as in free(1). macOS: host_statistics64() and sysctl hw.memsize. FreeBSD:
 * sysctl vm.stats.vm, hw.physmem and vm.vmtotal; `available` includes the part of the ZFS cache that can be freed.
 * SunOS: kstat unix:0:system_pages; `available` includes the ZFS cache; in a zone, its memory cap is the total.
 * Windows: GetPerformanceInfo().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 *
 * @example
 * import { virtualMemory } from '@psutil/memory';
 * import * as promises from '@psutil/memory/promises';
 *
 * const { total, available, percent } = virtualMemory();
 * console.log({ total, available, percent });
 * console.log((await promises.virtualMemory()).available);
 */
export const virtualMemory: (options?: HostOption) => VirtualMemory = define(syncExecutor);

export const virtualMemoryAsync: (options?: HostOption) => Promise<VirtualMemory> = define(asyncExecutor);
