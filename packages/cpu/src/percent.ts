import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, HostOption } from '@psutil/native';
import { type CpuTimesTable, here, hostOf, pool } from '@psutil/native/collect';
import { busyPercent, busyPercents } from './busy.js';
import { checkPercpu, checkSeconds, type PercpuOption } from './options.js';

/** Options of {@link cpuPercent}. */
export interface CpuPercentOptions extends HostOption, PercpuOption {
  /** Nothing or 0: compare with the call before. */
  readonly interval?: number | null | undefined;
}

/** Options of {@link cpuPercentAsync}. */
export interface CpuPercentAsyncOptions extends CpuPercentOptions {
  /** Seconds to wait between two readings; nothing or 0: compare with the call before. */
  readonly interval?: number | null | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
}

interface Last {
  total: CpuTimesTable;
  percpu: CpuTimesTable;
}

/** The last readings that the calls without an interval were given, by host. */
const last = new Map<string, Last>();
const keyOf = (host: Host | undefined) => (host === undefined ? '' : JSON.stringify(host));

/** Compares with the reading before of the same kind, which this one replaces. */
function sinceLast(host: Host | undefined, percpu: boolean, now: CpuTimesTable): number | number[] {
  const key = keyOf(host);
  const before = last.get(key) ?? { total: now, percpu: now };
  last.set(key, percpu ? { ...before, percpu: now } : { ...before, total: now });
  return percpu ? busyPercents(before.percpu, now) : busyPercent(before.total.total, now.total);
}

// The first call is compared with the time of import, when nothing may fail.
try {
  const now = here.collect('cpuTimes');
  last.set(keyOf(undefined), { total: now, percpu: now });
} catch {
  // It is compared with itself then: 0.
}

/**
 * How busy the CPUs were since the call before (the first time, since import), 0 to 100: all together or, with
 * `percpu`, each one online, in the order of their numbers. A CPU that waits for a disk is not busy. All callers of
 * this function share its memory, so that calls within milliseconds of each other tell little.
 *
 * Linux: /proc/stat. To wait for an interval, use `cpuPercent` of `@psutil/cpu/promises`.
 *
 * @throws {TypeError} For an interval above 0, which would stop the event loop.
 */
export function cpuPercent(options: CpuPercentOptions & { readonly percpu: true }): number[];
export function cpuPercent(options?: CpuPercentOptions & { readonly percpu?: false | undefined }): number;
export function cpuPercent(options?: CpuPercentOptions): number | number[];
export function cpuPercent(options?: CpuPercentOptions): number | number[] {
  const percpu = checkPercpu(options);
  if (checkSeconds('interval', options?.interval) > 0) {
    throw new TypeError('an interval would stop the event loop: use cpuPercent of @psutil/cpu/promises');
  }
  const host = hostOf(options);
  return sinceLast(host, percpu, here.collect('cpuTimes', host));
}

/**
 * How busy the CPUs are, 0 to 100: during `interval` seconds or, without one, since the call before. Read on the
 * thread pool.
 *
 * @throws {AbortError} When `signal` ends the wait.
 */
export async function cpuPercentAsync(options: CpuPercentAsyncOptions & { readonly percpu: true }): Promise<number[]>;
export async function cpuPercentAsync(
  options?: CpuPercentAsyncOptions & { readonly percpu?: false | undefined },
): Promise<number>;
export async function cpuPercentAsync(options?: CpuPercentAsyncOptions): Promise<number | number[]>;
export async function cpuPercentAsync(options?: CpuPercentAsyncOptions): Promise<number | number[]> {
  const percpu = checkPercpu(options);
  const interval = checkSeconds('interval', options?.interval);
  const host = hostOf(options);
  options?.signal?.throwIfAborted();
  const before = await pool.collect('cpuTimes', host);
  if (interval === 0) return sinceLast(host, percpu, before);
  await sleep(interval * 1000, undefined, options?.signal ? { signal: options.signal } : {});
  const after = await pool.collect('cpuTimes', host);
  return percpu ? busyPercents(before, after) : busyPercent(before.total, after.total);
}
