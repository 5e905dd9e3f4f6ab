import { NotSupported } from '@psutil/native';
import { asyncExecutor } from '@psutil/native/internal/execution';
import { hasPriorityClasses, platformConstants } from '@psutil/native/internal/platform-constants';
import type { Process, ResourceLimits } from '@psutil/process/promises';
import * as control from '@psutil/process/promises';
import { constantsOf, ioClassNumber } from './rlimit.js';
import { InputError } from './user-errors.js';

/** A change of a process. */
export interface Change {
  apply(process: Process): Promise<unknown>;
  /** Throws the error that the change would throw. */
  check(process: Process): Promise<unknown>;
}

/** Throws an error unless a value of the input is in a range. */
export function checkRange(field: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new InputError([field], `${field} must be between ${min} and ${max}: ${value}`);
}

/** PID and start of a process, as the collectors accept them. */
function identityOf({ id }: Process): [pid: number, start: number] {
  const [, pid, start] = id.split(':').map(Number);
  return [Number(pid), Number(start)];
}

/** Returns a change that sends a signal. Signal 0 requires the same permission, and changes nothing: kill(2). */
export const sending = (apply: Change['apply']): Change => ({ apply, check: (process) => process.sendSignal(0) });

/** Returns the change that sends a signal. */
export function signal({ signal: name }: { readonly signal: NodeJS.Signals }): Change {
  if (platformConstants().signals.every((each) => each.name !== name)) throw new NotSupported(name);
  return sending((process) => process.sendSignal(name));
}

function checkNice(value: number): void {
  if (!hasPriorityClasses()) checkRange('value', value, -20, 19);
  else if (!Object.values(constantsOf('PriorityClass')).includes(value))
    throw new InputError(['value'], `value must be the number of a priority class: ${value}`);
}

/** Returns the change that sets the nice value or, on Windows, the priority class. */
export function nice({ value }: { readonly value: number }): Change {
  checkNice(value);
  return {
    apply: (process) => process.nice(value),
    check: (process) => asyncExecutor.collect('setProcessNice', undefined, identityOf(process), value, true),
  };
}

/** Returns the change that sets the I/O scheduling class and priority. */
export function ionice(input: { readonly ioclass: number; readonly value?: number | null }): Change {
  const ioclass = ioClassNumber(input.ioclass);
  const priority = checkRange('value', input.value ?? 0, 0, 7);
  const hasPriority =
    !hasPriorityClasses() && (ioclass === control.IOPRIO_CLASS_RT || ioclass === control.IOPRIO_CLASS_BE);
  if (priority > 0 && !hasPriority)
    throw new InputError(['value'], `only the classes RT and BE accept a value: ${priority}`);
  return {
    apply: (process) => process.ionice(ioclass, hasPriority ? priority : undefined),
    check: (process) =>
      asyncExecutor.collect('setProcessIonice', undefined, identityOf(process), ioclass, priority, true),
  };
}

/** Returns the change that sets the CPU affinity. */
export function affinity({ cpus }: { readonly cpus: readonly number[] }): Change {
  const check = async (process: Process) => {
    const missing = await asyncExecutor.collect('setProcessAffinity', undefined, identityOf(process), cpus, true);
    if (missing !== null) throw new InputError(['cpus', `${cpus.indexOf(missing)}`], `CPU ${missing} does not exist`);
  };
  for (const [index, cpu] of cpus.entries()) {
    if (cpu < 0 || cpu > 2 ** 20)
      throw new InputError(['cpus', `${index}`], `cpus must be between 0 and ${2 ** 20}: ${cpu}`);
  }
  return {
    async apply(process) {
      await check(process);
      await process.cpuAffinity(cpus);
    },
    check,
  };
}

interface LimitInput {
  readonly resource: number;
  readonly soft?: number | null;
  readonly hard?: number | null;
}

/** Returns a limit of the input. An omitted limit is an error: only null is no limit. */
function limitOf(name: 'soft' | 'hard', input: LimitInput): number {
  const limit = input[name];
  if (limit === undefined) throw new InputError([name], 'soft and hard are both required; null is no limit');
  if (limit !== null && limit < 0) throw new InputError([name], `${name} must be between 0 and hard: ${limit}`);
  return limit ?? control.RLIM_INFINITY;
}

/** Returns the change that sets the limits of a resource. */
export function rlimit(input: LimitInput): Change {
  const { resource } = input;
  const limits: ResourceLimits = [limitOf('soft', input), limitOf('hard', input)];
  if (limits[0] > limits[1]) throw new InputError(['soft'], `soft must be between 0 and hard: ${limits[0]}`);
  return {
    apply: (process) => process.rlimit(resource, limits),
    async check(process) {
      await process.rlimit(resource); // Validates the resource, and requires the permission to set the limit.
      await asyncExecutor.collect('setProcessLimit', undefined, identityOf(process), resource, ...limits, true);
    },
  };
}
