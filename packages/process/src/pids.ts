import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { isPossiblePid } from './pid.js';

interface PidsFunction<M extends Mode> {
  /**
   * Returns the PIDs of all processes that are visible to this user, ascending.
   *
   * Linux: /proc.
   */
  (options?: HostOption): Result<M, number[]>;
}

const definePids = <M extends Mode>(executor: Executor<M>): PidsFunction<M> =>
  function pids(options) {
    return executor.run(() => executor.collect('pids', resolveHost(options, [])));
  };

export const pids: PidsFunction<'sync'> = definePids(syncExecutor);
export const pidsAsync: PidsFunction<'async'> = definePids(asyncExecutor);

interface PidExistsFunction<M extends Mode> {
  /**
   * Returns whether a process with a PID exists; false for a thread ID. Much faster than a search in {@link pids}.
   *
   * Linux: tgkill(2) with signal 0.
   */
  (pid: number, options?: HostOption): Result<M, boolean>;
}

const definePidExists = <M extends Mode>(executor: Executor<M>): PidExistsFunction<M> =>
  function pidExists(pid, options) {
    return executor.run<boolean>(() => {
      const host = resolveHost(options, []);
      return isPossiblePid(pid) && executor.collect('pidExists', host, pid);
    });
  };

export const pidExists: PidExistsFunction<'sync'> = definePidExists(syncExecutor);
export const pidExistsAsync: PidExistsFunction<'async'> = definePidExists(asyncExecutor);
