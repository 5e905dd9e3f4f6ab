import type { HostOption } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import { resolveHost } from '@psutil/native/internal/host';
import type { Pressure } from '@psutil/native/internal/records';
import { checkString } from '@psutil/native/internal/validation';

export type { Pressure, PressureStall, ResourcePressure } from '@psutil/native/internal/records';

/** Options of {@link pressure}. */
export interface PressureOptions extends HostOption {
  /** Path of a version 2 control group, such as `/user.slice`; the whole system by default. */
  readonly cgroup?: string | undefined;
}

function checkCgroup(cgroup: unknown): string {
  if (cgroup === undefined) return '';
  const path = checkString('cgroup', cgroup);
  if (path.startsWith('/') && !path.split('/').includes('..')) return path;
  throw new RangeError(`cgroup must be an absolute path of a control group, without "..": ${JSON.stringify(path)}`);
}

const define = <M extends Mode>(executor: Executor<M>) =>
  function pressure(options?: PressureOptions): Result<M, Pressure> {
    return executor.run(() =>
      executor.collect('pressure', resolveHost(options, ['cgroup']), checkCgroup(options?.cgroup)),
    );
  };

/**
 * Returns the pressure stall information (PSI) of CPU, memory and I/O: of the whole system or, with `cgroup`, of a
 * control group. A resource is null if the kernel does not report it.
 *
 * Linux 4.20 and later: /proc/pressure, or the *.pressure files in /sys/fs/cgroup.
 *
 * @throws {Error} The system error `ENOENT` if the control group does not exist.
 * @throws {NotSupported} On every other system.
 *
 * @example
 * import { pressure } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * console.log(pressure().memory?.some?.avg10);
 * console.log((await promises.pressure()).io?.full?.avg60);
 */
export const pressure: (options?: PressureOptions) => Pressure = define(syncExecutor);

export const pressureAsync: (options?: PressureOptions) => Promise<Pressure> = define(asyncExecutor);
