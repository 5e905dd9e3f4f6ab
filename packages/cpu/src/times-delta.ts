import type { Host, HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { hostKey, resolveHost } from '@psutil/native/internal/host';
import type { CpuTimes, CpuTimesTable } from '@psutil/native/internal/records';
import { sleep } from '@psutil/native/internal/sleep';
import { checkAbort } from '@psutil/native/internal/validation';
import { matchCpus } from './cpu-percentages.js';
import { checkInterval, checkPercpu, type PerCpu, type PercpuOption } from './validate.js';

/** Options of the functions that compare two readings of the CPU times. */
export interface TimesDeltaOptions<P extends boolean | undefined = boolean | undefined>
  extends HostOption,
    PercpuOption<P> {
  /** Seconds between the two readings. If it is 0, null or absent, the previous call is the first reading. */
  readonly interval?: number | null | undefined;
}

/** Options of the asynchronous functions that compare two readings of the CPU times. */
export interface TimesDeltaAsyncOptions<P extends boolean | undefined = boolean | undefined>
  extends TimesDeltaOptions<P> {
  /** Aborts the wait for the interval. */
  readonly signal?: AbortSignal | undefined;
}

/** The readings that the previous calls without an interval returned. */
interface LastReadings {
  readonly total: CpuTimesTable;
  readonly percpu: CpuTimesTable;
}

/** Reads the times that the first calls compare with. The import must not fail if they cannot be read. */
function readAtImport(): CpuTimesTable | undefined {
  try {
    return syncExecutor.collect('cpuTimes');
  } catch {
    return undefined;
  }
}

const atImport = readAtImport();

/** Compares two readings of the CPU times. Its state is shared by the synchronous and the asynchronous function. */
export class TimesDelta<T> {
  readonly #compare: (before: CpuTimes, after: CpuTimes) => T;
  readonly #last = new Map<string, LastReadings>();

  constructor(compare: (before: CpuTimes, after: CpuTimes) => T) {
    this.#compare = compare;
    if (atImport) this.#last.set(hostKey(undefined), { total: atImport, percpu: atImport });
  }

  /** Compares the readings of an interval or, without one, the reading of the previous call with a new one. */
  read<M extends Mode, P extends boolean | undefined>(
    executor: Executor<M>,
    functionName: string,
    options: TimesDeltaAsyncOptions<P> | undefined,
  ): Result<M, PerCpu<P, T>> {
    return executor.run<PerCpu<P, T>>(() => {
      const isSync = executor.mode === 'sync';
      const host = resolveHost(options, ['interval', 'percpu', ...(isSync ? [] : ['signal'])]);
      const percpu = checkPercpu(options);
      const interval = checkInterval(options);
      if (interval > 0 && isSync) {
        throw new TypeError(`an interval would block the event loop: use ${functionName} of @psutil/cpu/promises`);
      }
      const signal = checkAbort(options?.signal);
      signal?.throwIfAborted();
      if (interval > 0) {
        const result = this.#during(interval, host, percpu, signal);
        return result as unknown as Result<M, PerCpu<P, T>>;
      }
      return executor.map(
        executor.collect('cpuTimes', host),
        (now) => this.#sinceLast(host, percpu, now) as PerCpu<P, T>,
      );
    });
  }

  async #during(
    interval: number,
    host: Host | undefined,
    percpu: boolean,
    signal: AbortSignal | undefined,
  ): Promise<T | T[]> {
    const before = await asyncExecutor.collect('cpuTimes', host);
    await sleep(interval, signal);
    return this.#compareTables(before, await asyncExecutor.collect('cpuTimes', host), percpu);
  }

  #sinceLast(host: Host | undefined, percpu: boolean, now: CpuTimesTable): T | T[] {
    const key = hostKey(host);
    const last = this.#last.get(key) ?? { total: now, percpu: now };
    this.#last.set(key, percpu ? { ...last, percpu: now } : { ...last, total: now });
    return this.#compareTables(percpu ? last.percpu : last.total, now, percpu);
  }

  #compareTables(before: CpuTimesTable, after: CpuTimesTable, percpu: boolean): T | T[] {
    return percpu
      ? matchCpus(before, after).map((cpu) => this.#compare(cpu.before, cpu.after))
      : this.#compare(before.total, after.total);
  }
}
