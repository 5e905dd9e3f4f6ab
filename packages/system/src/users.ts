import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { User } from '@psutil/native/internal/records';

export type { User } from '@psutil/native/internal/records';

const define = <M extends Mode>(executor: Executor<M>) =>
  function users(options?: HostOption): Result<M, User[]> {
    return executor.run(() => executor.collect('users', resolveHost(options, [])));
  };

/**
 * Returns the login sessions of users. `started` is in seconds since the epoch.
 *
 * Linux: /run/utmp, or the session files of systemd-logind in /run/systemd/sessions on systems without utmp. The result
 * is empty if the system has neither. macOS, FreeBSD, SunOS: getutxent(3). Windows: WTSEnumerateSessionsW().
 *
 * @example
 * import { users } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * for (const { name, terminal, started } of users()) console.log(name, terminal, new Date(started * 1000));
 * console.log((await promises.users()).length);
 */
export const users: (options?: HostOption) => User[] = define(syncExecutor);

export const usersAsync: (options?: HostOption) => Promise<User[]> = define(asyncExecutor);
