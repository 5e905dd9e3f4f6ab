import type { HostOption } from '@psutil/native';
import { asyncExecutor, resolveHost, syncExecutor, type User } from '@psutil/native/collect';

export type { User } from '@psutil/native/collect';

/**
 * The sessions of users who are logged in; `started` is in seconds since the epoch.
 *
 * Linux: /run/utmp or, where systems gave it up, logind's files in /run/systemd/sessions; empty where neither is kept.
 */
export function users(options?: HostOption): User[] {
  return syncExecutor.collect('users', resolveHost(options));
}

/** The sessions of users who are logged in: `users` of `@psutil/system`, read on the thread pool. */
export async function usersAsync(options?: HostOption): Promise<User[]> {
  return asyncExecutor.collect('users', resolveHost(options));
}
