import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { CpuTimes, CpuTimesPercent, CpuTimesTable } from '@psutil/native/internal/records';
import { samplerFor } from '@psutil/native/internal/sampler';
import { busyPercent, matchCpus, timesPercent } from './cpu-percentages.js';

/** CPU utilization. */
export interface CpuLoad {
  /** CPU utilization, in percent, 0 to 100. */
  readonly percent: number;
  /** CPU time spent in each mode, in percent, 0 to 100. */
  readonly timesPercent: CpuTimesPercent;
}

/** Utilization of one CPU. */
export interface PerCpuLoad extends CpuLoad {
  /** Number of the CPU, as assigned by the kernel. */
  readonly cpu: number;
}

/** CPU utilization between two samples. */
export interface CpuSample extends CpuLoad {
  /** Time between the two samples, in seconds. */
  readonly seconds: number;
  /** Each online CPU, in ascending order of CPU numbers. */
  readonly cpus: readonly PerCpuLoad[];
}

/** Measures CPU utilization between its own samples, independently of other samplers. */
export interface CpuSampler<M extends Mode = 'sync'> {
  /**
   * Returns the utilization since the previous sample or, the first time, since the sampler was created.
   *
   * @example
   * import { createCpuSampler } from '@psutil/cpu';
   * import * as promises from '@psutil/cpu/promises';
   *
   * const sampler = createCpuSampler();
   * setInterval(() => console.log(sampler.sample().percent), 1000).unref();
   * console.log((await promises.createCpuSampler().sample()).percent);
   */
  sample(): Result<M, CpuSample>;
}

/** A {@link CpuSampler} that reads on the thread pool. */
export type CpuSamplerAsync = CpuSampler<'async'>;

const loadOf = (before: CpuTimes, after: CpuTimes): CpuLoad => ({
  percent: busyPercent(before, after),
  timesPercent: timesPercent(before, after),
});

const sampleOf = (before: CpuTimesTable, after: CpuTimesTable, seconds: number): CpuSample => ({
  seconds,
  ...loadOf(before.total, after.total),
  cpus: matchCpus(before, after).map((each) => ({ cpu: each.cpu, ...loadOf(each.before, each.after) })),
});

const define = <M extends Mode>(executor: Executor<M>) =>
  function createCpuSampler(options?: HostOption): CpuSampler<M> {
    const host = resolveHost(options, []);
    return samplerFor(executor, () => executor.collect('cpuTimes', host), sampleOf);
  };

/**
 * Creates a sampler of CPU utilization with a state of its own. It holds no resources and need not be closed. The
 * sampler of `@psutil/cpu/promises` is returned immediately; a sample rejects if its reading, or the reading that it
 * is compared with, failed.
 *
 * Linux: /proc/stat. macOS: host_processor_info(). FreeBSD: sysctl kern.cp_times. SunOS: cpu_nsec_* of kstat cpu:N:sys.
 * Windows: NtQuerySystemInformation().
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` if the file cannot be parsed, as does `sample`.
 *
 * @example
 * import { createCpuSampler } from '@psutil/cpu';
 * import * as promises from '@psutil/cpu/promises';
 *
 * const sampler = createCpuSampler();
 * setTimeout(() => console.log(sampler.sample().percent), 100);
 * const { percent, cpus } = await promises.createCpuSampler().sample();
 * console.log(percent, cpus.length);
 */
export const createCpuSampler: (options?: HostOption) => CpuSampler = define(syncExecutor);

export const createCpuSamplerAsync: (options?: HostOption) => CpuSampler<'async'> = define(asyncExecutor);
