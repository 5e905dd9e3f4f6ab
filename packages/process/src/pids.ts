import type { HostOption } from '@psutil/native';
import { asyncExecutor, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import { isPossiblePid } from './pid.js';

/** The pids of all processes that this user may see, ascending. Linux: /proc. */
export function pids(options?: HostOption): number[] {
  return syncExecutor.collect('pids', resolveHost(options));
}

/** The pids of all processes: `pids` of `@psutil/process`, read on the thread pool. */
export async function pidsAsync(options?: HostOption): Promise<number[]> {
  return asyncExecutor.collect('pids', resolveHost(options));
}

/**
 * Whether there is a process with this pid; the id of a thread is none. Far faster than a look into {@link pids}.
 * Linux: tgkill(2) with signal 0.
 */
export function pidExists(pid: number, options?: HostOption): boolean {
  const host = resolveHost(options);
  return isPossiblePid(pid) && syncExecutor.collect('pidExists', host, pid);
}

/** Whether there is a process with this pid: `pidExists` of `@psutil/process`, asked on the thread pool. */
export async function pidExistsAsync(pid: number, options?: HostOption): Promise<boolean> {
  const host = resolveHost(options);
  return isPossiblePid(pid) && asyncExecutor.collect('pidExists', host, pid);
}
