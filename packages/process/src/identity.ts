import { defaultHost, type Host, type HostOption, NoSuchProcess } from '@psutil/native';
import { syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { ProcessRow } from '@psutil/native/internal/records';
import { bitsOf } from './attributes.js';
import { CpuPercentTracker } from './cpu-percent-tracker.js';
import { checkPid } from './pid.js';
import { attributeOf, requireRow } from './process-row.js';

/** What must be asked of a process to know who it is. */
export const identityBits: number = bitsOf(['createTime']);

/** Of this machine only: a boot that this program sees the end of, it does not survive. */
let thisBoot: string | undefined;

function bootIdOf(host: Host | undefined): string {
  if (host) return syncExecutor.collect('bootId', host);
  thisBoot ??= syncExecutor.collect('bootId');
  return thisBoot;
}

/** Who a process is: its pid and its start, which no other process of the same boot shares. */
export class Identity {
  readonly pid: number;
  /** In clock ticks since boot; NaN where the system shows them to nobody else. */
  readonly start: number;
  readonly host: Host | undefined;
  /** What its CPU percentages compare with. */
  readonly cpuPercentTracker: CpuPercentTracker = new CpuPercentTracker();
  /** The name that it had when it was last asked, for errors. */
  name: string | null = null;
  readonly #row: ProcessRow;

  /** The identity in a row for which {@link identityBits} were asked. */
  constructor(row: ProcessRow, host: Host | undefined) {
    this.pid = row.pid;
    this.start = row.start ?? Number.NaN;
    this.host = host;
    const { pid, errors, info } = row;
    // All else that was read is not kept as long as the process lives.
    this.#row = { pid, errors, info: info.createTime === undefined ? {} : { createTime: info.createTime } };
  }

  /** The process that has a pid now. */
  static find(pid: unknown, options: HostOption | undefined): Identity {
    const host = resolveHost(options);
    const [row] = syncExecutor.collect('processes', host, identityBits, [checkPid(pid, host), Number.NaN]);
    return new Identity(requireRow(row), host);
  }

  /** This process and no other, as an argument of the collector. */
  get target(): [pid: number, start: number] {
    return [this.pid, this.start];
  }

  get createTime(): number {
    return attributeOf(this.#row, 'createTime');
  }

  /** The moment of {@link createTime}, where that is known. */
  get started(): Date | undefined {
    const seconds = this.#row.info.createTime;
    return seconds === undefined ? undefined : new Date(seconds * 1000);
  }

  get id(): string {
    return `${bootIdOf(this.host)}:${this.pid}:${this.start}`;
  }

  equals(other: Identity): boolean {
    const procOf = ({ host }: Identity) => (host ?? defaultHost).proc;
    return this.pid === other.pid && this.start === other.start && procOf(this) === procOf(other);
  }
}

const idForm = /^[^:]+:(?<pid>\d{1,10}):\d+$/;

/** The process that an id was made of; `find` makes a process of its pid. */
export function byId<P extends { readonly id: string }>(id: unknown, find: (pid: number) => P): P {
  if (typeof id !== 'string') throw new TypeError(`a process id must be a string, not ${typeof id}`);
  const pid = idForm.exec(id)?.groups?.['pid'];
  if (pid === undefined) throw new TypeError(`not a process id: ${JSON.stringify(id)}`);
  const found = find(Number(pid));
  if (found.id === id) return found;
  throw new NoSuchProcess(Number(pid), { message: `the process ${id} has ended and its pid is another's` });
}
