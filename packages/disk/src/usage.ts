import type { HostOption } from '@psutil/native';
import {
  checkSeconds,
  checkString,
  longestWait,
  percentOf,
  type DiskUsage as Raw,
  type InodeUsage as RawInodes,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';
import { answerWithin } from './usage-timeout.js';

/** How many of a file system's inodes are in use. */
export interface InodeUsage extends RawInodes {
  /** What is used of all that a user who is not root can have, 0 to 100. */
  readonly percent: number;
}

/** How full a file system is, in bytes. */
export interface DiskUsage extends Omit<Raw, 'inodes'> {
  /** What is used of all that a user who is not root can have, 0 to 100: `used` of `used` and `free`. */
  readonly percent: number;
  /** The same of its inodes; null where it does not count them. */
  readonly inodes: InodeUsage | null;
}

/** Options of {@link diskUsageAsync}. */
export interface DiskUsageAsyncOptions extends HostOption {
  /** Seconds to wait for an answer; without it, as long as it takes. */
  readonly timeout?: number | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
}

const withPercent = ({ total, used, free }: RawInodes): InodeUsage => ({
  total,
  used,
  free,
  percent: percentOf(used, used + free),
});

const usageOf = ({ total, used, free, inodes }: Raw): DiskUsage => ({
  total,
  used,
  free,
  percent: percentOf(used, used + free),
  inodes: inodes && withPercent(inodes),
});

/**
 * How full the file system is that a path lies on, as `df` sees it: what only root may fill is in `total`, but not in
 * `free` or `percent`.
 *
 * Unix: statvfs(2). Where a server of the file system does not answer, this call waits, and with it the program: use
 * `diskUsage` of `@psutil/disk/promises` there, with a timeout.
 *
 * @throws {Error} The system's own, such as `ENOENT`, with `code`, `syscall` and `path`.
 */
export function diskUsage(path: string, options?: HostOption): DiskUsage {
  const checked = checkString('path', path);
  return usageOf(syncExecutor.collect('diskUsage', resolveHost(options), checked));
}

/**
 * How full the file system is that a path lies on, as `df` sees it. Each path is asked on a thread of its own, 16 at
 * a time; further ones wait. One that never answers costs its thread, however often it is asked, and nothing else:
 * neither the thread pool nor the end of the program waits for it.
 *
 * @throws {TimeoutExpired} When there is no answer in time.
 * @throws {AbortError} When `signal` ends the wait.
 */
export async function diskUsageAsync(path: string, options?: DiskUsageAsyncOptions): Promise<DiskUsage> {
  const checked = checkString('path', path);
  const host = resolveHost(options);
  const seconds = options?.timeout === undefined ? longestWait : checkSeconds('timeout', options.timeout);
  options?.signal?.throwIfAborted();
  return usageOf(await answerWithin(seconds, host, checked, options?.signal));
}
