import { inspect } from 'node:util';
import { defaultHost, type HostOption } from '@psutil/native';
import {
  type Answer,
  checkOptions,
  here,
  type Mode,
  type ProcessCpuTimes,
  type ProcessMemory,
  type ProcessRow,
  type ProcessStatus,
  type Way,
} from '@psutil/native/collect';
import {
  type AttributeName,
  type AttributesOf,
  type AttributesOption,
  bitsOf,
  checkAttributes,
  type ProcessAttributes,
} from './attributes.js';
import { Identity, identityBits } from './identity.js';
import { attributeOf, attributesOf, present } from './row.js';
import { canBeParent, descendants } from './tree.js';

/** Options of `children`. */
export interface ChildrenOptions {
  /** Whether to list the children's children too, and theirs. */
  readonly recursive?: boolean | undefined;
}

const tableBits = bitsOf(['createTime', 'ppid']);

function checkRecursive(options: ChildrenOptions | undefined): boolean {
  checkOptions(options);
  const recursive: unknown = options?.recursive ?? false;
  if (typeof recursive !== 'boolean') throw new TypeError(`recursive must be a boolean, not ${typeof recursive}`);
  return recursive;
}

/** What both forms of `Process` are made of; `M` says whether methods give values or promises. */
export abstract class ProcessBase<M extends Mode> {
  /** The pid. With the start of the process it is its identity; another process that has it later is not this one. */
  readonly pid: number;
  readonly #way: Way<M>;
  readonly #identity: Identity;
  #name: string | null = null;

  protected constructor(way: Way<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    this.#way = way;
    this.#identity = pid instanceof Identity ? pid : Identity.find(pid, options);
    this.pid = this.#identity.pid;
  }

  /** Another process of the same kind. */
  protected abstract sibling(identity: Identity): this;

  /**
   * A name for this very process, unlike that of any other of this boot or another: `boot id:pid:start`.
   *
   * Linux: /proc/sys/kernel/random/boot_id and /proc/PID/stat.
   */
  get id(): string {
    return this.#identity.id;
  }

  /** Whether another object stands for the same process of the same machine. */
  equals(other: unknown): boolean {
    return other instanceof ProcessBase && this.#identity.equals(other.#identity);
  }

  /**
   * Seconds since the epoch at which the process started, to the clock tick. It answers also when the process has
   * ended.
   *
   * Linux: /proc/PID/stat and the machine's clocks.
   */
  createTime(): Answer<M, number> {
    return this.#way.run(() => this.#identity.createTime);
  }

  /** Pid of its parent, or 0 where it has none in this pid namespace. Linux: /proc/PID/stat. */
  ppid(): Answer<M, number> {
    return this.#ask('ppid');
  }

  /**
   * Name of the program, which a program may change at any time. Linux: /proc/PID/stat; what the kernel cut to 15
   * bytes is completed from /proc/PID/cmdline.
   */
  name(): Answer<M, string> {
    return this.#way.map(this.#ask('name'), (name) => {
      this.#name = name;
      return name;
    });
  }

  /**
   * Absolute path of the program, as its own mount namespace has it; '' for the kernel's threads. Linux: /proc/PID/exe.
   *
   * @throws {AccessDenied} For processes of other users, unless root asks.
   * @throws {ZombieProcess} For zombies.
   */
  exe(): Answer<M, string> {
    return this.#ask('exe');
  }

  /**
   * The program and its arguments, or the words of the title that it gave itself; [] for the kernel's threads.
   * Linux: /proc/PID/cmdline.
   *
   * @throws {ZombieProcess} For zombies.
   */
  cmdline(): Answer<M, string[]> {
    return this.#ask('cmdline');
  }

  /** What the process is doing: one of the constants `STATUS_…`. Linux: /proc/PID/stat. */
  status(): Answer<M, ProcessStatus> {
    return this.#ask('status');
  }

  /** Name of its real user, or the number where it has none. Linux: /proc/PID/status and the system's users. */
  username(): Answer<M, string> {
    return this.#ask('username');
  }

  /** Seconds of CPU that it and its ended children used. Linux: /proc/PID/stat. */
  cpuTimes(): Answer<M, ProcessCpuTimes> {
    return this.#ask('cpuTimes');
  }

  /** Its memory, in bytes; zeros for zombies and the kernel's threads. Linux: /proc/PID/statm. */
  memoryInfo(): Answer<M, ProcessMemory> {
    return this.#ask('memoryInfo');
  }

  /** Number of its threads. Linux: /proc/PID/stat. */
  numThreads(): Answer<M, number> {
    return this.#ask('numThreads');
  }

  /** Whether this very process is still there, be it as a zombie; false when its pid is another's now. */
  isRunning(): Answer<M, boolean> {
    return this.#way.map(this.#read(0), ([row]) => row?.failure?.fate !== 'gone' && row?.failure?.fate !== 'reused');
  }

  /** Its parent, or null where it has none in this pid namespace or that has just ended. */
  parent(): Answer<M, this | null> {
    return this.#way.chain(this.#read(bitsOf(['ppid'])), ([row]) => {
      const child = present(row, this.#name);
      const ppid = attributeOf(child, 'ppid', this.#name);
      if (ppid === 0) return this.#way.run(() => null);
      const found = this.#way.collect('processes', this.#identity.host, identityBits, [ppid, Number.NaN]);
      return this.#way.map(found, ([parent]) => this.#asParent(parent, child));
    });
  }

  /**
   * Its children, by pid or, with `recursive`, all processes that descend from it, each before its own children.
   * Processes that this user may not see are left out. Linux: /proc/PID/stat of all processes.
   */
  children(options?: ChildrenOptions): Answer<M, this[]> {
    return this.#way.run(() => {
      const recursive = checkRecursive(options);
      const table = this.#way.collect('processes', this.#identity.host, tableBits);
      return this.#way.chain(table, (rows) => this.#childrenIn(rows, recursive));
    });
  }

  /**
   * Several attributes at once, read in one pass in which each file of the process is opened at most once.
   *
   * @throws {NoSuchProcess} When it has ended. What is refused, or lost with a zombie, is `adValue` instead.
   */
  asDict<A extends AttributeName = AttributeName, D = null>(
    options?: AttributesOption<A, D>,
  ): Answer<M, AttributesOf<A, D>> {
    return this.#way.run(() => {
      checkOptions(options);
      const names = checkAttributes(options?.attrs) as readonly A[];
      const adValue = (options?.adValue ?? null) as D;
      return this.#way.map(this.#read(bitsOf(names)), ([row]) =>
        attributesOf(present(row, this.#name), names, adValue),
      );
    });
  }

  /** What it is and how it fares, for people. */
  toString(): string {
    const { pid, host } = this.#identity;
    const facts = [`pid=${pid}`];
    const [row] = here.collect('processes', host, bitsOf(['name', 'status']), this.#identity.target);
    if (row?.info.name !== undefined) facts.push(`name=${JSON.stringify(row.info.name)}`);
    if (row?.info.status !== undefined) facts.push(`status=${row.info.status}`);
    if (row?.failure) facts.push(row.failure.fate === 'reused' ? 'terminated, pid reused' : 'terminated');
    if (host && host.proc !== defaultHost.proc) facts.push(`proc=${host.proc}`);
    return `Process(${facts.join(', ')})`;
  }

  /** As {@link toString}: what Node prints. */
  [inspect.custom](): string {
    return this.toString();
  }

  #read(bits: number): Answer<M, ProcessRow[]> {
    return this.#way.collect('processes', this.#identity.host, bits, this.#identity.target);
  }

  #ask<Name extends AttributeName>(name: Name): Answer<M, ProcessAttributes[Name]> {
    return this.#way.map(this.#read(bitsOf([name])), ([row]) =>
      attributeOf(present(row, this.#name), name, this.#name),
    );
  }

  #made(row: ProcessRow): this {
    return this.sibling(new Identity(row, this.#identity.host));
  }

  #childrenIn(rows: readonly ProcessRow[], recursive: boolean): Answer<M, this[]> {
    const self = rows.find(({ pid }) => pid === this.pid);
    if (self && (self.startTicks ?? Number.NaN) === this.#identity.startTicks) {
      return this.#way.run(() => descendants(rows, self, recursive).map((row) => this.#made(row)));
    }
    // It is none of these processes any more, or a thread: those are not listed and have no children.
    return this.#way.map(this.ppid(), () => []);
  }

  #asParent(parent: ProcessRow | undefined, child: ProcessRow): this | null {
    if (parent?.failure?.fate === 'gone') return null;
    const row = present(parent);
    return canBeParent(row, child) ? this.#made(row) : null;
  }
}
