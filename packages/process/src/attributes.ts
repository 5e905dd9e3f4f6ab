import type { OpenConnection } from '@psutil/native/internal/connections';
import { type ProcessInfo, processFields } from '@psutil/native/internal/records';

/** Everything that can be asked of a process, by the names of the methods that ask it. */
export interface ProcessAttributes extends Omit<ProcessInfo, 'connections' | 'environ'> {
  /** The process. */
  readonly pid: number;
  /** Its IPv4 and IPv6 sockets. */
  readonly connections: OpenConnection[];
  /** The environment that it was started with. */
  readonly environ: Record<string, string>;
  /** How much of a CPU it used since it was last asked, 0 to 100 for each CPU. */
  readonly cpuPercent: number;
}

/** The name of an attribute. */
export type AttributeName = keyof ProcessAttributes;

/** Some attributes of a process; one that is refused, lost with a zombie or not supported here, is `D` instead. */
export type AttributesOf<A extends AttributeName, D> = {
  [Name in A]: Name extends 'pid' ? number : ProcessAttributes[Name] | D;
};

/** Which attributes to read. */
export interface AttributesOption<A extends AttributeName, D> {
  /** Their names; without them, all. */
  readonly attrs?: readonly A[] | undefined;
  /** What stands for an attribute that is refused, lost with a zombie or not supported here: usually null. */
  readonly adValue?: D | undefined;
}

/** The names of all attributes. */
export const attributeNames: readonly AttributeName[] = ['pid', ...processFields.names, 'cpuPercent'];

const isAttribute = (name: string): name is AttributeName => (attributeNames as readonly string[]).includes(name);

/** The names that a caller asked for, each once, checked. */
export function checkAttributes(attrs: unknown): readonly AttributeName[] {
  if (attrs === undefined || attrs === null) return attributeNames;
  if (!Array.isArray(attrs)) throw new TypeError('attrs must be an array of names of attributes');
  for (const name of attrs) {
    if (typeof name !== 'string') throw new TypeError(`attrs must be names of attributes, not of type ${typeof name}`);
    if (!isAttribute(name)) throw new RangeError(`a process has no attribute ${JSON.stringify(name)}`);
  }
  return [...new Set(attrs)];
}

function computeBit(name: AttributeName): number {
  if (name === 'pid') return 0; // it is in every answer
  return processFields.bits([name === 'cpuPercent' ? 'cpuTimes' : name]);
}

const bits = Object.fromEntries(attributeNames.map((name) => [name, computeBit(name)])) as Record<
  AttributeName,
  number
>;

/** An attribute as the collector takes it. A percentage follows from times. */
export const bitOf = (name: AttributeName): number => bits[name];

/** Attributes as the collector takes them. */
export function bitsOf(names: readonly AttributeName[]): number {
  let sum = 0;
  for (const bit of new Set(names.map(bitOf))) sum += bit;
  return sum;
}
