import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { DiskUsage } from '@psutil/native/internal/records';
import { checkAbort, checkSeconds, checkString, maxTimerSeconds } from '@psutil/native/internal/validation';
import { diskUsageWithTimeout } from './usage-timeout.js';

export type { DiskUsage, InodeUsage } from '@psutil/native/internal/records';

/** Options of `diskUsage` of `@psutil/disk/promises`. */
export interface DiskUsageAsyncOptions extends HostOption {
  /** Timeout in seconds; none by default. */
  readonly timeout?: number | undefined;
  /** Aborts the wait. */
  readonly signal?: AbortSignal | undefined;
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function diskUsage(path: string, options?: DiskUsageAsyncOptions): Result<M, DiskUsage> {
    return executor.run<DiskUsage>(() => {
      const checked = checkString('path', path);
      if (executor.mode === 'sync') return executor.collect('diskUsage', resolveHost(options, []), checked);
      const host = resolveHost(options, ['timeout', 'signal']);
      const timeout = options?.timeout === undefined ? maxTimerSeconds : checkSeconds('timeout', options.timeout);
      const signal = checkAbort(options?.signal);
      return diskUsageWithTimeout(timeout, host, checked, signal) as Result<M, DiskUsage>;
    });
  };

/**
 * Returns the disk usage, in bytes, of the filesystem that contains a path, as df(1) does: space that is reserved for
 * root is part of `total`, but not of `free` and `percent`.
 *
 * If the server of a network filesystem does not respond, statvfs(2) blocks, and the synchronous form blocks the
 * program. The asynchronous form reads each path on a detached thread, with at most 16 threads at a time. A path that
 * never responds occupies one thread, however often it is requested. It blocks neither the thread pool nor the exit of
 * the program.
 *
 * Linux, FreeBSD, SunOS: statvfs(2). macOS: statfs(2), and getattrlist(2) for `used`, because the volumes of an APFS
 * container share its free space. Windows: GetDiskFreeSpaceExW().
 *
 * @throws {Error} The system error, such as `ENOENT`, with `code`, `syscall` and `path`.
 * @throws {TimeoutExpired} If the timeout expires.
 * @throws {AbortError} If `signal` aborts the wait.
 *
 * @example
 * import { diskUsage } from '@psutil/disk';
 * import * as promises from '@psutil/disk/promises';
 *
 * const { total, free, percent } = diskUsage('/');
 * console.log({ total, free, percent });
 * console.log((await promises.diskUsage('/', { timeout: 5 })).inodes?.percent);
 */
export const diskUsage: (path: string, options?: HostOption) => DiskUsage = define(syncExecutor);

export const diskUsageAsync: (path: string, options?: DiskUsageAsyncOptions) => Promise<DiskUsage> =
  define(asyncExecutor);
