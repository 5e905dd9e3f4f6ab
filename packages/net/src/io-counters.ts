import type { HostOption } from '@psutil/native';
import {
  type Answer,
  asyncExecutor,
  CounterUnwrapper,
  checkFlag,
  countersByName,
  type Executor,
  type Mode,
  type NetIoCounters,
  objectFromEntries,
  resolveHost,
  sumCounters,
  syncExecutor,
} from '@psutil/native/collect';

export type { NetIoCounters } from '@psutil/native/collect';

/** Options of {@link netIoCounters}. */
export interface NetIoCountersOptions extends HostOption {
  /** Whether to answer for each network interface, by its name. */
  readonly pernic?: boolean | undefined;
  /** False for what the kernel says now, even where a counter began anew since the call before. */
  readonly nowrap?: boolean | undefined;
}

type Counters = NetIoCounters | Record<string, NetIoCounters> | null;

const unwrapped = new CounterUnwrapper<NetIoCounters>();

function read<M extends Mode>(way: Executor<M>, options: NetIoCountersOptions | undefined): Answer<M, Counters> {
  const pernic = checkFlag('pernic', options?.pernic, false);
  const nowrap = checkFlag('nowrap', options?.nowrap, true);
  const host = resolveHost(options);
  const unwrap = nowrap ? unwrapped.begin(host) : (counters: ReadonlyMap<string, NetIoCounters>) => counters;
  return way.map(way.collect('netIoCounters', host, false), (nics): Counters => {
    const counters = unwrap(countersByName(nics));
    return pernic ? objectFromEntries(counters) : sumCounters([...counters.values()]);
  });
}

/**
 * What went through the network interfaces since they were made: through all of them, the loopback too, or, with
 * `pernic`, through each by its name. Null where there is none. A packet that passes a bridge or a bond is counted by
 * each interface that it passes.
 *
 * Linux: /proc/net/dev, of another host that of its process 1. Counters of some drivers begin anew at 32 bits: they go
 * on here where that is seen, unless `nowrap` is false.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function netIoCounters(options: NetIoCountersOptions & { readonly pernic: true }): Record<string, NetIoCounters>;
export function netIoCounters(
  options?: NetIoCountersOptions & { readonly pernic?: false | undefined },
): NetIoCounters | null;
export function netIoCounters(options?: NetIoCountersOptions): Counters;
export function netIoCounters(options?: NetIoCountersOptions): Counters {
  return read(syncExecutor, options);
}

/** What went through the network interfaces: `netIoCounters` of `@psutil/net`, read on the thread pool. */
export async function netIoCountersAsync(
  options: NetIoCountersOptions & { readonly pernic: true },
): Promise<Record<string, NetIoCounters>>;
export async function netIoCountersAsync(
  options?: NetIoCountersOptions & { readonly pernic?: false | undefined },
): Promise<NetIoCounters | null>;
export async function netIoCountersAsync(options?: NetIoCountersOptions): Promise<Counters>;
export async function netIoCountersAsync(options?: NetIoCountersOptions): Promise<Counters> {
  return read(asyncExecutor, options);
}
