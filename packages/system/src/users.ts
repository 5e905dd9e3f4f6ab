import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { User } from '@psutil/native/internal/records';

export type { User } from '@psutil/native/internal/records';

interface Users<M extends Mode> {
  /**
   * Returns the login sessions of users. `started` is in seconds since the epoch.
   *
   * Linux: /run/utmp, or the session files of systemd-logind in /run/systemd/sessions on systems without utmp. The
   * result is empty if the system has neither.
   */
  (options?: HostOption): Result<M, User[]>;
}

const define = <M extends Mode>(executor: Executor<M>): Users<M> =>
  function users(options) {
    return executor.run(() => executor.collect('users', resolveHost(options, [])));
  };

export const users: Users<'sync'> = define(syncExecutor);
export const usersAsync: Users<'async'> = define(asyncExecutor);
