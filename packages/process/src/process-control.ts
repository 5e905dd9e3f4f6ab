import { TimeoutExpired } from '@psutil/native';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { syncExecutor } from '@psutil/native/internal/execution';
import type { IoPriority } from '@psutil/native/internal/records';
import { bitsOf } from './attributes.js';
import { type Exit, exitOf } from './child-exits.js';
import type { ProcessHandle } from './process-handle.js';
import { ProcessQueryMethods } from './process-queries.js';
import {
  checkCpus,
  checkIonice,
  checkLimits,
  checkRange,
  checkResource,
  checkSignal,
  type ResourceLimits,
} from './validate.js';
import { checkWait, until, type WaitDeadline, type WaitOptions, waitForEnd } from './wait.js';

const statusBits = bitsOf(['status', 'numThreads']);

/** What can be done to a process, in both forms. Nothing of it ever reaches another process. */
export abstract class ProcessControl<M extends Mode> extends ProcessQueryMethods<M> {
  readonly #handle: ProcessHandle<M>;
  readonly #exit: Exit | undefined;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
    this.#exit = exitOf(handle.identity);
  }

  /**
   * How much it gives way to others, -20 to 19; with a value, that is set, 20 as 19. Linux: /proc/PID/stat,
   * setpriority(2), which is about its first thread.
   *
   * @throws {AccessDenied} When it is another user's, or for less than it has, unless root asks.
   */
  nice(): Result<M, number>;
  nice(value: number): Result<M, void>;
  nice(value?: number): Result<M, number> | Result<M, void> {
    if (value === undefined) return this.#handle.readAttribute('nice');
    return this.#set(
      () => checkRange('nice', value, -20, 20),
      (nice) => this.#handle.collect('setProcessNice', nice),
    );
  }

  /**
   * How urgent its reads and writes of disks are; with a class, one of `IOPRIO_CLASS_…`, and its place in that, 0 to 7,
   * that is set. The classes NONE and IDLE have no places. Linux: ioprio_get(2) and ioprio_set(2), about its
   * first thread.
   *
   * @throws {AccessDenied} When it is another user's, or for the class RT, unless root asks.
   */
  ionice(): Result<M, IoPriority>;
  ionice(ioclass: number, value?: number | null): Result<M, void>;
  ionice(ioclass?: number, value?: number | null): Result<M, IoPriority> | Result<M, void> {
    if (ioclass === undefined && value === undefined) return this.#handle.readAttribute('ionice');
    return this.#set(
      () => checkIonice(ioclass, value),
      ([known, place]) => this.#handle.collect('setProcessIonice', known, place),
    );
  }

  /**
   * How much it may use of a resource, one of `RLIMIT_…`: the limit that holds now, and how far it may raise that
   * itself; with two limits, those are set. No limit is `Infinity`. Linux: prlimit(2).
   *
   * @throws {AccessDenied} When it is another user's, or above its hard limit, unless root asks.
   */
  rlimit(resource: number): Result<M, [soft: number, hard: number]>;
  rlimit(resource: number, limits: ResourceLimits): Result<M, void>;
  rlimit(resource: number, limits?: ResourceLimits): Result<M, [soft: number, hard: number]> | Result<M, void> {
    if (limits !== undefined) {
      return this.#set(
        () => [checkResource(resource), ...checkLimits(limits)] as const,
        (all) => this.#handle.collect('setProcessLimit', ...all),
      );
    }
    const all = Number.POSITIVE_INFINITY;
    return this.#handle.checked(
      () => checkResource(resource),
      (known) =>
        this.#handle.executor.map(
          this.#handle.collect('processLimit', known),
          ({ soft, hard }): [soft: number, hard: number] => [soft ?? all, hard ?? all],
        ),
    );
  }

  /**
   * The CPUs that it may run on; with some, those are set, and with none of them all that its control group allows.
   * Linux: sched_getaffinity(2) and sched_setaffinity(2), about its first thread.
   *
   * @throws {RangeError} For a CPU that there is not, or when its control group allows none of those.
   * @throws {AccessDenied} When it is another user's, unless root asks.
   */
  cpuAffinity(): Result<M, number[]>;
  cpuAffinity(cpus: readonly number[]): Result<M, void>;
  cpuAffinity(cpus?: readonly number[]): Result<M, number[]> | Result<M, void> {
    if (cpus === undefined) return this.#handle.readAttribute('cpuAffinity');
    return this.#set(
      () => checkCpus(cpus),
      (known) =>
        this.#handle.executor.map(this.#handle.collect('setProcessAffinity', known), (wrong) => {
          if (wrong === null) return;
          if (wrong >= 0) throw new RangeError(`there is no CPU ${wrong}`);
          throw new RangeError(`the process may run on none of the CPUs ${known.join(', ')}`);
        }),
    );
  }

  /**
   * Sends a signal, by its name or number. To a zombie it does nothing. Linux: pidfd_send_signal(2), else kill(2).
   *
   * @throws {AccessDenied} When it is another user's, unless root asks.
   */
  sendSignal(signal: NodeJS.Signals | number): Result<M, void> {
    return this.#set(
      () => checkSignal(signal),
      (number) => this.#handle.collect('signalProcess', number),
    );
  }

  /** Stops it until {@link resume}: SIGSTOP. */
  suspend(): Result<M, void> {
    return this.sendSignal('SIGSTOP');
  }

  /** Lets it go on after {@link suspend}: SIGCONT. */
  resume(): Result<M, void> {
    return this.sendSignal('SIGCONT');
  }

  /** Asks it to end, which it may refuse: SIGTERM. */
  terminate(): Result<M, void> {
    return this.sendSignal('SIGTERM');
  }

  /** Ends it: SIGKILL. */
  kill(): Result<M, void> {
    return this.sendSignal('SIGKILL');
  }

  /**
   * Waits until it has ended. Of a child that `Popen` made it gives the exit code, or the number of the signal that
   * ended it as a negative number; of any other process null, since only its parent is told. It is null at once where
   * the process has gone, also when its pid is another's now. Costs no thread. Linux: pidfd_open(2) and epoll(7).
   *
   * @throws {TimeoutExpired} When it has not ended after `timeout` seconds.
   * @throws The reason of `signal` when that ends the wait.
   */
  async wait(options?: WaitOptions): Promise<number | null> {
    const deadline = checkWait(options);
    if (this.#exit) return this.#exitCode(this.#exit, deadline);
    const { host, target } = this.#handle.identity;
    return waitForEnd({ host, target, name: this.#handle.name, hasEnded: () => this.#hasEnded() }, deadline);
  }

  #exitCode(exit: Exit, deadline: WaitDeadline): Promise<number> {
    const { pid } = this.#handle.identity;
    const { name } = this.#handle;
    const expired = (seconds: number) => new TimeoutExpired(seconds, { pid, processName: name });
    return until<number>((done) => exit.subscribe(done), deadline, expired);
  }

  /** The first thread of a process may end before the others: then it is shown as a zombie, and there is more. */
  #hasEnded(): boolean {
    const { host, target } = this.#handle.identity;
    const [row] = syncExecutor.collect('processes', host, statusBits, target);
    if (row?.failure) return row.failure.kind === 'gone' || row.failure.kind === 'reused';
    return row?.info.status === 'zombie' && (row.info.numThreads ?? 0) <= 1;
  }

  #set<T>(check: () => T, set: (value: T) => Result<M, unknown>): Result<M, void> {
    return this.#handle.checked(check, (value) => this.#handle.executor.map(set(value), () => {}));
  }
}
