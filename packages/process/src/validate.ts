import { constants } from 'node:os';
import { IOPRIO_CLASS_IDLE, IOPRIO_CLASS_NONE } from './constants.js';

/** A whole number, checked. */
export function checkInteger(name: string, value: unknown): number {
  if (typeof value !== 'number')
    throw new TypeError(`${name} must be a number, not ${value === null ? 'null' : typeof value}`);
  if (!Number.isInteger(value)) throw new TypeError(`${name} must be an integer: ${value}`);
  return value;
}

/** A whole number of a range, checked. */
export function checkRange(name: string, value: unknown, least: number, most: number): number {
  const number = checkInteger(name, value);
  if (number >= least && number <= most) return number;
  throw new RangeError(`${name} must be between ${least} and ${most}: ${number}`);
}

const lastSignal = 64;

/** A signal by its number or its name, checked. */
export function checkSignal(signal: unknown): number {
  if (typeof signal !== 'string') return checkRange('a signal', signal, 0, lastSignal);
  const number = Object.hasOwn(constants.signals, signal) ? constants.signals[signal as NodeJS.Signals] : undefined;
  if (number === undefined) throw new RangeError(`there is no signal ${JSON.stringify(signal)}`);
  return number;
}

const lastResource = 15;

/** A resource that can be limited, checked. */
export const checkResource = (resource: unknown): number => checkRange('resource', resource, 0, lastResource);

/** A soft and a hard limit. */
export type ResourceLimits = readonly [soft: number, hard: number];

const kernelsInfinity = 2 ** 64;

function checkLimit(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  const isCount = Number.isInteger(value) && value >= 0 && value < kernelsInfinity;
  if (isCount || value === Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${name} must be a whole number from 0 to 2^64, or Infinity: ${value}`);
}

/** Two limits, checked. */
export function checkLimits(limits: unknown): ResourceLimits {
  if (!Array.isArray(limits)) throw new TypeError('limits must be an array of a soft and a hard limit');
  if (limits.length !== 2) throw new RangeError(`limits must be a soft and a hard limit, not ${limits.length}`);
  const soft = checkLimit('the soft limit', limits[0]);
  const hard = checkLimit('the hard limit', limits[1]);
  if (soft > hard) throw new RangeError(`the soft limit must not exceed the hard one: ${soft} and ${hard}`);
  return [soft, hard];
}

/** A class of I/O priority and a place in it, checked: without one, the first. */
export function checkIonice(ioclass: unknown, value: unknown): readonly [ioclass: number, value: number] {
  const known = checkRange('ioclass', ioclass, IOPRIO_CLASS_NONE, IOPRIO_CLASS_IDLE);
  const place = checkRange('value', value ?? 0, 0, 7);
  const hasPlaces = known !== IOPRIO_CLASS_NONE && known !== IOPRIO_CLASS_IDLE;
  if (!hasPlaces && place !== 0) throw new RangeError('the classes NONE and IDLE accept no value');
  return [known, place];
}

const mostCpus = 2 ** 20;

/** The numbers of CPUs, checked. */
export function checkCpus(cpus: unknown): readonly number[] {
  if (!Array.isArray(cpus)) throw new TypeError('cpus must be an array of the numbers of CPUs');
  return cpus.map((cpu) => checkRange('a CPU', cpu, 0, mostCpus));
}
