/** Maximum delay of a timer, in seconds. */
export const maxTimerSeconds: number = (2 ** 31 - 1) / 1000;

/** Checks that optional options are an object and, if `names` is given, that they have no others. */
export function checkOptions(options: unknown, names?: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`options must be an object, not ${Array.isArray(options) ? 'an array' : String(options)}`);
  }
  const unknown = names && Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`unknown option ${JSON.stringify(unknown)}: expected ${names?.join(', ')}`);
  }
}

/** Returns an optional boolean, checked. */
export function checkFlag(name: string, value: unknown, defaultValue: boolean): boolean {
  if (value === undefined) return defaultValue;
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be a boolean, not ${typeof value}`);
  return value;
}

/** Returns an optional string of an enumeration, checked. */
export function checkEnum<Value extends string>(
  name: string,
  value: unknown,
  values: readonly Value[],
  defaultValue: Value,
): Value {
  if (value === undefined) return defaultValue;
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${typeof value}`);
  const found = values.find((each) => each === value);
  if (found === undefined)
    throw new RangeError(`${name} must be one of ${values.join(', ')}: ${JSON.stringify(value)}`);
  return found;
}

/** Returns a string that can be passed to a system call, checked. */
export function checkString(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${typeof value}`);
  if (value.includes('\0')) throw new RangeError(`${name} must not contain NUL: ${JSON.stringify(value)}`);
  return value;
}

/** Returns a number of seconds that a timer supports, checked. */
export function checkSeconds(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  if (!(value >= 0 && value <= maxTimerSeconds))
    throw new RangeError(`${name} must be between 0 and ${maxTimerSeconds} seconds: ${value}`);
  return value;
}

/** Returns an optional `AbortSignal`, checked. */
export function checkAbort(signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  throw new TypeError('signal must be an AbortSignal');
}
