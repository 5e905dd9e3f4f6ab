import type { Host, HostOption } from '@psutil/native';
import { type ConnectionKind, connectionKinds } from '@psutil/native/internal/connections';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessInfo, ProcessIoRates, ProcessRow } from '@psutil/native/internal/records';
import { checkEnum } from '@psutil/native/internal/validation';
import { type AttributeName, bitsOf, checkAttributes } from './attributes.js';
import { percentUsed, zeroCpuTimes } from './cpu-percent-tracker.js';
import { Identity } from './identity.js';
import { checkPid } from './pid.js';
import { failureOf, rawAttribute, requireRow } from './process-row.js';
import { ratesOf } from './rates.js';
import { ancestors, byParent, byPid, descendants, parentOf } from './tree.js';

/** Options of {@link ProcessTable.read}. */
export interface TableOptions extends HostOption {
  /** Names of the attributes to read; `ppid` is always included. */
  readonly attrs: readonly AttributeName[];
  /** PIDs of the processes to read. Default: all. */
  readonly pids?: readonly number[] | undefined;
  /** Kind of sockets of the attribute `connections`. Default: `inet`. */
  readonly kind?: ConnectionKind | undefined;
  /** Previous table, from which rates are measured. */
  readonly before?: ProcessTable | undefined;
}

/** The previous table. */
interface PreviousTable {
  readonly rows: ReadonlyMap<number, ProcessRow>;
  /** Time since it was read, in seconds. */
  readonly seconds: number;
}

/** A snapshot of the processes of a machine, with their parents and children. */
export class ProcessTable {
  readonly host: Host | undefined;
  /** The processes, in ascending order of PIDs. */
  readonly entries: readonly ProcessEntry[];
  /** @internal */
  readonly rows: ReadonlyMap<number, ProcessRow>;
  /** @internal */
  readonly previous: PreviousTable | undefined;
  readonly #entries: ReadonlyMap<number, ProcessEntry>;
  /** Time of the read, in milliseconds, as returned by `performance.now()`. */
  readonly #time = performance.now();
  #children: ReadonlyMap<number, readonly ProcessRow[]> | undefined;

  private constructor(rows: readonly ProcessRow[], host: Host | undefined, before: ProcessTable | undefined) {
    this.host = host;
    this.rows = byPid(rows);
    this.previous = before && { rows: before.rows, seconds: (this.#time - before.#time) / 1000 };
    this.entries = rows.map((row) => new ProcessEntry(this, row));
    this.#entries = new Map(this.entries.map((entry) => [entry.pid, entry]));
  }

  /**
   * Reads the attributes of all processes, or of `pids`, in one pass on the thread pool.
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

  /** Returns the process with a PID; undefined if the table does not include it. */
  get(pid: number): ProcessEntry | undefined {
    return this.#entries.get(pid);
  }

  /** @internal Child processes by the PID of their parent. */
  get children(): ReadonlyMap<number, readonly ProcessRow[]> {
    this.#children ??= byParent([...this.rows.values()]);
    return this.#children;
  }
}

/** A process of a {@link ProcessTable}. */
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

  /** Identifier that is unique across PID reuse and reboots, equal to `Process.id`. */
  get id(): string {
    return new Identity(this.#row, this.#table.host).id;
  }

  /** Returns an attribute, or throws the error of reading it. */
  get<Name extends keyof ProcessInfo>(name: Name): ProcessInfo[Name] {
    return rawAttribute(this.#row, name);
  }

  /** Whether another entry is of the same process, and not of one that has reused its PID. */
  isSame(other: ProcessEntry): boolean {
    return this.pid === other.pid && this.#row.start === other.#row.start;
  }

  /** Returns an attribute as the table contains it, or the record of the error of reading it. */
  raw(name: keyof ProcessInfo): { readonly value?: unknown; readonly failure?: unknown } {
    const value = this.#row.info[name];
    return value === undefined ? { failure: failureOf(this.#row, name) } : { value };
  }

  /** Returns the CPU utilization since the previous table or the start of the process, in percent; 100 is one CPU. */
  cpuPercent(): number {
    const { info, seconds } = this.#previous();
    return percentUsed(info?.cpuTimes ?? zeroCpuTimes, this.get('cpuTimes'), seconds);
  }

  /** Returns the I/O rates since the previous table or the start of the process, per second. */
  ioRates(): ProcessIoRates {
    const { info, seconds } = this.#previous();
    return ratesOf(info?.ioCounters, this.get('ioCounters'), seconds);
  }

  /** Returns the parent; null if the table does not include it. */
  parent(): ProcessEntry | null {
    const parent = parentOf(this.#table.rows, this.#row);
    return parent ? (this.#table.get(parent.pid) ?? null) : null;
  }

  /** Returns the ancestors that the table includes, nearest first. */
  parents(): ProcessEntry[] {
    return this.#entriesOf(ancestors(this.#table.rows, this.#row));
  }

  /** Returns the children or, with `recursive`, all descendants in depth-first order. */
  children({ recursive = false }: { readonly recursive?: boolean } = {}): ProcessEntry[] {
    return this.#entriesOf(descendants(this.#table.children, this.#row, recursive));
  }

  /** Returns the attributes of this process in the previous table, and the time since then. */
  #previous(): { readonly info: Partial<ProcessInfo> | undefined; readonly seconds: number } {
    const { previous } = this.#table;
    if (!previous) throw new Error('rates require the option `before`: a previous table');
    const row = previous.rows.get(this.pid);
    const isSame = row?.start === this.#row.start;
    return { info: isSame ? row?.info : undefined, seconds: previous.seconds };
  }

  #entriesOf(rows: readonly ProcessRow[]): ProcessEntry[] {
    return rows.map(({ pid }) => this.#table.get(pid) as ProcessEntry);
  }
}
