import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  type CpuTimesTable,
  createAsyncSampler,
  createSampler,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';
import { busyPercent, type CpuTimesPercent, matched, timesPercent } from './cpu-percentages.js';

/** How busy CPUs were. */
export interface CpuLoad {
  /** The share of the time that was not idle, 0 to 100. */
  readonly percent: number;
  /** The share of each mode, 0 to 100. */
  readonly timesPercent: CpuTimesPercent;
}

/** How busy one CPU was. */
export interface CpuLoadOfOne extends CpuLoad {
  /** Number of the CPU, as the kernel counts them. */
  readonly cpu: number;
}

/** What happened between two samples. */
export interface CpuSample extends CpuLoad {
  /** Seconds between the two. */
  readonly seconds: number;
  /** Each CPU online, in the order of their numbers. */
  readonly cpus: readonly CpuLoadOfOne[];
}

/** Compares each reading with its own reading before, whoever else samples. */
export interface CpuSampler {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): CpuSample;
}

/** A {@link CpuSampler} that reads on the thread pool. */
export interface CpuSamplerAsync {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): Promise<CpuSample>;
}

function sampleOf(before: CpuTimesTable, after: CpuTimesTable, seconds: number): CpuSample {
  return {
    seconds,
    percent: busyPercent(before.total, after.total),
    timesPercent: timesPercent(before.total, after.total),
    cpus: matched(before, after).map((each) => ({
      cpu: each.cpu,
      percent: busyPercent(each.before, each.after),
      timesPercent: timesPercent(each.before, each.after),
    })),
  };
}

/**
 * A sampler of how busy the CPUs are, which is disturbed by no other and needs no end.
 *
 * Linux: /proc/stat.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood, as `sample` does.
 */
export function createCpuSampler(options?: HostOption): CpuSampler {
  const host = resolveHost(options);
  return createSampler(() => syncExecutor.collect('cpuTimes', host), sampleOf);
}

/**
 * A sampler of how busy the CPUs are, which is disturbed by no other and needs no end. It is there at once, and each
 * sample is a promise, which fails where its reading, or the one that it is compared with, did.
 */
export function createCpuSamplerAsync(options?: HostOption): CpuSamplerAsync {
  const host = resolveHost(options);
  return createAsyncSampler(() => asyncExecutor.collect('cpuTimes', host), sampleOf);
}
