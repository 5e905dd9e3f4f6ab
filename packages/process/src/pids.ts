import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { isPossiblePid } from './pid.js';

const definePids = <M extends Mode>(executor: Executor<M>) =>
  function pids(options?: HostOption): Result<M, number[]> {
    return executor.run(() => executor.collect('pids', resolveHost(options, [])));
  };

/**
 * Returns the PIDs of all processes that are visible to this user, in ascending order.
 *
 * Linux, SunOS: /proc. macOS, FreeBSD: sysctl kern.proc. Windows: NtQuerySystemInformation().
 *
 * @example
 * import { pids } from '@psutil/process';
 * import * as promises from '@psutil/process/promises';
 *
 * console.log(pids().length);
 * console.log((await promises.pids()).includes(process.pid)); // true
 */
export const pids: (options?: HostOption) => number[] = definePids(syncExecutor);

export const pidsAsync: (options?: HostOption) => Promise<number[]> = definePids(asyncExecutor);

const definePidExists = <M extends Mode>(executor: Executor<M>) =>
  function pidExists(pid: number, options?: HostOption): Result<M, boolean> {
    return executor.run<boolean>(() => {
      const host = resolveHost(options, []);
      return isPossiblePid(pid) && executor.collect('pidExists', host, pid);
    });
  };

/**
 * Returns whether a process with the PID exists. It is false for a thread ID, and much faster than searching
 * {@link pids}.
 *
 * Linux: tgkill(2) with signal 0. macOS, FreeBSD: kill(2) with signal 0. SunOS: /proc/PID/psinfo. Windows:
 * OpenProcess().
 *
 * @example
 * import { pidExists } from '@psutil/process';
 * import * as promises from '@psutil/process/promises';
 *
 * console.log(pidExists(process.pid)); // true
 * console.log(await promises.pidExists(0)); // false on Linux
 */
export const pidExists: (pid: number, options?: HostOption) => boolean = definePidExists(syncExecutor);

export const pidExistsAsync: (pid: number, options?: HostOption) => Promise<boolean> = definePidExists(asyncExecutor);
