import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, HostOption } from '@psutil/native';
import {
  asyncExecutor,
  type CpuTimes,
  type CpuTimesTable,
  hostKey,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';
import { matched } from './cpu-percentages.js';
import { checkInterval, checkPercpu, type PercpuOption } from './validate.js';

/** Options of a comparison that answers at once. */
export interface ComparisonOptions extends HostOption, PercpuOption {
  /** Nothing or 0: compare with the call before. */
  readonly interval?: number | null | undefined;
}

/** Options of a comparison that may wait. */
export interface ComparisonAsyncOptions extends HostOption, PercpuOption {
  /** Seconds to wait between two readings; nothing or 0: compare with the call before. */
  readonly interval?: number | null | undefined;
  /** Ends the wait early. */
  readonly signal?: AbortSignal | undefined;
}

interface Last {
  readonly total: CpuTimesTable;
  readonly percpu: CpuTimesTable;
}

/** The reading that the first calls are compared with. An import must not fail: without it they find nothing passed. */
function readAtImport(): CpuTimesTable | undefined {
  try {
    return syncExecutor.collect('cpuTimes');
  } catch {
    return undefined;
  }
}

const atImport = readAtImport();

/** A function that compares the CPU times of now with those of before, in both of its forms. */
export class Comparison<Answer> {
  readonly #compare: (before: CpuTimes, after: CpuTimes) => Answer;
  /** The last readings that the calls without an interval were given, by host. */
  readonly #last = new Map<string, Last>();

  constructor(compare: (before: CpuTimes, after: CpuTimes) => Answer) {
    this.#compare = compare;
    if (atImport) this.#last.set(hostKey(undefined), { total: atImport, percpu: atImport });
  }

  /** Compares with the call before of the same kind. */
  sinceLast(name: string, options: ComparisonOptions | undefined): Answer | Answer[] {
    const percpu = checkPercpu(options);
    if (checkInterval(options) > 0) {
      throw new TypeError(`an interval would stop the event loop: use ${name} of @psutil/cpu/promises`);
    }
    const host = resolveHost(options);
    return this.#replace(host, percpu, syncExecutor.collect('cpuTimes', host));
  }

  /** Compares two readings with the interval between them or, without one, with the call before. */
  async during(options: ComparisonAsyncOptions | undefined): Promise<Answer | Answer[]> {
    const percpu = checkPercpu(options);
    const interval = checkInterval(options);
    const host = resolveHost(options);
    options?.signal?.throwIfAborted();
    const before = await asyncExecutor.collect('cpuTimes', host);
    if (interval === 0) return this.#replace(host, percpu, before);
    await sleep(interval * 1000, undefined, options?.signal ? { signal: options.signal } : {});
    return this.#answer(before, await asyncExecutor.collect('cpuTimes', host), percpu);
  }

  #replace(host: Host | undefined, percpu: boolean, now: CpuTimesTable): Answer | Answer[] {
    const key = hostKey(host);
    const last = this.#last.get(key) ?? { total: now, percpu: now };
    this.#last.set(key, percpu ? { ...last, percpu: now } : { ...last, total: now });
    return this.#answer(percpu ? last.percpu : last.total, now, percpu);
  }

  #answer(before: CpuTimesTable, after: CpuTimesTable, percpu: boolean): Answer | Answer[] {
    return percpu
      ? matched(before, after).map((cpu) => this.#compare(cpu.before, cpu.after))
      : this.#compare(before.total, after.total);
  }
}
