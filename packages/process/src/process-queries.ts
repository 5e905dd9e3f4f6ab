import { NotSupported } from '@psutil/native';
import {
  type Connection,
  type ConnectionKind,
  connectionKinds,
  connectionOf,
} from '@psutil/native/internal/connections';
import { percentOf } from '@psutil/native/internal/counters';
import { type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { MappedFile, MappedRegion } from '@psutil/native/internal/records';
import { sleep } from '@psutil/native/internal/sleep';
import { checkAbort, checkEnum, checkFlag, checkOptions, checkSeconds } from '@psutil/native/internal/validation';
import { bitOf } from './attributes.js';
import { percentUsed } from './cpu-percent-tracker.js';
import type { ProcessHandle } from './process-handle.js';
import { attributeOf } from './process-row.js';
import { Process as ProcessUsage } from './process-usage.js';

/** Options of `connections()`. */
export interface ConnectionsOptions {
  /** Kind of the sockets to return. Default: `'inet'`. */
  readonly kind?: ConnectionKind | undefined;
}

/** Options of `Process.cpuPercent()`. */
export interface ProcessCpuPercentOptions {
  /** Seconds between the two measurements. Default: 0, which compares with the previous call. */
  readonly interval?: number | null | undefined;
  /** Aborts the wait for the interval. */
  readonly signal?: AbortSignal | undefined;
}

const memoryTypes = ['rss', 'vms', 'shared', 'text', 'lib', 'data', 'dirty', 'uss', 'pss', 'swap'] as const;

/** Memory statistic that `memoryPercent()` accepts. */
export type MemoryType = (typeof memoryTypes)[number];

/** Options of `memoryPercent()`. */
export interface MemoryPercentOptions {
  /** Memory statistic to compare with the total memory. Default: `'rss'`. */
  readonly memtype?: MemoryType | undefined;
}

/** Options of `memoryMaps()`. */
export interface MemoryMapsOptions {
  /** Whether to sum the regions that map the same file. Default: true. */
  readonly grouped?: boolean | undefined;
}

function checkKind(options: ConnectionsOptions | undefined): ConnectionKind {
  checkOptions(options, ['kind']);
  return checkEnum('kind', options?.kind, connectionKinds, 'inet');
}

function checkMemoryType(options: MemoryPercentOptions | undefined): MemoryType {
  checkOptions(options, ['memtype']);
  return checkEnum('memtype', options?.memtype, memoryTypes, 'rss');
}

function checkGrouped(options: MemoryMapsOptions | undefined): boolean {
  checkOptions(options, ['grouped']);
  return checkFlag('grouped', options?.grouped, true);
}

function memoryField(memory: Partial<Record<MemoryType, number>>, type: MemoryType): number {
  const bytes = memory[type];
  if (bytes === undefined) throw new NotSupported(`memoryPercent() of ${type}`);
  return bytes;
}

/** The query methods that accept options. `M` selects whether they return values or promises. */
export abstract class Process<M extends Mode> extends ProcessUsage<M> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
  }

  /**
   * Returns the sockets opened by the process, in order of file descriptor and with the fields of `netConnections()`;
   * [] for zombies. Linux: /proc/PID/fd, and sock_diag(7) or, without it, /proc/PID/net. macOS: proc_pidfdinfo().
   * FreeBSD: sysctl kern.proc.filedesc. SunOS: the sockets of `netConnections()` that the process created. Windows:
   * GetExtendedTcpTable() and GetExtendedUdpTable().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root. Not on SunOS.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * for (const { laddr, raddr, status } of new Process().connections({ kind: 'tcp' })) console.log(laddr, raddr, status);
   * console.log((await new promises.Process().connections()).length);
   */
  connections(options?: ConnectionsOptions): Result<M, Connection[]> {
    return this.#handle.withValidated(
      () => checkKind(options),
      (kind) => {
        const { executor } = this.#handle;
        return executor.map(this.#handle.collect('processConnections', kind), (rows) => rows.map(connectionOf));
      },
    );
  }

  /**
   * Returns the CPU utilization since the previous call, in percent of one CPU. It can exceed 100 for a process with
   * several threads. The first call returns 0. With `interval`, which only `@psutil/process/promises` supports, it
   * returns the utilization during the interval that starts with the call. Linux: /proc/PID/stat. macOS:
   * proc_pidinfo(). FreeBSD: sysctl kern.proc. SunOS: /proc/PID/usage. Windows: GetProcessTimes().
   *
   * @throws {TypeError} If `interval` is above 0 and the class is the synchronous one.
   * @throws The reason of `signal` if that aborts the wait.
   * @throws {AccessDenied} On macOS, if the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const self = new Process();
   * self.cpuPercent(); // 0: the measurement starts
   * setTimeout(() => console.log(self.cpuPercent()), 100); // 2.3
   * console.log(await new promises.Process().cpuPercent({ interval: 0.1 }));
   */
  cpuPercent(options?: ProcessCpuPercentOptions): Result<M, number> {
    return this.#handle.withValidated(
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
   * Returns the memory usage of the process as a percentage of the total physical memory, 0 to 100. `memtype` selects a
   * field of {@link memoryInfoEx} or {@link memoryFullInfo}. Linux: /proc/PID/statm or /proc/PID/smaps_rollup, and
   * /proc/meminfo. macOS: proc_pidinfo() and sysctl hw.memsize. FreeBSD: sysctl kern.proc and hw.physmem. SunOS:
   * /proc/PID/psinfo and sysconf(3C). Windows: GetProcessMemoryInfo() or NtQueryVirtualMemory(), and
   * GlobalMemoryStatusEx().
   *
   * @throws {AccessDenied} For `uss`, `pss` and `swap`, on macOS for every statistic, if the process belongs to another
   * user and the caller is not root.
   * @throws {NotSupported} If the system does not report the statistic.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().memoryPercent()); // 0.21
   * console.log(await new promises.Process().memoryPercent({ memtype: 'uss' }));
   */
  memoryPercent(options?: MemoryPercentOptions): Result<M, number> {
    const { executor, identity } = this.#handle;
    return this.#handle.withValidated(
      () => checkMemoryType(options),
      (type) => {
        if (type === 'rss') return this.#handle.readAttribute('memoryPercent');
        const source = ['uss', 'pss', 'swap'].includes(type) ? 'memoryFullInfo' : 'memoryInfoEx';
        const used = executor.map(this.#handle.readRow(bitOf(source)), (row) =>
          memoryField(attributeOf(row, source), type),
        );
        return executor.chain(used, (bytes) =>
          executor.map(executor.collect('virtualMemory', identity.host), ({ total }) => percentOf(bytes, total)),
        );
      },
    );
  }

  /**
   * Returns the mapped memory regions of the process, with sizes in bytes: by default summed per file; with `grouped:
   * false`, each region with its address range and permissions. [] for kernel threads. Linux: /proc/PID/smaps. macOS:
   * proc_pidinfo(). FreeBSD: sysctl kern.proc.vmmap. SunOS: /proc/PID/xmap. Windows: VirtualQueryEx, GetMappedFileNameW
   * and NtQueryVirtualMemory.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {ZombieProcess} If the process is a zombie.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * for (const { path, rss } of new Process().memoryMaps()) console.log(path, rss);
   * console.log((await new promises.Process().memoryMaps({ grouped: false })).length);
   */
  memoryMaps(options: { readonly grouped: false }): Result<M, MappedRegion[]>;
  memoryMaps(options?: { readonly grouped?: true | undefined }): Result<M, MappedFile[]>;
  memoryMaps(options?: MemoryMapsOptions): Result<M, MappedFile[] | MappedRegion[]>;
  memoryMaps(options?: MemoryMapsOptions): Result<M, MappedFile[] | MappedRegion[]> {
    return this.#handle.withValidated<boolean, MappedFile[] | MappedRegion[]>(
      () => checkGrouped(options),
      (grouped) =>
        (grouped ? this.#handle.readAttribute('memoryMaps') : this.#handle.collect('processMemoryMaps')) as Result<
          M,
          MappedFile[] | MappedRegion[]
        >,
    );
  }

  #checkInterval(options: ProcessCpuPercentOptions | undefined): number {
    checkOptions(options, ['interval', 'signal']);
    checkAbort(options?.signal);
    const interval = checkSeconds('interval', options?.interval ?? 0);
    if (interval > 0 && (this.#handle.executor as unknown) === syncExecutor) {
      throw new TypeError('an interval would block the event loop: use cpuPercent of @psutil/process/promises');
    }
    return interval;
  }

  async #percentDuring(interval: number, signal: AbortSignal | undefined): Promise<number> {
    const before = await this.cpuTimes();
    const start = performance.now();
    await sleep(interval, signal);
    const after = await this.cpuTimes();
    return percentUsed(before, after, (performance.now() - start) / 1000);
  }
}
