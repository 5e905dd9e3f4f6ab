import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { VirtualMemory } from '@psutil/native/internal/records';

export type { VirtualMemory } from '@psutil/native/internal/records';

interface VirtualMemoryFunction<M extends Mode> {
  /**
   * Returns the system-wide memory statistics, in bytes: total, available, used, free and, depending on the system,
   * further fields. Fields that the system does not report are absent.
   *
   * Linux: /proc/meminfo. If it has no MemAvailable, `available` is estimated from /proc/meminfo and /proc/zoneinfo.
   * `cached` includes reclaimable slab memory, as in free(1).
   *
   * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
   */
  (options?: HostOption): Result<M, VirtualMemory>;
}

const define = <M extends Mode>(executor: Executor<M>): VirtualMemoryFunction<M> =>
  function virtualMemory(options) {
    return executor.run(() => executor.collect('virtualMemory', resolveHost(options, [])));
  };

export const virtualMemory: VirtualMemoryFunction<'sync'> = define(syncExecutor);
export const virtualMemoryAsync: VirtualMemoryFunction<'async'> = define(asyncExecutor);
