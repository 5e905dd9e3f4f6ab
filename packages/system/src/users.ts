import type { HostOption } from '@psutil/native';
import { here, hostOf, pool, type User } from '@psutil/native/collect';

export type { User } from '@psutil/native/collect';

/**
 * The sessions of users who are logged in; `started` is in seconds since the epoch.
 *
 * Linux: /run/utmp or, where systems gave it up, logind's files in /run/systemd/sessions; empty where neither is kept.
 */
export function users(options?: HostOption): User[] {
  return here.collect('users', hostOf(options));
}

/** The sessions of users who are logged in: `users` of `@psutil/system`, read on the thread pool. */
export async function usersAsync(options?: HostOption): Promise<User[]> {
  return pool.collect('users', hostOf(options));
}
