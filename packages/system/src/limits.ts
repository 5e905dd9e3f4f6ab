import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { Limits } from '@psutil/native/internal/records';

export type { CpuLimits, Limits, MemoryLimits, PidsLimits, SwapLimits } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function limits(options?: HostOption): Result<M, Limits> {
    return executor.run(() => executor.collect('limits', resolveHost(options, [])));
  };

/**
 * Returns the resource limits that control groups set for this program, for example in a container. Each limit is the
 * minimum over the control group of the program and its visible ancestors; usage is that of its own group. A limit
 * that does not exist is null.
 *
 * Linux: /proc/self/cgroup and /sys/fs/cgroup, version 1, version 2, or both. Windows: the job of this program, from
 * QueryInformationJobObject().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 * @throws {NotSupported} On macOS, FreeBSD and SunOS.
 *
 * @example
 * import { limits } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * console.log(limits().memory.limit ?? 'unlimited');
 * console.log((await promises.limits()).cpu.quota);
 */
export const limits: (options?: HostOption) => Limits = define(syncExecutor);

export const limitsAsync: (options?: HostOption) => Promise<Limits> = define(asyncExecutor);
