import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessInfo, ProcessIoRates, ProcessRow } from '@psutil/native/internal/records';
import { samplerFor } from '@psutil/native/internal/sampler';
import { bitsOf } from './attributes.js';
import { percentUsed, zeroCpuTimes } from './cpu-percent-tracker.js';
import { ratesOf } from './rates.js';
import { byPid } from './tree.js';

/** CPU utilization and I/O rates of a process between two samples. */
export interface ProcessSample {
  /** Process ID. */
  readonly pid: number;
  /** Start time, in seconds since the Unix epoch. */
  readonly createTime: number;
  /** Name of the process. */
  readonly name: string;
  /** CPU utilization, in percent; 100 is one CPU. */
  readonly cpuPercent: number;
  /** I/O rates, per second; null if this user has no permission to read them. */
  readonly io: ProcessIoRates | null;
}

/** CPU utilization and I/O rates of all processes between two samples. */
export interface ProcessesSample {
  /** Time between the two samples, in seconds. */
  readonly seconds: number;
  /**
   * The processes, in ascending order of PIDs. The counters of a process that started after the previous sample are
   * counted from its start.
   */
  readonly processes: readonly ProcessSample[];
}

/** Measures all processes between its own samples, independently of other samplers. */
export interface ProcessSampler<M extends Mode = 'sync'> {
  /**
   * Returns the sample since the previous sample or, the first time, since the sampler was created.
   *
   * @example
   * import { createProcessSampler } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const sampler = createProcessSampler();
   * setInterval(() => console.log(sampler.sample().processes.length), 1000).unref();
   * console.log((await promises.createProcessSampler().sample()).processes.length);
   */
  sample(): Result<M, ProcessesSample>;
}

/** A {@link ProcessSampler} that reads on the thread pool. */
export type ProcessSamplerAsync = ProcessSampler<'async'>;

const bits = bitsOf(['createTime', 'name', 'cpuTimes', 'ioCounters']);

type SampledInfo = Partial<ProcessInfo> & Pick<ProcessInfo, 'createTime' | 'name' | 'cpuTimes'>;

/** Returns the sample of a process, or an empty array if its CPU times could not be read. */
function sampleOfOne(row: ProcessRow, before: Partial<ProcessInfo> | undefined, seconds: number): ProcessSample[] {
  const { createTime, name, cpuTimes, ioCounters } = row.info as SampledInfo;
  if (cpuTimes === undefined) return [];
  const cpuPercent = percentUsed(before?.cpuTimes ?? zeroCpuTimes, cpuTimes, seconds);
  const io = ioCounters ? ratesOf(before?.ioCounters, ioCounters, seconds) : null;
  return [{ pid: row.pid, createTime, name, cpuPercent, io }];
}

function sampleOf(before: readonly ProcessRow[], after: readonly ProcessRow[], seconds: number): ProcessesSample {
  const previousRows = byPid(before);
  const processes = after.flatMap((row) => {
    const previous = previousRows.get(row.pid);
    return sampleOfOne(row, previous?.start === row.start ? previous?.info : undefined, seconds);
  });
  return { seconds, processes };
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function createProcessSampler(options?: HostOption): ProcessSampler<M> {
    const host = resolveHost(options, []);
    return samplerFor(executor, () => executor.collect('processes', host, bits), sampleOf);
  };

/**
 * Creates a sampler of the CPU utilization and I/O rates of all processes. It holds no resources and need not be closed.
 * The sampler of `@psutil/process/promises` is returned immediately; a sample rejects if its reading, or the reading
 * that it is compared with, failed.
 *
 * Linux: /proc/PID/stat and /proc/PID/io. macOS: proc_pidinfo() and proc_pid_rusage(). FreeBSD: sysctl kern.proc.
 * SunOS: /proc/PID/usage, without I/O rates. Windows: NtQuerySystemInformation().
 *
 * @example
 * import { createProcessSampler } from '@psutil/process';
 * import * as promises from '@psutil/process/promises';
 *
 * const sampler = createProcessSampler();
 * setTimeout(() => {
 *   for (const { pid, name, cpuPercent } of sampler.sample().processes) console.log(pid, name, cpuPercent);
 * }, 100);
 * console.log((await promises.createProcessSampler().sample()).seconds);
 */
export const createProcessSampler: (options?: HostOption) => ProcessSampler = define(syncExecutor);

export const createProcessSamplerAsync: (options?: HostOption) => ProcessSampler<'async'> = define(asyncExecutor);
