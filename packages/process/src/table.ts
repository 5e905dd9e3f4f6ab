import type { Host, HostOption } from '@psutil/native';
import { type ConnectionKind, connectionKinds } from '@psutil/native/internal/connections';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessInfo, ProcessIoCounters, ProcessRow } from '@psutil/native/internal/records';
import { checkEnum } from '@psutil/native/internal/validation';
import { type AttributeName, bitsOf, checkAttributes } from './attributes.js';
import { percentUsed, zeroCpuTimes } from './cpu-percent-tracker.js';
import { Identity } from './identity.js';
import { checkPid } from './pid.js';
import { rawAttribute, requireRow } from './process-row.js';
import { ratesOf } from './rates.js';
import { ancestors, byParent, byPid, canBeParent, descendants } from './tree.js';

/** Options of a process table. */
export interface TableOptions extends HostOption {
  /** Names of attributes; `ppid` is always included. */
  readonly attrs: readonly AttributeName[];
  /** PIDs of the processes to read. Default: all. */
  readonly pids?: readonly number[] | undefined;
  /** Kind of sockets in the attribute `connections`. Default: `inet`. */
  readonly kind?: ConnectionKind | undefined;
  /** A previous table, since which rates are measured. */
  readonly before?: ProcessTable | undefined;
}

/** The rows of a previous table, and the time since it was read. */
interface Earlier {
  readonly rows: ReadonlyMap<number, ProcessRow>;
  readonly seconds: number;
}

/** The processes of a machine at one moment, with their parents and children. */
export class ProcessTable {
  readonly host: Host | undefined;
  /** The processes, by PID. */
  readonly entries: readonly ProcessEntry[];
  /** @internal */
  readonly rows: ReadonlyMap<number, ProcessRow>;
  /** @internal */
  readonly earlier: Earlier | undefined;
  readonly #entries: ReadonlyMap<number, ProcessEntry>;
  /** Time of the read, in milliseconds of `performance.now()`. */
  readonly #at = performance.now();
  #children: ReadonlyMap<number, readonly ProcessRow[]> | undefined;

  private constructor(rows: readonly ProcessRow[], host: Host | undefined, before: ProcessTable | undefined) {
    this.host = host;
    this.rows = byPid(rows);
    this.earlier = before && { rows: before.rows, seconds: (this.#at - before.#at) / 1000 };
    this.entries = rows.map((row) => new ProcessEntry(this, row));
    this.#entries = new Map(this.entries.map((entry) => [entry.pid, entry]));
  }

  /**
   * Reads a table in one pass on the thread pool.
   *
   * @throws {NoSuchProcess} If one of `pids` does not exist.
   */
  static async read(options: TableOptions): Promise<ProcessTable> {
    const host = resolveHost(options);
    const bits = bitsOf([...new Set<AttributeName>(['ppid', ...checkAttributes(options.attrs)])]);
    const kind = checkEnum('kind', options.kind, connectionKinds, 'inet');
    const targets = options.pids?.flatMap((pid) => [checkPid(pid), Number.NaN]);
    const rows = await asyncExecutor.collect('processes', host, bits, targets, kind);
    return new ProcessTable(
      rows.map((row) => requireRow(row)),
      host,
      options.before,
    );
  }

  /** Returns the process with a PID, if it is in the table. */
  get(pid: number): ProcessEntry | undefined {
    return this.#entries.get(pid);
  }

  /** @internal The children of every process, by PID. */
  get children(): ReadonlyMap<number, readonly ProcessRow[]> {
    this.#children ??= byParent([...this.rows.values()]);
    return this.#children;
  }
}

/** A process of a table. */
export class ProcessEntry {
  readonly pid: number;
  readonly #table: ProcessTable;
  readonly #row: ProcessRow;

  /** @internal */
  constructor(table: ProcessTable, row: ProcessRow) {
    this.pid = row.pid;
    this.#table = table;
    this.#row = row;
  }

  /** As `Process.id`. */
  get id(): string {
    return new Identity(this.#row, this.#table.host).id;
  }

  /** Returns an attribute, or throws the error of its read. */
  get<Name extends keyof ProcessInfo>(name: Name): ProcessInfo[Name] {
    return rawAttribute(this.#row, name);
  }

  /** Returns the CPU utilization since the previous table or its start, in percent; 100 is one CPU. */
  cpuPercent(): number {
    const { info, seconds } = this.#earlier();
    return percentUsed(info?.cpuTimes ?? zeroCpuTimes, this.get('cpuTimes'), seconds);
  }

  /** Returns the I/O rates since the previous table or its start, per second. */
  ioRates(): ProcessIoCounters {
    const { info, seconds } = this.#earlier();
    return ratesOf(info?.ioCounters, this.get('ioCounters'), seconds);
  }

  /** Returns the parent, or null if it is not in the table. */
  parent(): ProcessEntry | null {
    const parent = this.#table.get(this.#row.info.ppid ?? 0);
    return parent && canBeParent(parent.#row, this.#row) ? parent : null;
  }

  /** Returns the ancestors that are in the table, the parent first. */
  parents(): ProcessEntry[] {
    return this.#entriesOf(ancestors(this.#table.rows, this.#row));
  }

  /** Returns the children or, recursively, all descendants, each before its own children. */
  children({ recursive = false }: { readonly recursive?: boolean } = {}): ProcessEntry[] {
    return this.#entriesOf(descendants(this.#table.children, this.#row, recursive));
  }

  /** Returns the row of the previous table. */
  #earlier(): { readonly info: Partial<ProcessInfo> | undefined; readonly seconds: number } {
    const { earlier } = this.#table;
    if (!earlier) throw new Error('no previous table was passed');
    const row = earlier.rows.get(this.pid);
    const isSame = row?.start === this.#row.start;
    return { info: isSame ? row?.info : undefined, seconds: earlier.seconds };
  }

  #entriesOf(rows: readonly ProcessRow[]): ProcessEntry[] {
    return rows.map(({ pid }) => this.#table.get(pid) as ProcessEntry);
  }
}
