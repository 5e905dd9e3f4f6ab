import type { Connection } from '@psutil/native/internal/connections';
import { type ProcessInfo, processFields } from '@psutil/native/internal/records';

/** Attributes of a process, each named after the `Process` method that returns it. */
export interface ProcessAttributes extends Omit<ProcessInfo, 'connections' | 'environ'> {
  /** Process ID. */
  readonly pid: number;
  /** IPv4 and IPv6 sockets. */
  readonly connections: Connection[];
  /** Initial environment variables. */
  readonly environ: Record<string, string>;
  /** CPU utilization since the previous call, in percent of one CPU; above 100 if several CPUs were used. */
  readonly cpuPercent: number;
}

/** Name of a process attribute. */
export type AttributeName = keyof ProcessAttributes;

/**
 * Selected attributes of a process; `D` replaces an attribute that is inaccessible, unavailable for a zombie or not
 * supported.
 */
export type AttributesOf<A extends AttributeName, D> = {
  // The keys of Pick<> rather than A, so that editors show the comment of each attribute.
  [Name in keyof Pick<ProcessAttributes, A>]: Name extends 'pid' ? number : ProcessAttributes[Name] | D;
};

/** Options that select process attributes. */
export interface AttributesOption<A extends AttributeName, D> {
  /** Names of the attributes to read. Default: all attributes. */
  readonly attrs?: readonly A[] | undefined;
  /** Value of an attribute that is denied, unsupported, too large or lost by a zombie. Default: null. */
  readonly adValue?: D | undefined;
}

/** Names of all attributes. */
export const attributeNames: readonly AttributeName[] = ['pid', ...processFields.names, 'cpuPercent'];

const isAttribute = (name: string): name is AttributeName => (attributeNames as readonly string[]).includes(name);

/**
 * Validates the `attrs` option and returns its names without duplicates; all attributes if it is missing.
 *
 * @throws {TypeError} If `attrs` is not an array of strings.
 * @throws {RangeError} If a name is not an attribute.
 */
export function checkAttributes(attrs: unknown): readonly AttributeName[] {
  if (attrs === undefined || attrs === null) return attributeNames;
  if (!Array.isArray(attrs)) throw new TypeError('attrs must be an array of attribute names');
  for (const name of attrs) {
    if (typeof name !== 'string')
      throw new TypeError(`attrs must contain attribute names, not values of type ${typeof name}`);
    if (!isAttribute(name)) throw new RangeError(`unknown process attribute ${JSON.stringify(name)} in attrs`);
  }
  return [...new Set(attrs)];
}

function computeBit(name: AttributeName): number {
  if (name === 'pid') return 0; // every row contains it
  return processFields.bits([name === 'cpuPercent' ? 'cpuTimes' : name]);
}

const bits = Object.fromEntries(attributeNames.map((name) => [name, computeBit(name)])) as Record<
  AttributeName,
  number
>;

/** Returns the bit of an attribute for the collectors. That of `cpuPercent` is the bit of `cpuTimes`, its source. */
export const bitOf = (name: AttributeName): number => bits[name];

/** Returns the bit mask of several attributes for the collectors. */
export function bitsOf(names: readonly AttributeName[]): number {
  let mask = 0;
  // Addition, because | would truncate the mask to 32 bits.
  for (const bit of new Set(names.map(bitOf))) mask += bit;
  return mask;
}
