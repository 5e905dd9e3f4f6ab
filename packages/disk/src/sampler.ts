import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  counterDeltas,
  countersByName,
  createAsyncSampler,
  createSampler,
  type DiskIoCounters,
  type NamedDiskIoCounters,
  objectFromEntries,
  resolveHost,
  sumCounters,
  syncExecutor,
} from '@psutil/native/collect';

/** What was done with disks, per second. */
export interface DiskRates {
  /** Reads. */
  readonly readCount: number;
  /** Writes. */
  readonly writeCount: number;
  /** Bytes read. */
  readonly readBytes: number;
  /** Bytes written. */
  readonly writeBytes: number;
}

/** What was done with one disk or partition, per second. */
export interface DiskRatesOfOne extends DiskRates {
  /** The share of the time in which it had something to do, 0 to 100, where the kernel counts that. */
  readonly busyPercent?: number;
}

/** What happened between two samples. */
export interface DiskSample {
  /** Seconds between the two. */
  readonly seconds: number;
  /** All physical disks together. */
  readonly total: DiskRates;
  /** Each disk and partition, by its name. */
  readonly disks: Readonly<Record<string, DiskRatesOfOne>>;
}

/** Compares each reading with its own reading before, whoever else samples. */
export interface DiskSampler {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): DiskSample;
}

/** A {@link DiskSampler} that reads on the thread pool. */
export interface DiskSamplerAsync {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): Promise<DiskSample>;
}

const nothing: DiskRates = { readCount: 0, writeCount: 0, readBytes: 0, writeBytes: 0 };

function ratesOf(counters: DiskRates, seconds: number): DiskRates {
  const per = (count: number) => (seconds > 0 ? count / seconds : 0);
  const { readCount, writeCount, readBytes, writeBytes } = counters;
  return {
    readCount: per(readCount),
    writeCount: per(writeCount),
    readBytes: per(readBytes),
    writeBytes: per(writeBytes),
  };
}

function ratesOfOne(counters: DiskIoCounters, seconds: number): DiskRatesOfOne {
  const rates = ratesOf(counters, seconds);
  const { busyTime } = counters;
  if (busyTime === undefined) return rates;
  return { ...rates, busyPercent: seconds > 0 ? Math.min(100, busyTime / 10 / seconds) : 0 };
}

function sampleOf(
  before: readonly NamedDiskIoCounters[],
  after: readonly NamedDiskIoCounters[],
  seconds: number,
): DiskSample {
  const done = counterDeltas(countersByName(before), countersByName(after));
  const physical = after.filter((disk) => disk.physical).map(({ name }) => done.get(name) as DiskIoCounters);
  const each = [...done].map(([name, counters]) => [name, ratesOfOne(counters, seconds)] as const);
  return { seconds, total: ratesOf(sumCounters(physical) ?? nothing, seconds), disks: objectFromEntries(each) };
}

/**
 * A sampler of what is done with the disks, which is disturbed by no other and needs no end.
 *
 * Linux: /proc/diskstats, else /sys/block.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood, as `sample` does.
 */
export function createDiskSampler(options?: HostOption): DiskSampler {
  const host = resolveHost(options);
  return createSampler(() => syncExecutor.collect('diskIoCounters', host, true), sampleOf);
}

/**
 * A sampler of what is done with the disks, which is disturbed by no other and needs no end. It is there at once, and
 * each sample is a promise, which fails where its reading, or the one that it is compared with, did.
 */
export function createDiskSamplerAsync(options?: HostOption): DiskSamplerAsync {
  const host = resolveHost(options);
  return createAsyncSampler(() => asyncExecutor.collect('diskIoCounters', host, true), sampleOf);
}
