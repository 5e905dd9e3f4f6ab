import type { HostOption } from '@psutil/native';
import { counterDeltas, ratesOf, sumCounters } from '@psutil/native/internal/counters';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { countersByName, objectFromEntries } from '@psutil/native/internal/group-by-name';
import { resolveHost } from '@psutil/native/internal/host';
import {
  type NamedNetIoCounters,
  type NetIoCounters,
  type NetRates,
  netRatesFields,
} from '@psutil/native/internal/records';
import { samplerFor } from '@psutil/native/internal/sampler';

export type { NetRates } from '@psutil/native/internal/records';

/** Network I/O rates between two samples. */
export interface NetSample {
  /** Time between the two samples, in seconds. */
  readonly seconds: number;
  /** Rates of all interfaces together. */
  readonly total: NetRates;
  /** Rates of all devices together. Loopbacks, bridges, tunnels and bonds are excluded: they count packets again. */
  readonly physical: NetRates;
  /** Rates of each interface, by its name. */
  readonly nics: Readonly<Record<string, NetRates>>;
}

/** Measures network I/O rates between its own samples, independently of other samplers. */
export interface NetSampler<M extends Mode = 'sync'> {
  /**
   * Returns the rates since the previous sample or, the first time, since the sampler was created.
   *
   * @example
   * import { createNetSampler } from '@psutil/net';
   * import * as promises from '@psutil/net/promises';
   *
   * const sampler = createNetSampler();
   * setInterval(() => console.log(sampler.sample().physical), 1000).unref();
   * console.log((await promises.createNetSampler().sample()).physical);
   */
  sample(): Result<M, NetSample>;
}

/** A {@link NetSampler} that reads on the thread pool. */
export type NetSamplerAsync = NetSampler<'async'>;

function sampleOf(
  before: readonly NamedNetIoCounters[],
  after: readonly NamedNetIoCounters[],
  seconds: number,
): NetSample {
  const deltas = counterDeltas<NetIoCounters>(countersByName(before), countersByName(after));
  const physical = after.filter((nic) => nic.physical).map(({ name }) => deltas.get(name) as NetIoCounters);
  const nics = [...deltas].map(([name, each]) => [name, ratesOf(each, netRatesFields, seconds)] as const);
  return {
    seconds,
    total: ratesOf(sumCounters([...deltas.values()]), netRatesFields, seconds),
    physical: ratesOf(sumCounters(physical), netRatesFields, seconds),
    nics: objectFromEntries(nics),
  };
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function createNetSampler(options?: HostOption): NetSampler<M> {
    const host = resolveHost(options, []);
    return samplerFor(executor, () => executor.collect('netIoCounters', host, true), sampleOf);
  };

/**
 * Creates a sampler of network I/O rates with a state of its own. It holds no resources and need not be closed. The
 * sampler of `@psutil/net/promises` is returned immediately; a sample rejects if its reading, or the reading that it
 * is compared with, failed.
 *
 * Linux: /proc/net/dev; /sys/class/net for the interfaces that are devices. macOS: sysctl with IFMIB_IFALLDATA.
 * FreeBSD: sysctl with NET_RT_IFLIST. SunOS: kstats of the module link, without the loopback interface. Windows:
 * GetIfEntry2().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed, as does `sample`.
 *
 * @example
 * import { createNetSampler } from '@psutil/net';
 * import * as promises from '@psutil/net/promises';
 *
 * const sampler = createNetSampler();
 * setTimeout(() => console.log(sampler.sample().total.bytesRecv, 'bytes per second'), 100);
 * console.log((await promises.createNetSampler().sample()).nics);
 */
export const createNetSampler: (options?: HostOption) => NetSampler = define(syncExecutor);

export const createNetSamplerAsync: (options?: HostOption) => NetSampler<'async'> = define(asyncExecutor);
