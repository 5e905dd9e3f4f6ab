import { TimeoutExpired } from '@psutil/native';
import type { Mode, Result } from '@psutil/native/internal/execution';
import { syncExecutor } from '@psutil/native/internal/execution';
import { bitsOf } from './attributes.js';
import { type Exit, exitOf } from './child-exits.js';
import type { ProcessHandle } from './process-handle.js';
import { Process as ProcessSettings } from './process-settings.js';
import { checkSignal } from './validate.js';
import { checkWait, until, type WaitDeadline, type WaitOptions, type WaitState, waitForEnd } from './wait.js';

const stateBits = bitsOf(['status', 'ppid', 'numThreads']);

/**
 * The methods that control a process. Each verifies the start time of the process, so it never affects another process
 * that reused the PID. `M` selects whether they return values or promises.
 */
export abstract class Process<M extends Mode> extends ProcessSettings<M> {
  readonly #handle: ProcessHandle<M>;
  readonly #exit: Exit | undefined;

  protected constructor(handle: ProcessHandle<M>) {
    super(handle);
    this.#handle = handle;
    this.#exit = exitOf(handle.identity);
  }

  /**
   * Sends a signal, given by name or number, to the process. It has no effect on a zombie. Linux: pidfd_send_signal(2),
   * or kill(2) on kernels without it. macOS: proc_signal_with_audittoken(), or kill(2) on macOS 11. FreeBSD, SunOS:
   * kill(2). Windows has no signals: `SIGINT`, `SIGQUIT`, `SIGKILL` and `SIGTERM` terminate the process, and 0 tests
   * whether that is permitted.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   * @throws {RangeError} If the signal is unknown.
   * @throws {NotSupported} If the system cannot send the signal.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.sendSignal('SIGTERM');
   * console.log(await child.wait()); // -15
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.sendSignal('SIGKILL');
   */
  sendSignal(signal: NodeJS.Signals | number): Result<M, void> {
    return this.#handle.withValidated(
      () => checkSignal(signal),
      (number) => this.#handle.executor.map(this.#handle.collect('signalProcess', number), () => {}),
    );
  }

  /**
   * Suspends the process until {@link resume} is called. Unix: sends SIGSTOP. Windows: NtSuspendProcess();
   * a process that was suspended several times must be resumed as often.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.suspend();
   * console.log(child.status()); // stopped
   * child.kill();
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.suspend();
   * await other.kill();
   */
  suspend(): Result<M, void> {
    return this.#control('suspendProcess');
  }

  /**
   * Resumes the process after {@link suspend}. Unix: sends SIGCONT. Windows: NtResumeProcess().
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.suspend();
   * child.resume();
   * console.log(child.status()); // sleeping
   * child.kill();
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.suspend();
   * await other.resume();
   * await other.kill();
   */
  resume(): Result<M, void> {
    return this.#control('resumeProcess');
  }

  /**
   * Requests the process to terminate. Unix: sends SIGTERM, which the process can handle or ignore.
   * Windows: the same as {@link kill}.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.terminate();
   * console.log(await child.wait()); // -15
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.terminate();
   */
  terminate(): Result<M, void> {
    return this.#control('terminateProcess');
  }

  /**
   * Kills the process immediately. Unix: sends SIGKILL, which the process cannot handle or ignore.
   * Windows: TerminateProcess(), with the exit code 15.
   *
   * @throws {AccessDenied} If the process belongs to another user and the caller is not root.
   *
   * @example
   * import { Popen } from '@psutil/process';
   * import * as promises from '@psutil/process/promises';
   *
   * const child = new Popen(['sleep', '60']);
   * child.kill();
   * console.log(await child.wait()); // -9
   *
   * const other = new promises.Popen(['sleep', '60']);
   * await other.kill();
   */
  kill(): Result<M, void> {
    return this.#control('killProcess');
  }

  /**
   * Waits for the process to terminate. For a child that `Popen` started, the promise resolves to its exit code, or to
   * the negated signal number if a signal terminated it. For any other process it resolves to null, because only the
   * parent can read the exit code; on Windows, to the exit code of any process that terminates during the wait. It
   * resolves to null immediately if the process has already terminated. On Unix, a process has terminated when it is a
   * zombie or gone; for a child of this program, the promise resolves when Node.js has reaped it, and `isRunning()` is
   * false afterwards. The wait does not occupy a thread of the thread pool. Linux: pidfd_open(2) and epoll(7). macOS,
   * FreeBSD: kqueue(2). SunOS: poll(2) of /proc/PID/psinfo. Windows: RegisterWaitForSingleObject().
   *
   * @throws {TimeoutExpired} If the process has not terminated after `timeout` seconds.
   * @throws The reason of `signal` if that aborts the wait.
   *
   * @example
   * import { Popen } from '@psutil/process';
   *
   * const child = new Popen(['sh', '-c', 'exit 3']);
   * console.log(await child.wait({ timeout: 5 })); // 3
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
}
