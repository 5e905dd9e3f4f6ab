import type { HostOption } from '@psutil/native';
import { here, hostOf, pool } from '@psutil/native/collect';
import { isPossiblePid } from './pid.js';

/** The pids of all processes that this user may see, ascending. Linux: /proc. */
export function pids(options?: HostOption): number[] {
  return here.collect('pids', hostOf(options));
}

/** The pids of all processes: `pids` of `@psutil/process`, read on the thread pool. */
export async function pidsAsync(options?: HostOption): Promise<number[]> {
  return pool.collect('pids', hostOf(options));
}

/**
 * Whether there is a process with this pid; the id of a thread is none. Far faster than a look into {@link pids}.
 * Linux: tgkill(2) with signal 0.
 */
export function pidExists(pid: number, options?: HostOption): boolean {
  const host = hostOf(options);
  return isPossiblePid(pid) && here.collect('pidExists', host, pid);
}

/** Whether there is a process with this pid: `pidExists` of `@psutil/process`, asked on the thread pool. */
export async function pidExistsAsync(pid: number, options?: HostOption): Promise<boolean> {
  const host = hostOf(options);
  return isPossiblePid(pid) && pool.collect('pidExists', host, pid);
}
