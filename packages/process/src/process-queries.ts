import { setTimeout as sleep } from 'node:timers/promises';
import { NotSupported } from '@psutil/native';
import {
  type OpenConnection as Connection,
  type ConnectionKind,
  connectionKinds,
  connectionOf,
} from '@psutil/native/internal/connections';
import { type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { MappedFile, MappedRegion } from '@psutil/native/internal/records';
import { checkEnum, checkFlag, checkOptions, checkSeconds } from '@psutil/native/internal/validation';
import { bitOf } from './attributes.js';
import { percentUsed } from './cpu-percent-tracker.js';
import { ProcessAttributeMethods } from './process-attributes.js';
import type { ProcessHandle } from './process-handle.js';
import { attributeOf } from './process-row.js';

/** Options of `connections`. */
export interface ConnectionsOptions {
  /** Which sockets; `inet` unless said otherwise. */
  readonly kind?: ConnectionKind | undefined;
}

/** Options of `cpuPercent` of a process. */
export interface ProcessCpuPercentOptions {
  /** Seconds between the two readings to compare; without it, the last call is compared with. */
  readonly interval?: number | null | undefined;
  /** Ends the wait for an interval. */
  readonly signal?: AbortSignal | undefined;
}

const memoryTypes = ['rss', 'vms', 'shared', 'text', 'lib', 'data', 'dirty', 'uss', 'pss', 'swap'] as const;

/** A part of the memory of a process. */
export type MemoryType = (typeof memoryTypes)[number];

/** Options of `memoryPercent`. */
export interface MemoryPercentOptions {
  /** Which part of its memory; `rss` unless said otherwise. */
  readonly memtype?: MemoryType | undefined;
}

/** Options of `memoryMaps`. */
export interface MemoryMapsOptions {
  /** Whether the mappings of a file are summed up, as they are unless said otherwise. */
  readonly grouped?: boolean | undefined;
}

function checkConnections(options: ConnectionsOptions | undefined): ConnectionKind {
  checkOptions(options);
  return checkEnum('kind', options?.kind, connectionKinds, 'inet');
}

function checkMemoryType(options: MemoryPercentOptions | undefined): MemoryType {
  checkOptions(options);
  return checkEnum('memtype', options?.memtype, memoryTypes, 'rss');
}

function checkGrouped(options: MemoryMapsOptions | undefined): boolean {
  checkOptions(options);
  return checkFlag('grouped', options?.grouped, true);
}

function partOf(memory: Partial<Record<MemoryType, number>>, type: MemoryType): number {
  const bytes = memory[type];
  if (bytes === undefined) throw new NotSupported(`memoryPercent of ${type}`);
  return bytes;
}

/** What is read of a process in a way that the caller chooses, in both forms. */
export abstract class ProcessQueryMethods<M extends Mode> extends ProcessAttributeMethods<M> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
  }

  /**
   * Its sockets of a kind, by descriptor, as `netConnections` lists them; [] for zombies. Linux: sock_diag(7), else
   * /proc/PID/net, and /proc/PID/fd.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   */
  connections(options?: ConnectionsOptions): Result<M, Connection[]> {
    return this.#handle.checked(
      () => checkConnections(options),
      (kind) => {
        const { executor } = this.#handle;
        return executor.map(this.#handle.collect('processConnections', kind), (rows) => rows.map(connectionOf));
      },
    );
  }

  /**
   * How much of a CPU it used since the method was last called, in percent: 100 is one CPU, so that a process of several
   * threads may have more. The first call has nothing to compare with and gives 0. With `interval`, a call compares two
   * readings of its own, which only `@psutil/process/promises` can wait for. Linux: /proc/PID/stat.
   *
   * @throws {TypeError} For an interval above 0 of the class that answers at once.
   */
  cpuPercent(options?: ProcessCpuPercentOptions): Result<M, number> {
    return this.#handle.checked(
      () => this.#checkInterval(options),
      (interval) => {
        const { identity, executor } = this.#handle;
        if (interval === 0)
          return executor.map(this.cpuTimes(), (times) => identity.cpuPercentTracker.percentSinceLast(times));
        return this.#percentDuring(interval, options?.signal) as Result<M, number>;
      },
    );
  }

  /**
   * Its memory as a share of all RAM, 0 to 100: of `rss`, or the part of {@link memoryInfoEx} or {@link memoryFullInfo}
   * that `memtype` names. Linux: /proc/PID/statm and /proc/meminfo.
   *
   * @throws {AccessDenied} For `uss`, `pss` and `swap` of processes of other users, unless root asks.
   */
  memoryPercent(options?: MemoryPercentOptions): Result<M, number> {
    const { executor, identity } = this.#handle;
    return this.#handle.checked(
      () => checkMemoryType(options),
      (type) => {
        if (type === 'rss') return this.#handle.readAttribute('memoryPercent');
        const source = ['uss', 'pss', 'swap'].includes(type) ? 'memoryFullInfo' : 'memoryInfoEx';
        const part = executor.map(this.#handle.read(bitOf(source)), (row) => partOf(attributeOf(row, source), type));
        return executor.chain(part, (bytes) =>
          executor.map(executor.collect('virtualMemory', identity.host), ({ total }) => (100 * bytes) / total),
        );
      },
    );
  }

  /**
   * What it has mapped into its memory, in bytes: the sums for each file or, with `grouped: false`, every mapping with
   * its address. [] for the kernel's threads. Linux: /proc/PID/smaps.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  memoryMaps(options: { readonly grouped: false }): Result<M, MappedRegion[]>;
  memoryMaps(options?: { readonly grouped?: true | undefined }): Result<M, MappedFile[]>;
  memoryMaps(options?: MemoryMapsOptions): Result<M, MappedFile[] | MappedRegion[]>;
  memoryMaps(options?: MemoryMapsOptions): Result<M, MappedFile[] | MappedRegion[]> {
    return this.#handle.checked<boolean, MappedFile[] | MappedRegion[]>(
      () => checkGrouped(options),
      (grouped) =>
        (grouped ? this.#handle.readAttribute('memoryMaps') : this.#handle.collect('processMemoryMaps')) as Result<
          M,
          MappedFile[] | MappedRegion[]
        >,
    );
  }

  #checkInterval(options: ProcessCpuPercentOptions | undefined): number {
    checkOptions(options);
    const interval = checkSeconds('interval', options?.interval ?? 0);
    if (interval > 0 && (this.#handle.executor as unknown) === syncExecutor) {
      throw new TypeError('an interval would stop the event loop: use cpuPercent of @psutil/process/promises');
    }
    return interval;
  }

  async #percentDuring(interval: number, signal: AbortSignal | undefined): Promise<number> {
    const before = await this.cpuTimes();
    const start = performance.now();
    await sleep(interval * 1000, undefined, signal ? { signal } : {});
    const after = await this.cpuTimes();
    return percentUsed(before, after, (performance.now() - start) / 1000);
  }
}
