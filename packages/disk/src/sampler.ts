import type { HostOption } from '@psutil/native';
import { counterDeltas, ratesOf, sumCounters } from '@psutil/native/internal/counters';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { countersByName, objectFromEntries } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import {
  type DiskIoCounters,
  type DiskRates,
  type DiskRatesOfOne,
  diskRatesFields,
  type NamedDiskIoCounters,
} from '@psutil/native/internal/records';
import { samplerFor } from '@psutil/native/internal/sampler';

export type { DiskRates, DiskRatesOfOne } from '@psutil/native/internal/records';

/** Disk I/O rates between two samples. */
export interface DiskSample {
  /** Time between the two samples, in seconds. */
  readonly seconds: number;
  /** Rates of all physical disks together. */
  readonly total: DiskRates;
  /** Rates of each disk and partition, by its name. */
  readonly disks: Readonly<Record<string, DiskRatesOfOne>>;
}

/** Measures disk I/O rates between its own samples, independently of other samplers. */
export interface DiskSampler<M extends Mode = 'sync'> {
  /**
   * Returns the rates since the previous sample or, the first time, since the sampler was created.
   *
   * @example
   * import { createDiskSampler } from '@psutil/disk';
   * import * as promises from '@psutil/disk/promises';
   *
   * const sampler = createDiskSampler();
   * setInterval(() => console.log(sampler.sample().total), 1000).unref();
   * console.log((await promises.createDiskSampler().sample()).total);
   */
  sample(): Result<M, DiskSample>;
}

/** A {@link DiskSampler} that reads on the thread pool. */
export type DiskSamplerAsync = DiskSampler<'async'>;

function ratesOfDisk(deltas: DiskIoCounters, seconds: number): DiskRatesOfOne {
  const rates = ratesOf(deltas, diskRatesFields, seconds);
  const { busyTime } = deltas; // in milliseconds
  if (busyTime === undefined) return rates;
  return { ...rates, busyPercent: seconds > 0 ? Math.min(100, busyTime / 10 / seconds) : 0 };
}

function sampleOf(
  before: readonly NamedDiskIoCounters[],
  after: readonly NamedDiskIoCounters[],
  seconds: number,
): DiskSample {
  const deltas = counterDeltas(countersByName(before), countersByName(after));
  const physical = after.filter((disk) => disk.physical).map(({ name }) => deltas.get(name) as DiskIoCounters);
  const disks = [...deltas].map(([name, each]) => [name, ratesOfDisk(each, seconds)] as const);
  return {
    seconds,
    total: ratesOf(sumCounters(physical), diskRatesFields, seconds),
    disks: objectFromEntries(disks),
  };
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function createDiskSampler(options?: HostOption): DiskSampler<M> {
    const host = resolveHost(options, []);
    return samplerFor(executor, () => executor.collect('diskIoCounters', host, true), sampleOf);
  };

/**
 * Creates a sampler of disk I/O rates with a state of its own. It holds no resources and need not be closed. The
 * sampler of `@psutil/disk/promises` is returned immediately; a sample rejects if its reading, or the reading that it
 * is compared with, failed.
 *
 * Linux: /proc/diskstats, or /sys/block. macOS: the IOBlockStorageDriver objects of the I/O Registry, for whole disks
 * only. FreeBSD: sysctl kern.devstat.all. SunOS: kstats of the class disk, for whole disks only, without read and write
 * times. Windows: DeviceIoControl() with IOCTL_DISK_PERFORMANCE.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if a file cannot be parsed, as does `sample`.
 *
 * @example
 * import { createDiskSampler } from '@psutil/disk';
 * import * as promises from '@psutil/disk/promises';
 *
 * const sampler = createDiskSampler();
 * setTimeout(() => console.log(sampler.sample().total.readBytes, 'bytes per second'), 100);
 * console.log((await promises.createDiskSampler().sample()).disks);
 */
export const createDiskSampler: (options?: HostOption) => DiskSampler = define(syncExecutor);

export const createDiskSamplerAsync: (options?: HostOption) => DiskSampler<'async'> = define(asyncExecutor);
