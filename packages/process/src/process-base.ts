import type { inspect } from 'node:util';
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
import { Process as ProcessControl } from './process-control.js';
import { noAttributes, ProcessHandle } from './process-handle.js';
import { attributeOf, attributesOf, requireRow } from './process-row.js';
import { ancestors, byParent, byPid, canBeParent, descendants } from './tree.js';

// An import of node:util would load modules that are needed nowhere else.
const inspectCustom: typeof inspect.custom = Symbol.for('nodejs.util.inspect.custom') as typeof inspect.custom;

/** Options of `children()`. */
export interface ChildrenOptions {
  /** Whether to return all descendants rather than only the direct children. Default: false. */
  readonly recursive?: boolean | undefined;
}

const tableBits = bitsOf(['createTime', 'ppid']);

function checkRecursive(options: ChildrenOptions | undefined): boolean {
  checkOptions(options, ['recursive']);
  return checkFlag('recursive', options?.recursive ?? undefined, false);
}

function checkDictOptions<A extends AttributeName, D>(options: AttributesOption<A, D> | undefined) {
  checkOptions(options, ['attrs', 'adValue']);
  const names = checkAttributes(options?.attrs) as readonly A[];
  return { names, adValue: (options?.adValue ?? null) as D };
}

/**
 * Base class of the synchronous and the asynchronous `Process`. `M` selects whether methods return values or promises.
 */
export abstract class Process<M extends Mode> extends ProcessControl<M> {
  /** Process ID. Together with the start time it identifies the process, also after the PID is reused. */
  readonly pid: number;
  readonly #handle: ProcessHandle<M>;

  protected constructor(executor: Executor<M>, pid: number | Identity | undefined, options: HostOption | undefined) {
    const handle = new ProcessHandle(executor, pid, options);
    super(handle);
    this.#handle = handle;
    this.pid = handle.identity.pid;
  }

  /** @internal Creates an object of the same class for another process. */
  protected abstract sibling(identity: Identity): this;

  /**
   * Identifier of the process that is unique across PID reuse and reboots: `BOOT_ID:PID:START`, where START is in the
   * unit of the system. Linux: clock ticks since boot, from /proc/sys/kernel/random/boot_id and /proc/PID/stat. macOS:
   * microseconds since the epoch, from sysctl kern.bootsessionuuid and kern.proc. FreeBSD: microseconds since boot,
   * from sysctl kern.boot_id, kern.boottime and kern.proc. SunOS: microseconds since boot, from /proc/PID/usage;
   * BOOT_ID is the boot time.
   */
  get id(): string {
    return this.#handle.identity.id;
  }

  /**
   * Returns whether `other` represents the same process of the same host; false if it is not a `Process`.
   *
   * @example
   * import { Process } from '@psutil/process';
   *
   * console.log(new Process(process.pid).equals(new Process())); // true
   */
  equals(other: unknown): boolean {
    return other instanceof Process && this.#handle.identity.equals(other.#handle.identity);
  }

  /**
   * Returns the time at which the process started, in seconds since the Unix epoch, with the resolution of a clock
   * tick. The value is read once and stays available after the process terminates. Linux: /proc/PID/stat and
   * clock_gettime(2). macOS, FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo. Windows: NtQuerySystemInformation() or
   * GetProcessTimes().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Date(new Process().createTime() * 1000));
   * console.log(await new promises.Process().createTime()); // 1764356356.21
   */
  createTime(): Result<M, number> {
    return this.#handle.executor.run(() => this.#handle.identity.createTime);
  }

  /**
   * Returns whether the process exists, including as a zombie; false if its PID was reused by another process.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().isRunning()); // true
   * console.log(await new promises.Process().isRunning());
   */
  isRunning(): Result<M, boolean> {
    const terminated = ['gone', 'reused'];
    return this.#handle.executor.map(
      this.#handle.queryRow(noAttributes),
      (row) => !terminated.includes(row?.failure?.kind ?? ''),
    );
  }

  /**
   * Returns the parent process, or null if there is none in this PID namespace or the parent has just terminated.
   * Linux: /proc/PID/stat. macOS, FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo. Windows:
   * NtQueryInformationProcess().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().parent()?.name()); // bash
   * console.log((await new promises.Process().parent())?.pid);
   */
  parent(): Result<M, this | null> {
    const { executor, identity, name } = this.#handle;
    return executor.chain(this.#handle.readRow(bitOf('ppid')), (child) => {
      const ppid = attributeOf(child, 'ppid', name);
      const rows = executor.collect('processes', identity.host, identityBits, [ppid, Number.NaN]);
      return executor.map(rows, ([parent]) => this.#asParent(parent, child));
    });
  }

  /**
   * Returns the ancestors of the process in this PID namespace, starting with its parent. Linux: /proc/PID/stat of
   * each. macOS, FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo of each. Windows: NtQuerySystemInformation().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * console.log(new Process().parents().map(({ pid }) => pid)); // [ 4242, 1 ]
   * console.log((await new promises.Process().parents()).length);
   */
  parents(): Result<M, this[]> {
    const { executor, identity, name } = this.#handle;
    return executor.chain(this.#handle.readRow(bitOf('ppid')), (self) => {
      attributeOf(self, 'ppid', name);
      const snapshot = executor.collect('processAncestors', identity.host, this.pid, tableBits);
      return executor.map(snapshot, (rows) => ancestors(byPid(rows), self).map((row) => this.#fromRow(row)));
    });
  }

  /**
   * Returns the child processes, in order of PID, or with `recursive` all descendants, each before its own children.
   * Processes that are hidden from the caller are omitted. Linux: /proc/PID/task/TID/children and /proc/PID/stat, or
   * /proc/PID/stat of every process if there are many children or the kernel does not provide `children`. macOS,
   * FreeBSD: sysctl kern.proc. SunOS: /proc/PID/psinfo of every process. Windows: NtQuerySystemInformation().
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * for (const child of new Process().children({ recursive: true })) console.log(child.pid, child.name());
   * console.log((await new promises.Process().children()).length);
   */
  children(options?: ChildrenOptions): Result<M, this[]> {
    const { executor, identity } = this.#handle;
    return this.#handle.withValidated(
      () => checkRecursive(options),
      (recursive) => {
        const snapshot = executor.collect('processDescendants', identity.host, this.pid, recursive, tableBits);
        return executor.chain(snapshot, (rows) => this.#childrenIn(rows, recursive));
      },
    );
  }

  /**
   * Returns several attributes as one object. They are read in one pass that opens each file of the process at most
   * once. An attribute that fails with `AccessDenied`, `ZombieProcess`, `NotSupported` or `ERR_TOO_LARGE` is set to
   * `adValue`.
   *
   * @throws {NoSuchProcess} If the process has terminated.
   * @throws {RangeError} If `attrs` contains an unknown attribute.
   *
   * @example
   * import { Process } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const { name, memoryInfo } = new Process().asDict({ attrs: ['name', 'memoryInfo'] });
   * console.log(name, memoryInfo?.rss); // node 54214656
   * console.log(await new promises.Process().asDict({ attrs: ['username'] }));
   */
  asDict<A extends AttributeName = AttributeName, D = null>(
    options?: AttributesOption<A, D>,
  ): Result<M, AttributesOf<A, D>> {
    return this.#handle.withValidated(
      () => checkDictOptions<A, D>(options),
      ({ names, adValue }) => {
        const { executor, identity } = this.#handle;
        return executor.map(this.#handle.readRow(bitsOf(names)), (row) =>
          attributesOf(row, names, adValue, identity.cpuPercentTracker),
        );
      },
    );
  }

  /**
   * Returns a human-readable description of the process, with its PID, name, status and start time.
   *
   * @example
   * import { Process } from '@psutil/process';
   *
   * console.log(`${new Process()}`); // Process(pid=4711, name="node", status=running, started=…)
   */
  override toString(): string {
    const { pid, host, target, startDate } = this.#handle.identity;
    const fields = [`pid=${pid}`];
    const [row] = syncExecutor.collect('processes', host, bitsOf(['name', 'status']), target);
    if (row?.info.name !== undefined) fields.push(`name=${JSON.stringify(row.info.name)}`);
    if (row?.info.status !== undefined) fields.push(`status=${row.info.status}`);
    if (row?.failure) fields.push(row.failure.kind === 'reused' ? 'terminated, pid reused' : 'terminated');
    if (startDate) fields.push(`started=${startDate.toISOString()}`);
    if (host && host.proc !== defaultHost.proc) fields.push(`proc=${host.proc}`);
    return `Process(${fields.join(', ')})`;
  }

  /** Returns the result of {@link toString}, which `console.log()` and `util.inspect()` print. */
  [inspectCustom](): string {
    return this.toString();
  }

  #fromRow(row: ProcessRow): this {
    return this.sibling(new Identity(row, this.#handle.identity.host));
  }

  #childrenIn(rows: readonly ProcessRow[], recursive: boolean): Result<M, this[]> {
    const self = rows.find(({ pid }) => pid === this.pid);
    if (self && (self.start ?? Number.NaN) === this.#handle.identity.start) {
      return this.#handle.executor.run(() =>
        descendants(byParent(rows), self, recursive).map((row) => this.#fromRow(row)),
      );
    }
    // Either the process has terminated, which ppid() reports, or its PID is a thread ID, which has no children.
    return this.#handle.executor.map(this.ppid(), () => []);
  }

  #asParent(parent: ProcessRow | undefined, child: ProcessRow): this | null {
    // The idle process of Windows is its own parent.
    if (parent?.failure?.kind === 'gone' || parent?.pid === child.pid) return null;
    const row = requireRow(parent);
    return canBeParent(row, child) ? this.#fromRow(row) : null;
  }
}
