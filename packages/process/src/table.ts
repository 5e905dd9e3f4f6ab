import type { Host, HostOption } from '@psutil/native';
import {
  type ConnectionKind,
  checkWord,
  connectionKinds,
  hostOf,
  type ProcessInfo,
  type ProcessRow,
  pool,
} from '@psutil/native/collect';
import { type AttributeName, bitsOf, checkAttributes } from './attributes.js';
import { Identity } from './identity.js';
import { checkPid } from './pid.js';
import { factOf, present } from './row.js';
import { ancestors, canBeParent, descendants } from './tree.js';

/** What to read into a table. */
export interface TableOptions extends HostOption {
  /** Names of attributes; `ppid` is always among them. */
  readonly attrs: readonly AttributeName[];
  /** The only processes to read. Without it, all. */
  readonly pids?: readonly number[] | undefined;
  /** Which sockets to read where `connections` are asked; `inet` unless said otherwise. */
  readonly kind?: ConnectionKind | undefined;
}

/** Processes of a machine at one moment, and how they descend from each other. */
export class ProcessTable {
  readonly host: Host | undefined;
  /** The processes, by pid. */
  readonly entries: readonly ProcessEntry[];
  /** @internal */
  readonly rows: readonly ProcessRow[];
  readonly #entries: ReadonlyMap<number, ProcessEntry>;

  private constructor(rows: readonly ProcessRow[], host: Host | undefined) {
    this.host = host;
    this.rows = rows;
    this.entries = rows.map((row) => new ProcessEntry(this, row));
    this.#entries = new Map(this.entries.map((entry) => [entry.pid, entry]));
  }

  /**
   * Reads a table in one pass on the thread pool.
   *
   * @throws {NoSuchProcess} When one of `pids` is no process.
   */
  static async read(options: TableOptions): Promise<ProcessTable> {
    const host = hostOf(options);
    const bits = bitsOf([...new Set<AttributeName>(['ppid', ...checkAttributes(options.attrs)])]);
    const kind = checkWord('kind', options.kind, connectionKinds, 'inet');
    const targets = options.pids?.flatMap((pid) => [checkPid(pid, host), Number.NaN]);
    const rows = await pool.collect('processes', host, bits, targets, kind);
    return new ProcessTable(
      rows.map((row) => present(row)),
      host,
    );
  }

  /** The process with a pid, if it is in the table. */
  get(pid: number): ProcessEntry | undefined {
    return this.#entries.get(pid);
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

  /** What was read of an attribute, or the error that says why it could not be. */
  get<Name extends keyof ProcessInfo>(name: Name): ProcessInfo[Name] {
    return factOf(this.#row, name);
  }

  /** Its parent, or null where that is not in the table. */
  parent(): ProcessEntry | null {
    const parent = this.#table.get(this.#row.info.ppid ?? 0);
    return parent && canBeParent(parent.#row, this.#row) ? parent : null;
  }

  /** Its parent, that one's parent and so on, as far as they are in the table. */
  parents(): ProcessEntry[] {
    return this.#entriesOf(ancestors(this.#table.rows, this.#row));
  }

  /** Its children or, recursively, all that descend from it, each before its own children. */
  children({ recursive = false }: { readonly recursive?: boolean } = {}): ProcessEntry[] {
    return this.#entriesOf(descendants(this.#table.rows, this.#row, recursive));
  }

  #entriesOf(rows: readonly ProcessRow[]): ProcessEntry[] {
    return rows.map(({ pid }) => this.#table.get(pid) as ProcessEntry);
  }
}
