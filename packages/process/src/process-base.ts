import { inspect } from 'node:util';
import { defaultHost, type HostOption } from '@psutil/native';
import { type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { ProcessRow } from '@psutil/native/internal/records';
import { checkFlag, checkOptions } from '@psutil/native/internal/validation';
import {
  type AttributeName,
  type AttributesOf,
  type AttributesOption,
  bitOf,
  bitsOf,
  checkAttributes,
} from './attributes.js';
import { Identity, identityBits } from './identity.js';
import { ProcessControl } from './process-control.js';
import { noAttributes, ProcessHandle } from './process-handle.js';
import { attributeOf, attributesOf, requireRow } from './process-row.js';
import { ancestors, byParent, byPid, canBeParent, descendants } from './tree.js';

/** Options of `children`. */
export interface ChildrenOptions {
  /** Whether to list the children's children too, and theirs. */
  readonly recursive?: boolean | undefined;
}

const tableBits = bitsOf(['createTime', 'ppid']);

function checkRecursive(options: ChildrenOptions | undefined): boolean {
  checkOptions(options);
  return checkFlag('recursive', options?.recursive ?? undefined, false);
}

function checkDictOptions<A extends AttributeName, D>(options: AttributesOption<A, D> | undefined) {
  checkOptions(options);
  const names = checkAttributes(options?.attrs) as readonly A[];
  return { names, adValue: (options?.adValue ?? null) as D };
}

/** What both forms of `Process` are made of; `M` says whether methods give values or promises. */
export abstract class ProcessBase<M extends Mode> extends ProcessControl<M> {
  /** The pid. With the start of the process it is its identity; another process that has it later is not this one. */
  readonly pid: number;
  readonly #handle: ProcessHandle<M>;

  protected constructor(executor: Executor<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    const handle = new ProcessHandle(executor, pid, options);
    super(handle);
    this.#handle = handle;
    this.pid = handle.identity.pid;
  }

  /** Another process of the same kind. */
  protected abstract sibling(identity: Identity): this;

  /**
   * A name for this very process, unlike that of any other of this boot or another: `boot id:pid:start`.
   *
   * Linux: /proc/sys/kernel/random/boot_id and /proc/PID/stat.
   */
  get id(): string {
    return this.#handle.identity.id;
  }

  /** Whether another object stands for the same process of the same machine. */
  equals(other: unknown): boolean {
    return other instanceof ProcessBase && this.#handle.identity.equals(other.#handle.identity);
  }

  /**
   * Seconds since the epoch at which the process started, to the clock tick. It answers also when the process has
   * ended.
   *
   * Linux: /proc/PID/stat and the machine's clocks.
   */
  createTime(): Result<M, number> {
    return this.#handle.executor.run(() => this.#handle.identity.createTime);
  }

  /** Whether this very process is still there, be it as a zombie; false when its pid is another's now. */
  isRunning(): Result<M, boolean> {
    const gone = ['gone', 'reused'];
    return this.#handle.executor.map(this.#handle.row(noAttributes), (row) => !gone.includes(row?.failure?.kind ?? ''));
  }

  /** Its parent, or null where it has none in this pid namespace or that has just ended. */
  parent(): Result<M, this | null> {
    const { executor, identity, name } = this.#handle;
    return executor.chain(this.#handle.read(bitOf('ppid')), (child) => {
      const ppid = attributeOf(child, 'ppid', name);
      if (ppid === 0) return executor.run(() => null);
      const found = executor.collect('processes', identity.host, identityBits, [ppid, Number.NaN]);
      return executor.map(found, ([parent]) => this.#asParent(parent, child));
    });
  }

  /**
   * Its parent, that one's parent and so on, as far as they are in this pid namespace. Linux: /proc/PID/stat of each.
   */
  parents(): Result<M, this[]> {
    const { executor, identity, name } = this.#handle;
    return executor.chain(this.#handle.read(bitOf('ppid')), (self) => {
      attributeOf(self, 'ppid', name);
      const family = executor.collect('processAncestors', identity.host, this.pid, tableBits);
      return executor.map(family, (rows) => ancestors(byPid(rows), self).map((row) => this.#made(row)));
    });
  }

  /**
   * Its children, by pid or, with `recursive`, all processes that descend from it, each before its own children.
   * Processes that this user may not see are left out. Linux: /proc/PID/task/TID/children and /proc/PID/stat, or
   * /proc/PID/stat of all processes where those are many or the kernel has no such lists.
   */
  children(options?: ChildrenOptions): Result<M, this[]> {
    const { executor, identity } = this.#handle;
    return this.#handle.checked(
      () => checkRecursive(options),
      (recursive) => {
        const family = executor.collect('processDescendants', identity.host, this.pid, recursive, tableBits);
        return executor.chain(family, (rows) => this.#childrenIn(rows, recursive));
      },
    );
  }

  /**
   * Several attributes at once, read in one pass in which each file of the process is opened at most once.
   *
   * @throws {NoSuchProcess} When it has ended. What is refused, lost with a zombie or not supported here is
   * `adValue` instead.
   */
  asDict<A extends AttributeName = AttributeName, D = null>(
    options?: AttributesOption<A, D>,
  ): Result<M, AttributesOf<A, D>> {
    return this.#handle.checked(
      () => checkDictOptions<A, D>(options),
      ({ names, adValue }) => {
        const { executor, identity } = this.#handle;
        return executor.map(this.#handle.read(bitsOf(names)), (row) =>
          attributesOf(row, names, adValue, identity.cpuPercentTracker),
        );
      },
    );
  }

  /** What it is and how it fares, for people. */
  override toString(): string {
    const { pid, host } = this.#handle.identity;
    const facts = [`pid=${pid}`];
    const [row] = syncExecutor.collect('processes', host, bitsOf(['name', 'status']), this.#handle.identity.target);
    if (row?.info.name !== undefined) facts.push(`name=${JSON.stringify(row.info.name)}`);
    if (row?.info.status !== undefined) facts.push(`status=${row.info.status}`);
    if (row?.failure) facts.push(row.failure.kind === 'reused' ? 'terminated, pid reused' : 'terminated');
    const start = this.#handle.identity.started;
    if (start) facts.push(`started=${start.toISOString()}`);
    if (host && host.proc !== defaultHost.proc) facts.push(`proc=${host.proc}`);
    return `Process(${facts.join(', ')})`;
  }

  /** As {@link toString}: what Node prints. */
  [inspect.custom](): string {
    return this.toString();
  }

  #made(row: ProcessRow): this {
    return this.sibling(new Identity(row, this.#handle.identity.host));
  }

  #childrenIn(rows: readonly ProcessRow[], recursive: boolean): Result<M, this[]> {
    const self = rows.find(({ pid }) => pid === this.pid);
    if (self && (self.start ?? Number.NaN) === this.#handle.identity.start) {
      return this.#handle.executor.run(() =>
        descendants(byParent(rows), self, recursive).map((row) => this.#made(row)),
      );
    }
    // It is none of these processes any more, or a thread: those are not listed and have no children.
    return this.#handle.executor.map(this.ppid(), () => []);
  }

  #asParent(parent: ProcessRow | undefined, child: ProcessRow): this | null {
    if (parent?.failure?.kind === 'gone') return null;
    const row = requireRow(parent);
    return canBeParent(row, child) ? this.#made(row) : null;
  }
}
