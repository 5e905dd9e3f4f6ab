import type { HostOption } from '@psutil/native';
import {
  type Answer,
  asyncExecutor,
  CounterUnwrapper,
  checkFlag,
  countersByName,
  type DiskIoCounters,
  type Executor,
  type Mode,
  objectFromEntries,
  resolveHost,
  sumCounters,
  syncExecutor,
} from '@psutil/native/collect';

export type { DiskIoCounters } from '@psutil/native/collect';

/** Options of {@link diskIoCounters}. */
export interface DiskIoCountersOptions extends HostOption {
  /** Whether to answer for each disk and partition, by its name. */
  readonly perdisk?: boolean | undefined;
  /** False for what the kernel says now, even where a counter began anew since the call before. */
  readonly nowrap?: boolean | undefined;
}

type Counters = DiskIoCounters | Record<string, DiskIoCounters> | null;

const unwrapped = new CounterUnwrapper<DiskIoCounters>();

function read<M extends Mode>(way: Executor<M>, options: DiskIoCountersOptions | undefined): Answer<M, Counters> {
  const perdisk = checkFlag('perdisk', options?.perdisk, false);
  const nowrap = checkFlag('nowrap', options?.nowrap, true);
  const host = resolveHost(options);
  const unwrap = nowrap ? unwrapped.begin(host) : (counters: ReadonlyMap<string, DiskIoCounters>) => counters;
  return way.map(way.collect('diskIoCounters', host, !perdisk), (disks): Counters => {
    const counters = unwrap(countersByName(disks));
    if (perdisk) return objectFromEntries(counters);
    const physical = disks.filter((disk) => disk.physical).map(({ name }) => counters.get(name) as DiskIoCounters);
    return sumCounters(physical);
  });
}

/**
 * What was done with the disks since boot: with all of them or, with `perdisk`, with each disk and partition by its
 * name. The sum counts each physical disk once: no partitions, and no device that lies on others or on RAM (device
 * mapper, RAID, loop, zram). Null where there is no disk. Times are in milliseconds.
 *
 * Linux: /proc/diskstats, else /sys/block. Counters of old kernels begin anew at 32 bits: they go on here where that is
 * seen, unless `nowrap` is false.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function diskIoCounters(
  options: DiskIoCountersOptions & { readonly perdisk: true },
): Record<string, DiskIoCounters>;
export function diskIoCounters(
  options?: DiskIoCountersOptions & { readonly perdisk?: false | undefined },
): DiskIoCounters | null;
export function diskIoCounters(options?: DiskIoCountersOptions): Counters;
export function diskIoCounters(options?: DiskIoCountersOptions): Counters {
  return read(syncExecutor, options);
}

/** What was done with the disks since boot: `diskIoCounters` of `@psutil/disk`, read on the thread pool. */
export async function diskIoCountersAsync(
  options: DiskIoCountersOptions & { readonly perdisk: true },
): Promise<Record<string, DiskIoCounters>>;
export async function diskIoCountersAsync(
  options?: DiskIoCountersOptions & { readonly perdisk?: false | undefined },
): Promise<DiskIoCounters | null>;
export async function diskIoCountersAsync(options?: DiskIoCountersOptions): Promise<Counters>;
export async function diskIoCountersAsync(options?: DiskIoCountersOptions): Promise<Counters> {
  return read(asyncExecutor, options);
}
