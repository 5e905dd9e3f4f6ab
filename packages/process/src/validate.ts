import { NotSupported } from '@psutil/native';
import { hasPriorityClasses, platformConstants } from '@psutil/native/internal/platform-constants';
import { describe } from '@psutil/native/internal/records';
import { IOPRIO_CLASS_IDLE, IOPRIO_CLASS_NONE, IOPRIO_HIGH, IOPRIO_VERYLOW } from './constants.js';

/** Validates an integer. */
export function checkInteger(name: string, value: unknown): number {
  if (typeof value !== 'number')
    throw new TypeError(`${name} must be a number, not ${value === null ? 'null' : typeof value}`);
  if (!Number.isInteger(value)) throw new TypeError(`${name} must be an integer: ${value}`);
  return value;
}

/** Validates an integer in a range. */
export function checkRange(name: string, value: unknown, min: number, max: number): number {
  const number = checkInteger(name, value);
  if (number >= min && number <= max) return number;
  throw new RangeError(`${name} must be between ${min} and ${max}: ${number}`);
}

const isKnownSignal = (name: string) => describe().constants['Signal']?.some((signal) => signal.name === name) ?? false;

/**
 * Validates a signal name or number, and returns the number.
 *
 * @throws {RangeError} If the name is unknown or the number is out of range.
 * @throws {NotSupported} If the system does not have the signal.
 */
export function checkSignal(signal: unknown): number {
  const { signals, maxSignal } = platformConstants();
  if (typeof signal !== 'string') return checkRange('a signal', signal, 0, maxSignal);
  const supported = signals.find(({ name }) => name === signal);
  if (supported) return supported.number;
  if (isKnownSignal(signal)) throw new NotSupported(signal);
  throw new RangeError(`unknown signal: ${JSON.stringify(signal)}`);
}

/**
 * Validates a resource.
 *
 * @throws {RangeError} If it is not an `RLIMIT_*` constant.
 * @throws {NotSupported} If the system does not have the resource.
 */
export function checkResource(resource: unknown): number {
  const resources = describe().constants['Resource'] ?? [];
  const number = checkRange('resource', resource, 0, resources.length - 1);
  if (platformConstants().resources.includes(number)) return number;
  throw new NotSupported(resources[number]?.name ?? 'resource');
}

/** Validates a nice value or, on systems without nice values, a `*_PRIORITY_CLASS` constant. */
export function checkNice(value: unknown): number {
  const { minNice, maxNice } = platformConstants();
  if (minNice !== null && maxNice !== null) return checkRange('nice', value, minNice, maxNice);
  const classes = (describe().constants['PriorityClass'] ?? []).map(({ number }) => number);
  const number = checkInteger('nice', value);
  if (classes.includes(number)) return number;
  throw new RangeError(`nice must be one of the *_PRIORITY_CLASS constants: ${number}`);
}

/** Soft and hard resource limits; `Infinity` is no limit. */
export type ResourceLimits = readonly [soft: number, hard: number];

const maxLimit = 2 ** 64;

function checkLimit(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  const isValid = Number.isInteger(value) && value >= 0 && value < maxLimit;
  if (isValid || value === Number.POSITIVE_INFINITY) return value;
  throw new RangeError(`${name} must be an integer from 0 to 2^64 - 1, or Infinity: ${value}`);
}

/** Validates a pair of resource limits. */
export function checkLimits(limits: unknown): ResourceLimits {
  if (!Array.isArray(limits)) throw new TypeError('limits must be an array of a soft and a hard limit');
  if (limits.length !== 2) throw new RangeError(`limits must be a soft and a hard limit, not ${limits.length}`);
  const soft = checkLimit('the soft limit', limits[0]);
  const hard = checkLimit('the hard limit', limits[1]);
  if (soft > hard) throw new RangeError(`the soft limit must not exceed the hard one: ${soft} and ${hard}`);
  return [soft, hard];
}

/**
 * Validates an I/O scheduling class and a priority level, 0 (highest, the default) to 7. On Windows, the class is an I/O
 * priority, and there are no levels.
 */
export function checkIonice(ioclass: unknown, value: unknown): readonly [ioclass: number, value: number] {
  if (hasPriorityClasses()) {
    const priority = checkRange('ioclass', ioclass, IOPRIO_VERYLOW, IOPRIO_HIGH);
    if (value === undefined || value === null) return [priority, 0];
    throw new TypeError('value must be omitted on Windows, which has no priorities within the classes');
  }
  const checkedClass = checkRange('ioclass', ioclass, IOPRIO_CLASS_NONE, IOPRIO_CLASS_IDLE);
  const level = checkRange('value', value ?? 0, 0, 7);
  const hasLevels = checkedClass !== IOPRIO_CLASS_NONE && checkedClass !== IOPRIO_CLASS_IDLE;
  if (!hasLevels && level !== 0)
    throw new RangeError('value must be 0 in the classes IOPRIO_CLASS_NONE and IOPRIO_CLASS_IDLE');
  return [checkedClass, level];
}

const maxCpus = 2 ** 20;

/** Validates a list of CPU numbers. */
export function checkCpus(cpus: unknown): readonly number[] {
  if (!Array.isArray(cpus)) throw new TypeError('cpus must be an array of CPU numbers');
  return cpus.map((cpu) => checkRange('a CPU', cpu, 0, maxCpus));
}
