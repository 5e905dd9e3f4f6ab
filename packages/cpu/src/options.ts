/** Asks for each CPU on its own. */
export interface PercpuOption {
  /** Whether to answer with one element for each CPU online, in the order of their numbers. */
  readonly percpu?: boolean | undefined;
}

/** A flag that a caller may leave out, checked. */
export function checkFlag(name: string, value: unknown, usual: boolean): boolean {
  if (value === undefined) return usual;
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be a boolean, not ${typeof value}`);
  return value;
}

/** The option `percpu`, checked. */
export const checkPercpu = (options: PercpuOption | undefined): boolean => checkFlag('percpu', options?.percpu, false);

/** Seconds that a caller may leave out, checked: a number that is not negative. */
export function checkSeconds(name: string, value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, not ${typeof value}`);
  if (!(value >= 0 && value <= longest))
    throw new RangeError(`${name} must be between 0 and ${longest} seconds: ${value}`);
  return value;
}

// What setTimeout can wait for.
const longest = (2 ** 31 - 1) / 1000;
