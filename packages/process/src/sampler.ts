import type { HostOption } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessInfo, ProcessIoCounters, ProcessRow } from '@psutil/native/internal/records';
import { createAsyncSampler, createSampler } from '@psutil/native/internal/sampler';
import { bitsOf } from './attributes.js';
import { percentUsed, zeroCpuTimes } from './cpu-percent-tracker.js';
import { ratesOf } from './rates.js';

/** CPU utilization and I/O rates of a process between two samples. */
export interface ProcessSample {
  /** PID. */
  readonly pid: number;
  /** Start time, in seconds since the epoch. */
  readonly createTime: number;
  /** Name of the process. */
  readonly name: string;
  /** CPU utilization, in percent; 100 is one CPU. */
  readonly cpuPercent: number;
  /** I/O rates, per second; null if access is denied. */
  readonly io: ProcessIoCounters | null;
}

/** A sample of all processes. */
export interface ProcessesSample {
  /** Time since the previous sample, in seconds. */
  readonly seconds: number;
  /** The existing processes, by PID. One that started since the previous sample is measured from its start. */
  readonly processes: readonly ProcessSample[];
}

/** A sampler with a state of its own. */
export interface ProcessSampler {
  /** Returns the sample since the previous call; the first time, since the sampler was created. */
  sample(): ProcessesSample;
}

/** A {@link ProcessSampler} that reads on the thread pool. */
export interface ProcessSamplerAsync {
  /** Returns the sample since the previous call; the first time, since the sampler was created. */
  sample(): Promise<ProcessesSample>;
}

const bits = bitsOf(['createTime', 'name', 'cpuTimes', 'ioCounters']);

type Known = Partial<ProcessInfo> & Pick<ProcessInfo, 'createTime' | 'name' | 'cpuTimes'>;

/** Returns the sample of a process; none if its CPU times are hidden. */
function sampleOfOne(row: ProcessRow, before: Partial<ProcessInfo> | undefined, seconds: number): ProcessSample[] {
  const { createTime, name, cpuTimes, ioCounters } = row.info as Known;
  if (cpuTimes === undefined) return [];
  const cpuPercent = percentUsed(before?.cpuTimes ?? zeroCpuTimes, cpuTimes, seconds);
  const io = ioCounters ? ratesOf(before?.ioCounters, ioCounters, seconds) : null;
  return [{ pid: row.pid, createTime, name, cpuPercent, io }];
}

function sampleOf(before: readonly ProcessRow[], after: readonly ProcessRow[], seconds: number): ProcessesSample {
  const earlier = new Map(before.map((row) => [row.pid, row]));
  const processes = after.flatMap((row) => {
    const same = earlier.get(row.pid);
    return sampleOfOne(row, same?.start === row.start ? same?.info : undefined, seconds);
  });
  return { seconds, processes };
}

/**
 * Creates a sampler of the CPU utilization and I/O rates of all processes. Samplers are independent and need no cleanup.
 *
 * Linux: /proc/PID/stat and /proc/PID/io.
 */
export function createProcessSampler(options?: HostOption): ProcessSampler {
  const host = resolveHost(options);
  return createSampler(() => syncExecutor.collect('processes', host, bits), sampleOf);
}

/**
 * Creates a sampler of the CPU utilization and I/O rates of all processes, which reads on the thread pool. A sample rejects
 * if its reading, or the previous one, has failed.
 */
export function createProcessSamplerAsync(options?: HostOption): ProcessSamplerAsync {
  const host = resolveHost(options);
  return createAsyncSampler(() => asyncExecutor.collect('processes', host, bits), sampleOf);
}
