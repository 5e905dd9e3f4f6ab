import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  counterDeltas,
  countersByName,
  createAsyncSampler,
  createSampler,
  type NamedNetIoCounters,
  type NetIoCounters,
  objectFromEntries,
  resolveHost,
  sumCounters,
  syncExecutor,
} from '@psutil/native/collect';

/** What happened between two samples: counters per second. */
export interface NetSample {
  /** Seconds between the two. */
  readonly seconds: number;
  /** All interfaces together. */
  readonly total: NetIoCounters;
  /** Those together that are devices: no loopback, bridge, tunnel or bond, which would count a packet again. */
  readonly physical: NetIoCounters;
  /** Each interface, by its name. */
  readonly nics: Readonly<Record<string, NetIoCounters>>;
}

/** Compares each reading with its own reading before, whoever else samples. */
export interface NetSampler {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): NetSample;
}

/** A {@link NetSampler} that reads on the thread pool. */
export interface NetSamplerAsync {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): Promise<NetSample>;
}

const nothing: NetIoCounters = {
  bytesSent: 0,
  bytesRecv: 0,
  packetsSent: 0,
  packetsRecv: 0,
  errin: 0,
  errout: 0,
  dropin: 0,
  dropout: 0,
};

function perSecond(counters: NetIoCounters, seconds: number): NetIoCounters {
  const rates = Object.entries(counters).map(([field, count]) => [field, seconds > 0 ? count / seconds : 0]);
  return Object.fromEntries(rates) as NetIoCounters;
}

function sampleOf(
  before: readonly NamedNetIoCounters[],
  after: readonly NamedNetIoCounters[],
  seconds: number,
): NetSample {
  const rates = new Map(
    [...counterDeltas(countersByName(before), countersByName(after))].map(([name, counters]) => [
      name,
      perSecond(counters, seconds),
    ]),
  );
  const physical = after.filter((nic) => nic.physical).map(({ name }) => rates.get(name) as NetIoCounters);
  return {
    seconds,
    total: sumCounters([...rates.values()]) ?? nothing,
    physical: sumCounters(physical) ?? nothing,
    nics: objectFromEntries(rates),
  };
}

/**
 * A sampler of what goes through the network interfaces, which is disturbed by no other and needs no end.
 *
 * Linux: /proc/net/dev; /sys/class/net tells which are devices.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood, as `sample` does.
 */
export function createNetSampler(options?: HostOption): NetSampler {
  const host = resolveHost(options);
  return createSampler(() => syncExecutor.collect('netIoCounters', host, true), sampleOf);
}

/**
 * A sampler of what goes through the network interfaces, which is disturbed by no other and needs no end. It is there
 * at once, and each sample is a promise, which fails where its reading, or the one that it is compared with, did.
 */
export function createNetSamplerAsync(options?: HostOption): NetSamplerAsync {
  const host = resolveHost(options);
  return createAsyncSampler(() => asyncExecutor.collect('netIoCounters', host, true), sampleOf);
}
