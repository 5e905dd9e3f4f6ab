import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { isPossiblePid } from './pid.js';

interface Pids<M extends Mode> {
  /**
   * Returns the PIDs of all processes that are visible to this user, in ascending order.
   *
   * Linux: /proc. Windows: NtQuerySystemInformation().
   */
  (options?: HostOption): Result<M, number[]>;
}

const definePids = <M extends Mode>(executor: Executor<M>): Pids<M> =>
  function pids(options) {
    return executor.run(() => executor.collect('pids', resolveHost(options, [])));
  };

export const pids: Pids<'sync'> = definePids(syncExecutor);
export const pidsAsync: Pids<'async'> = definePids(asyncExecutor);

interface PidExists<M extends Mode> {
  /**
   * Returns whether a process with the PID exists. It is false for a thread ID, and much faster than searching
   * {@link pids}.
   *
   * Linux: tgkill(2) with signal 0. Windows: OpenProcess().
   */
  (pid: number, options?: HostOption): Result<M, boolean>;
}

const definePidExists = <M extends Mode>(executor: Executor<M>): PidExists<M> =>
  function pidExists(pid, options) {
    return executor.run<boolean>(() => {
      const host = resolveHost(options, []);
      return isPossiblePid(pid) && executor.collect('pidExists', host, pid);
    });
  };

export const pidExists: PidExists<'sync'> = definePidExists(syncExecutor);
export const pidExistsAsync: PidExists<'async'> = definePidExists(asyncExecutor);
