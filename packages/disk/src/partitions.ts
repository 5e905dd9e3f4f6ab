import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { DiskPartition } from '@psutil/native/internal/records';
import { checkFlag } from '@psutil/native/internal/validation';

export type { DiskPartition } from '@psutil/native/internal/records';

/** Options of {@link diskPartitions}. */
export interface DiskPartitionsOptions extends HostOption {
  /** Whether to include filesystems that are not on a disk, such as proc and tmpfs; false by default. */
  readonly all?: boolean | undefined;
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function diskPartitions(options?: DiskPartitionsOptions): Result<M, DiskPartition[]> {
    return executor.run(() => {
      const host = resolveHost(options, ['all']);
      return executor.collect('diskPartitions', host, checkFlag('all', options?.all, false));
    });
  };

/**
 * Returns the mounted filesystems that are on disks or, with `all`, all mounted filesystems, in the order in which they
 * were mounted. A device that is mounted in several places is listed once for each of them.
 *
 * Linux: /proc/self/mounts, or /proc/1/mounts of another host; /proc/filesystems for the types that require a device.
 * macOS, FreeBSD: getfsstat(2). SunOS: /etc/mnttab. Windows: GetLogicalDriveStringsW() and GetVolumeInformationW().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 *
 * @example
 * import { diskPartitions } from '@psutil/disk';
 * import * as promises from '@psutil/disk/promises';
 *
 * for (const { device, mountpoint, fstype } of diskPartitions()) console.log(device, mountpoint, fstype);
 * console.log((await promises.diskPartitions({ all: true })).length);
 */
export const diskPartitions: (options?: DiskPartitionsOptions) => DiskPartition[] = define(syncExecutor);

export const diskPartitionsAsync: (options?: DiskPartitionsOptions) => Promise<DiskPartition[]> = define(asyncExecutor);
