/** Options that a caller may leave out, checked to be options: a bare value in their place says nothing. */
export function checkOptions(options: unknown): void {
  if (options === undefined || (typeof options === 'object' && options !== null && !Array.isArray(options))) return;
  throw new TypeError(`options must be an object, not ${Array.isArray(options) ? 'an array' : String(options)}`);
}

/** A flag that a caller may leave out, checked. */
export function checkFlag(name: string, value: unknown, usual: boolean): boolean {
  if (value === undefined) return usual;
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be a boolean, not ${typeof value}`);
  return value;
}

/** Seconds, checked: a number that is not negative and that a timer can wait for. */
export function checkSeconds(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  if (!(value >= 0 && value <= longest))
    throw new RangeError(`${name} must be between 0 and ${longest} seconds: ${value}`);
  return value;
}

// What setTimeout can wait for.
const longest = (2 ** 31 - 1) / 1000;
