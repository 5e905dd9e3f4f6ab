import type { Mode, Result } from '@psutil/native/internal/execution';
import type { IoPriority } from '@psutil/native/internal/records';
import { RLIM_INFINITY } from './constants.js';
import type { ProcessHandle } from './process-handle.js';
import { Process as ProcessQueries } from './process-queries.js';
import { checkCpus, checkIonice, checkLimits, checkNice, checkResource, type ResourceLimits } from './validate.js';

/**
 * The methods that read and change priorities, limits and the CPU affinity of a process. `M` selects whether they return
 * values or promises.
 */
export abstract class Process<M extends Mode> extends ProcessQueries<M> {
  readonly #handle: ProcessHandle<M>;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
  }

  /**
   * Returns the nice value of the process, -20 (highest priority) to 19 (lowest), or sets it to `value`; 20 is set as
   * 19. On Windows, it is the priority class: one of the `*_PRIORITY_CLASS` constants. Linux: /proc/PID/stat and
   * setpriority(2), which affects only the main thread. macOS, FreeBSD: sysctl kern.proc and setpriority(2). SunOS:
   * /proc/PID/psinfo and setpriority(3C). Windows: GetPriorityClass() and SetPriorityClass().
   *
   * @throws {AccessDenied} If the process belongs to another user, or `value` is below the current nice value, and the
   * caller is not root. Windows: if the caller lacks the right or the privilege, or a job limits the priority class;
   * the class is not changed.
   * @throws {RangeError} If `value` is out of range, or on Windows not a priority class.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.nice(10);
   * console.log(child.nice()); // 10
   * child.kill();
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.nice(10);
   * await other.kill();
   */
  nice(): Result<M, number>;
  nice(value: number): Result<M, void>;
  nice(value?: number): Result<M, number> | Result<M, void> {
    if (value === undefined) return this.#handle.readAttribute('nice');
    return this.#set(
      () => checkNice(value),
      (nice) => this.#handle.collect('setProcessNice', nice, false),
    );
  }

  /**
   * Returns the I/O scheduling class and priority of the process, or sets them. `ioclass` is one of the
   * `IOPRIO_CLASS_*` constants; `value` is the priority within the class, 0 (highest) to 7, default 0.
   * `IOPRIO_CLASS_NONE` and `IOPRIO_CLASS_IDLE` have no priorities. On Windows, `ioclass` is one of `IOPRIO_VERYLOW`,
   * `IOPRIO_LOW`, `IOPRIO_NORMAL` and `IOPRIO_HIGH`, without `value`. Linux: ioprio_get(2) and ioprio_set(2), which
   * affect only the main thread. Windows: NtSetInformationProcess().
   *
   * @throws {AccessDenied} If the process belongs to another user, or `ioclass` is `IOPRIO_CLASS_RT`, and the caller is
   * not root.
   * @throws {RangeError} If `ioclass` or `value` is out of range, or the class accepts no value.
   * @throws {NotSupported} On macOS, FreeBSD and SunOS.
   *
   * @example
   * import { IOPRIO_CLASS_IDLE, Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.ionice(IOPRIO_CLASS_IDLE);
   * console.log(child.ionice()); // { ioclass: 3, value: 0 }
   * child.kill();
   * console.log(await new promises.Process().ionice());
   */
  ionice(): Result<M, IoPriority>;
  ionice(ioclass: number, value?: number | null): Result<M, void>;
  ionice(ioclass?: number, value?: number | null): Result<M, IoPriority> | Result<M, void> {
    if (ioclass === undefined && value === undefined) return this.#handle.readAttribute('ionice');
    return this.#set(
      () => checkIonice(ioclass, value),
      (priority) => this.#handle.collect('setProcessIonice', ...priority, false),
    );
  }

  /**
   * Returns the soft and hard limits of a resource, one of the `RLIMIT_*` constants, or sets them to `limits`.
   * `Infinity` means unlimited. The unit depends on the resource. Linux: prlimit(2). FreeBSD: sysctl kern.proc.rlimit.
   *
   * @throws {AccessDenied} If the process belongs to another user, or a limit is above the current hard limit, and the
   * caller is not root.
   * @throws {RangeError} If the resource is unknown, or the soft limit exceeds the hard limit.
   * @throws {NotSupported} On macOS, SunOS and Windows.
   *
   * @example
   * import { Popen, RLIMIT_NOFILE } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.rlimit(RLIMIT_NOFILE, [64, 128]);
   * console.log(child.rlimit(RLIMIT_NOFILE)); // [ 64, 128 ]
   * child.kill();
   * console.log(await new promises.Process().rlimit(RLIMIT_NOFILE));
   */
  rlimit(resource: number): Result<M, [soft: number, hard: number]>;
  rlimit(resource: number, limits: ResourceLimits): Result<M, void>;
  rlimit(resource: number, limits?: ResourceLimits): Result<M, [soft: number, hard: number]> | Result<M, void> {
    if (limits !== undefined) {
      return this.#set(
        () => [checkResource(resource), ...checkLimits(limits)] as const,
        (args) => this.#handle.collect('setProcessLimit', ...args, false),
      );
    }
    return this.#handle.withValidated(
      () => checkResource(resource),
      (validResource) =>
        this.#handle.executor.map(
          this.#handle.collect('processLimit', validResource),
          ({ soft, hard }): [soft: number, hard: number] => [soft ?? RLIM_INFINITY, hard ?? RLIM_INFINITY],
        ),
    );
  }

  /**
   * Returns the numbers of the CPUs that the process is allowed to run on, or sets them to `cpus`. [] selects all CPUs
   * that the control group of the process allows. Linux: sched_getaffinity(2) and sched_setaffinity(2), which affect
   * only the main thread. FreeBSD: cpuset_getaffinity(2) and cpuset_setaffinity(2). Windows: GetProcessAffinityMask()
   * and SetProcessAffinityMask(), for the CPUs of one group.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {RangeError} If a CPU does not exist, or the control group of the process allows none of `cpus`.
   * @throws {NotSupported} On macOS and SunOS.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * const [first = 0] = child.cpuAffinity();
   * child.cpuAffinity([first]);
   * child.kill();
   * console.log(await new promises.Process().cpuAffinity()); // [ 0, 1, 2, 3 ]
   */
  cpuAffinity(): Result<M, number[]>;
  cpuAffinity(cpus: readonly number[]): Result<M, void>;
  cpuAffinity(cpus?: readonly number[]): Result<M, number[]> | Result<M, void> {
    if (cpus === undefined) return this.#handle.readAttribute('cpuAffinity');
    return this.#set(
      () => checkCpus(cpus),
      (validCpus) =>
        this.#handle.executor.map(this.#handle.collect('setProcessAffinity', validCpus, false), (invalidCpu) => {
          if (invalidCpu === null) return;
          if (invalidCpu >= 0) throw new RangeError(`CPU ${invalidCpu} does not exist`);
          throw new RangeError(`the process is not allowed to run on any of the CPUs ${validCpus.join(', ')}`);
        }),
    );
  }

  #set<T>(check: () => T, set: (value: T) => Result<M, unknown>): Result<M, void> {
    return this.#handle.withValidated(check, (value) => this.#handle.executor.map(set(value), () => {}));
  }
}
