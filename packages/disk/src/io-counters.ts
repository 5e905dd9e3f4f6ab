import type { HostOption } from '@psutil/native';
import { CounterUnwrapper, sumCounters } from '@psutil/native/internal/counters';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { countersByName, objectFromEntries } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import type { DiskIoCounters } from '@psutil/native/internal/records';
import { checkFlag } from '@psutil/native/internal/validation';

export type { DiskIoCounters } from '@psutil/native/internal/records';

/** Options of {@link diskIoCounters}. */
export interface DiskIoCountersOptions<P extends boolean | undefined = boolean | undefined> extends HostOption {
  /** Whether to return the counters of each disk and partition by its name; false by default. */
  readonly perdisk?: P;
  /** Whether to make the counters monotonic if those of the kernel wrap; true by default. */
  readonly nowrap?: boolean | undefined;
}

type PerDisk<P extends boolean | undefined> = P extends true ? Record<string, DiskIoCounters> : DiskIoCounters | null;

const unwrapper = new CounterUnwrapper<DiskIoCounters>();

const define = <M extends Mode>(executor: Executor<M>) =>
  function diskIoCounters<P extends boolean | undefined>(options?: DiskIoCountersOptions<P>): Result<M, PerDisk<P>> {
    return executor.run<PerDisk<P>>(() => {
      const host = resolveHost(options, ['perdisk', 'nowrap']);
      const perdisk = checkFlag('perdisk', options?.perdisk, false);
      const nowrap = checkFlag('nowrap', options?.nowrap, true);
      const unwrap = nowrap ? unwrapper.begin(host) : (counters: ReadonlyMap<string, DiskIoCounters>) => counters;
      return executor.map(executor.collect('diskIoCounters', host, !perdisk), (disks) => {
        const counters = unwrap(countersByName(disks));
        if (perdisk) return objectFromEntries(counters) as PerDisk<P>;
        const physical = disks.filter((disk) => disk.physical).map(({ name }) => counters.get(name) as DiskIoCounters);
        return sumCounters(physical) as PerDisk<P>;
      });
    });
  };

/**
 * Returns the disk I/O counters since boot: the sum over all physical disks or, with `perdisk`, the counters of each
 * disk and partition by its name. Times are in milliseconds. The sum includes each physical disk once; it excludes
 * partitions and devices that are built on other devices or on RAM (device mapper, RAID, loop, zram). It is null if
 * there are no disks.
 *
 * Linux: /proc/diskstats, or /sys/block. The counters of old kernels wrap at 32 bits. macOS: the IOBlockStorageDriver
 * objects of the I/O Registry, for whole disks only. FreeBSD: sysctl kern.devstat.all. SunOS: kstats of the class disk,
 * for whole disks only, without read and write times. Windows: DeviceIoControl() with IOCTL_DISK_PERFORMANCE.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed.
 *
 * @example
 * import { diskIoCounters } from '@psutil/disk';
 * import * as promises from '@psutil/disk/promises';
 *
 * console.log(diskIoCounters()?.readBytes);
 * for (const [name, { readBytes }] of Object.entries(await promises.diskIoCounters({ perdisk: true }))) {
 *   console.log(name, readBytes);
 * }
 */
export const diskIoCounters: <P extends boolean | undefined = undefined>(
  options?: DiskIoCountersOptions<P>,
) => PerDisk<P> = define(syncExecutor);

export const diskIoCountersAsync: <P extends boolean | undefined = undefined>(
  options?: DiskIoCountersOptions<P>,
) => Promise<PerDisk<P>> = define(asyncExecutor);
