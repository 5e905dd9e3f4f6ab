import type { HostOption } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessInfo, ProcessIoCounters, ProcessRow } from '@psutil/native/internal/records';
import { createAsyncSampler, createSampler } from '@psutil/native/internal/sampler';
import { bitsOf } from './attributes.js';
import { percentUsed, zeroCpuTimes } from './cpu-percent-tracker.js';
import { ratesOf } from './rates.js';

/** What a process did between two samples. */
export interface ProcessSample {
  /** The process. */
  readonly pid: number;
  /** When it started, in seconds since the epoch. */
  readonly createTime: number;
  /** Name of its program. */
  readonly name: string;
  /** How much of a CPU it used, in percent: 100 is one CPU. */
  readonly cpuPercent: number;
  /** What it read and wrote, per second; null where that is refused. */
  readonly io: ProcessIoCounters | null;
}

/** What happened between two samples. */
export interface ProcessesSample {
  /** Seconds between the two. */
  readonly seconds: number;
  /** The processes that are there now, by pid. One that started meanwhile counts from its start. */
  readonly processes: readonly ProcessSample[];
}

/** Compares each reading with its own reading before, whoever else samples. */
export interface ProcessSampler {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): ProcessesSample;
}

/** A {@link ProcessSampler} that reads on the thread pool. */
export interface ProcessSamplerAsync {
  /** What happened since the sample before; the first time, since the sampler was made. */
  sample(): Promise<ProcessesSample>;
}

const bits = bitsOf(['createTime', 'name', 'cpuTimes', 'ioCounters']);

type Known = Partial<ProcessInfo> & Pick<ProcessInfo, 'createTime' | 'name' | 'cpuTimes'>;

/** What a process did that is there now; nothing of one that is hidden. */
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
 * A sampler of what all processes do, which is disturbed by no other and needs no end.
 *
 * Linux: /proc/PID/stat and /proc/PID/io.
 */
export function createProcessSampler(options?: HostOption): ProcessSampler {
  const host = resolveHost(options);
  return createSampler(() => syncExecutor.collect('processes', host, bits), sampleOf);
}

/**
 * A sampler of what all processes do, which is disturbed by no other and needs no end. It is there at once, and each
 * sample is a promise, which fails where its reading, or the one that it is compared with, did.
 */
export function createProcessSamplerAsync(options?: HostOption): ProcessSamplerAsync {
  const host = resolveHost(options);
  return createAsyncSampler(() => asyncExecutor.collect('processes', host, bits), sampleOf);
}
