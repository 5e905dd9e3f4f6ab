import type { HostOption } from '@psutil/native';
import { type CpuTimesTable, here, hostOf, pool } from '@psutil/native/collect';
import { busyPercent, type CpuTimesPercent, matched, timesPercent } from './shares.js';

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

interface Reading {
  readonly table: CpuTimesTable;
  readonly at: number;
}

const reading = (table: CpuTimesTable): Reading => ({ table, at: performance.now() });

function sampleOf(before: Reading, after: Reading): CpuSample {
  return {
    seconds: Math.max(0, after.at - before.at) / 1000,
    percent: busyPercent(before.table.total, after.table.total),
    timesPercent: timesPercent(before.table.total, after.table.total),
    cpus: matched(before.table, after.table).map((each) => ({
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
  const host = hostOf(options);
  const read = () => reading(here.collect('cpuTimes', host));
  let before = read();
  return {
    sample() {
      const after = read();
      const sample = sampleOf(before, after);
      before = after;
      return sample;
    },
  };
}

/**
 * A sampler of how busy the CPUs are, which is disturbed by no other and needs no end. It is there at once, and each
 * sample is a promise, which fails where its reading, or the one that it is compared with, did.
 */
export function createCpuSamplerAsync(options?: HostOption): CpuSamplerAsync {
  const host = hostOf(options);
  const read = async () => reading(await pool.collect('cpuTimes', host));
  let before = read();
  before.catch(() => {}); // said by the sample that needs it
  return {
    async sample() {
      const earlier = before;
      const later = read();
      before = later.catch(() => earlier);
      before.catch(() => {});
      return sampleOf(await earlier, await later);
    },
  };
}
