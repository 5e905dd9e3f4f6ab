import type { HostOption } from '@psutil/native';
import { asyncExecutor, checkFlag, type DiskPartition, resolveHost, syncExecutor } from '@psutil/native/collect';

export type { DiskPartition } from '@psutil/native/collect';

/** Options of {@link diskPartitions}. */
export interface DiskPartitionsOptions extends HostOption {
  /** True for every mount; else those of a disk only. */
  readonly all?: boolean | undefined;
}

/**
 * The mounted file systems that lie on disks or, with `all`, every mount, in the order of mounting. A device that is
 * mounted in several places is in the list as often.
 *
 * Linux: /proc/self/mounts, of another host those of its process 1; /proc/filesystems tells which kinds need a device.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function diskPartitions(options?: DiskPartitionsOptions): DiskPartition[] {
  const all = checkFlag('all', options?.all, false);
  return syncExecutor.collect('diskPartitions', resolveHost(options), all);
}

/** The mounted file systems: `diskPartitions` of `@psutil/disk`, read on the thread pool. */
export async function diskPartitionsAsync(options?: DiskPartitionsOptions): Promise<DiskPartition[]> {
  const all = checkFlag('all', options?.all, false);
  return asyncExecutor.collect('diskPartitions', resolveHost(options), all);
}
