import { defaultHost, type Host, type HostOption, NoSuchProcess } from '@psutil/native';
import { syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { type ProcessRow, processFields } from '@psutil/native/internal/records';
import { bitsOf } from './attributes.js';
import { CpuPercentTracker } from './cpu-percent-tracker.js';
import { checkPid, ownPid } from './pid.js';
import { attributeOf, requireRow } from './process-row.js';

/** Bit mask of the attributes that an {@link Identity} requires. */
export const identityBits: number = bitsOf(['createTime']);

/** Boot ID of the local system. It cannot change while this process runs. */
let localBootId: string | undefined;

function bootIdOf(host: Host | undefined): string {
  if (host) return syncExecutor.collect('bootId', host);
  localBootId ??= syncExecutor.collect('bootId');
  return localBootId;
}

/** Identity of a process: its PID and start time, a pair that is unique within one boot. */
export class Identity {
  readonly pid: number;
  /** Start, in the unit of the system; NaN if the system does not expose it to this user. */
  readonly start: number;
  readonly host: Host | undefined;
  /** CPU times of the previous `cpuPercent` call. */
  readonly cpuPercentTracker: CpuPercentTracker = new CpuPercentTracker();
  /** Last name read, for error messages; null if the name was never read. */
  name: string | null = null;
  readonly #row: ProcessRow;

  /** Creates an identity from a row that was read with {@link identityBits}. */
  constructor(row: ProcessRow, host: Host | undefined) {
    this.pid = row.pid;
    this.start = row.start ?? Number.NaN;
    this.host = host;
    const { pid, errors, info } = row;
    // Keep only the creation time, so that the other attributes of the row can be garbage collected.
    this.#row = { pid, errors, info: info.createTime === undefined ? {} : { createTime: info.createTime } };
  }

  /**
   * Returns the identity of the process that currently has the PID. Default: this process.
   *
   * @throws {NoSuchProcess} If no process has the PID.
   */
  static find(pid: unknown, options: HostOption | undefined): Identity {
    const host = resolveHost(options, []);
    const number = pid === undefined ? ownPid(host) : checkPid(pid);
    const [row] = syncExecutor.collect('processes', host, identityBits, [number, Number.NaN]);
    return new Identity(requireRow(row), host);
  }

  /** Returns the identity of a process that ended before it could be read. It is equal to that of no process. */
  static ofEnded(pid: number, options: HostOption | undefined): Identity {
    const failure = { code: 'ESRCH', call: 'spawn', path: '', kind: 'gone', pid } as const;
    const errors = [{ attribute: processFields.names.indexOf('createTime'), failure }];
    // No process starts at 0, except for pseudo processes, which are no children.
    return new Identity({ pid, info: {}, errors, start: 0 }, resolveHost(options, []));
  }

  /** PID and start time, as the collectors accept them. */
  get target(): [pid: number, start: number] {
    return [this.pid, this.start];
  }

  /** Start time, in seconds since the Unix epoch. */
  get createTime(): number {
    return attributeOf(this.#row, 'createTime');
  }

  /** Start time as a date, if it was readable and is one that a date can represent. */
  get startDate(): Date | undefined {
    const date = new Date((this.#row.info.createTime ?? Number.NaN) * 1000);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }

  /** Identifier that is unique across PID reuse and reboots: `BOOT_ID:PID:START`. */
  get id(): string {
    return `${bootIdOf(this.host)}:${this.pid}:${this.start}`;
  }

  /** Returns whether `other` is the same process of the same procfs mount. */
  equals(other: Identity): boolean {
    const procOf = ({ host }: Identity) => (host ?? defaultHost).proc;
    return this.pid === other.pid && this.start === other.start && procOf(this) === procOf(other);
  }
}

const idPattern = /^[^:]+:(?<pid>\d{1,10}):\d+$/;

/**
 * Returns the process with an identifier. `find` creates a process from its PID.
 *
 * @throws {NoSuchProcess} If the process has terminated, its PID was reused or the system was rebooted.
 * @throws {TypeError} If `id` is not a valid process ID.
 */
export function findById<P extends { readonly id: string }>(id: unknown, find: (pid: number) => P): P {
  if (typeof id !== 'string') throw new TypeError(`a process id must be a string, not ${typeof id}`);
  const pid = idPattern.exec(id)?.groups?.['pid'];
  if (pid === undefined) throw new TypeError(`invalid process id: ${JSON.stringify(id)}`);
  const found = find(Number(pid));
  if (found.id === id) return found;
  throw new NoSuchProcess(Number(pid), { message: `process ${id} has terminated and its PID was reused` });
}
