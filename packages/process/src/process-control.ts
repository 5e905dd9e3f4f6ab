import { TimeoutExpired } from '@psutil/native';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { syncExecutor } from '@psutil/native/internal/execution';
import type { IoPriority } from '@psutil/native/internal/records';
import { bitsOf } from './attributes.js';
import { type Exit, exitOf } from './child-exits.js';
import { RLIM_INFINITY } from './constants.js';
import type { ProcessHandle } from './process-handle.js';
import { ProcessQueryMethods } from './process-queries.js';
import {
  checkCpus,
  checkIonice,
  checkLimits,
  checkNice,
  checkResource,
  checkSignal,
  type ResourceLimits,
} from './validate.js';
import { checkWait, until, type WaitDeadline, type WaitOptions, type WaitState, waitForEnd } from './wait.js';

const stateBits = bitsOf(['status', 'ppid', 'numThreads']);

/**
 * The methods that control a process. Each verifies the start time of the process, so it never affects another process
 * that reused the PID. `M` selects whether they return values or promises.
 */
export abstract class ProcessControl<M extends Mode> extends ProcessQueryMethods<M> {
  readonly #handle: ProcessHandle<M>;
  readonly #exit: Exit | undefined;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
    this.#exit = exitOf(handle.identity);
  }

  /**
   * Returns the nice value of the process, -20 (highest priority) to 19 (lowest), or sets it to `value`; 20 is set as
   * 19. On Windows, it is the priority class: one of the `*_PRIORITY_CLASS` constants. Linux: /proc/PID/stat and
   * setpriority(2), which affects only the main thread. Windows: GetPriorityClass() and SetPriorityClass().
   *
   * @throws {AccessDenied} If the process belongs to another user, or `value` is below the current nice value, and the
   * caller is not root. Windows: if the caller lacks the right or the privilege, or a job limits the priority class;
   * the class is not changed.
   * @throws {RangeError} If `value` is out of range, or on Windows not a priority class.
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
   * `Infinity` means unlimited. The unit depends on the resource. Linux: prlimit(2).
   *
   * @throws {AccessDenied} If the process belongs to another user, or a limit is above the current hard limit, and the
   * caller is not root.
   * @throws {RangeError} If the resource is unknown, or the soft limit exceeds the hard limit.
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
   * only the main thread. Windows: GetProcessAffinityMask() and SetProcessAffinityMask(), for the CPUs of one group.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {RangeError} If a CPU does not exist, or the control group of the process allows none of `cpus`.
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

  /**
   * Sends a signal, given by name or number, to the process. It has no effect on a zombie. Linux: pidfd_send_signal(2),
   * or kill(2) on kernels without it. Windows has no signals: `SIGINT`, `SIGQUIT`, `SIGKILL` and `SIGTERM` terminate the
   * process, and 0 tests whether that is permitted.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {RangeError} If the signal is unknown.
   * @throws {NotSupported} If the system cannot send the signal.
   */
  sendSignal(signal: NodeJS.Signals | number): Result<M, void> {
    return this.#set(
      () => checkSignal(signal),
      (number) => this.#handle.collect('signalProcess', number),
    );
  }

  /**
   * Suspends the process until {@link resume} is called. Unix: sends SIGSTOP. Windows: NtSuspendProcess();
   * a process that was suspended several times must be resumed as often.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  suspend(): Result<M, void> {
    return this.#control('suspendProcess');
  }

  /**
   * Resumes the process after {@link suspend}. Unix: sends SIGCONT. Windows: NtResumeProcess().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  resume(): Result<M, void> {
    return this.#control('resumeProcess');
  }

  /**
   * Requests the process to terminate. Unix: sends SIGTERM, which the process can handle or ignore.
   * Windows: the same as {@link kill}.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  terminate(): Result<M, void> {
    return this.#control('terminateProcess');
  }

  /**
   * Kills the process immediately. Unix: sends SIGKILL, which the process cannot handle or ignore.
   * Windows: TerminateProcess(), with the exit code 15.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   */
  kill(): Result<M, void> {
    return this.#control('killProcess');
  }

  /**
   * Waits for the process to terminate. For a child that `Popen` started, the promise resolves to its exit code, or to
   * the negated signal number if a signal terminated it. For any other process it resolves to null, because only the
   * parent can read the exit code; on Windows, to the exit code of any process that terminates during the wait. It
   * resolves to null immediately if the process has already terminated. On Unix, a process has terminated
   * when it is a zombie or gone; for a child of this program, the promise resolves when Node.js has reaped it, and
   * `isRunning()` is false afterwards. The wait does not occupy a thread of the thread pool. Linux: pidfd_open(2) and
   * epoll(7). Windows: RegisterWaitForSingleObject().
   *
   * @throws {TimeoutExpired} If the process has not terminated after `timeout` seconds.
   * @throws The reason of `signal` if that aborts the wait.
   */
  async wait(options?: WaitOptions): Promise<number | null> {
    const deadline = checkWait(options);
    if (this.#exit) return this.#exitCode(this.#exit, deadline);
    const { host, target } = this.#handle.identity;
    return waitForEnd({ host, target, name: this.#handle.name, readState: () => this.#readState() }, deadline);
  }

  #exitCode(exit: Exit, deadline: WaitDeadline): Promise<number> {
    const { pid } = this.#handle.identity;
    const { name } = this.#handle;
    const expired = (seconds: number) => new TimeoutExpired(seconds, { pid, processName: name });
    return until<number>((done) => exit.subscribe(done), deadline, expired);
  }

  /** Linux reports a process whose main thread exited before its other threads as a zombie, although it still runs. */
  #readState(): WaitState {
    const { host, target } = this.#handle.identity;
    const [row] = syncExecutor.collect('processes', host, stateBits, target);
    const { failure, info } = row ?? {};
    if (failure) return { hasEnded: failure.kind === 'gone' || failure.kind === 'reused', isChild: false };
    return {
      hasEnded: info?.status === 'zombie' && (info.numThreads ?? 0) <= 1,
      isChild: host === undefined && info?.ppid === process.pid,
    };
  }

  #control(collector: 'suspendProcess' | 'resumeProcess' | 'terminateProcess' | 'killProcess'): Result<M, void> {
    return this.#handle.executor.map(this.#handle.collect(collector), () => {});
  }

  #set<T>(check: () => T, set: (value: T) => Result<M, unknown>): Result<M, void> {
    return this.#handle.withValidated(check, (value) => this.#handle.executor.map(set(value), () => {}));
  }
}
