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

/** One of some words, which a caller may leave out, checked. */
export function checkEnum<Word extends string>(
  name: string,
  value: unknown,
  words: readonly Word[],
  usual: Word,
): Word {
  if (value === undefined) return usual;
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${typeof value}`);
  const word = words.find((each) => each === value);
  if (word === undefined) throw new RangeError(`${name} must be one of ${words.join(', ')}: ${JSON.stringify(value)}`);
  return word;
}

/** Text that a system call can take, checked. */
export function checkString(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string, not ${typeof value}`);
  if (value.includes('\0')) throw new RangeError(`${name} must hold no NUL: ${JSON.stringify(value)}`);
  return value;
}

/** Seconds, checked: a number that is not negative and that a timer can wait for. */
export function checkSeconds(name: string, value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  if (!(value >= 0 && value <= longestWait))
    throw new RangeError(`${name} must be between 0 and ${longestWait} seconds: ${value}`);
  return value;
}

/** The most seconds that a timer can wait for. */
export const longestWait: number = (2 ** 31 - 1) / 1000;
