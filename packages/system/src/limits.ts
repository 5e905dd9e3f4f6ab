import type { HostOption } from '@psutil/native';
import {
  asyncExecutor,
  checkString,
  type Limits,
  type Pressure,
  resolveHost,
  syncExecutor,
} from '@psutil/native/collect';

export type {
  CpuLimits,
  Limits,
  MemoryLimits,
  PidsLimits,
  Pressure,
  PressureStall,
  ResourcePressure,
  SwapLimits,
} from '@psutil/native/collect';

/**
 * What control groups leave of the machine to this program, as in a container: of each limit the least among its
 * group and all above it that it is shown, with what its own group uses. A limit that does not exist is null.
 *
 * Linux: /proc/self/cgroup and /sys/fs/cgroup, version 1, 2 or both.
 *
 * @throws {PsutilError} `ERR_MALFORMED_FILE` when the kernel's file cannot be understood.
 */
export function limits(options?: HostOption): Limits {
  return syncExecutor.collect('limits', resolveHost(options));
}

/** What control groups leave of the machine: `limits` of `@psutil/system`, read on the thread pool. */
export async function limitsAsync(options?: HostOption): Promise<Limits> {
  return asyncExecutor.collect('limits', resolveHost(options));
}

/** Options of {@link pressure}. */
export interface PressureOptions extends HostOption {
  /** The path of a control group of version 2, such as `/user.slice`; without it, the whole machine. */
  readonly cgroup?: string | undefined;
}

function checkCgroup(cgroup: unknown): string {
  if (cgroup === undefined) return '';
  const path = checkString('cgroup', cgroup);
  if (path.startsWith('/') && !path.split('/').includes('..')) return path;
  throw new RangeError(`cgroup must be a path from the root of control groups: ${JSON.stringify(path)}`);
}

/**
 * How long work waited for CPUs, memory and disks: the whole machine's or, with `cgroup`, that of a control group.
 * Each is null where the kernel does not count it.
 *
 * Linux: /proc/pressure, or *.pressure in /sys/fs/cgroup, since 4.20.
 *
 * @throws {Error} The system's own, `ENOENT`, where there is no such control group.
 */
export function pressure(options?: PressureOptions): Pressure {
  const cgroup = checkCgroup(options?.cgroup);
  return syncExecutor.collect('pressure', resolveHost(options), cgroup);
}

/** How long work waited for CPUs, memory and disks: `pressure` of `@psutil/system`, read on the thread pool. */
export async function pressureAsync(options?: PressureOptions): Promise<Pressure> {
  const cgroup = checkCgroup(options?.cgroup);
  return asyncExecutor.collect('pressure', resolveHost(options), cgroup);
}
