import { type ProcessInfo, processFields } from '@psutil/native/collect';

/** Everything that can be asked of a process, by the names of the methods that ask it. */
export interface ProcessAttributes extends ProcessInfo {
  /** The process. */
  readonly pid: number;
}

/** The name of an attribute. */
export type AttributeName = keyof ProcessAttributes;

/** Some attributes of a process; one that is refused, or lost with a zombie, is `D` instead. */
export type AttributesOf<A extends AttributeName, D> = {
  [Name in A]: Name extends 'pid' ? number : ProcessAttributes[Name] | D;
};

/** Which attributes to read. */
export interface AttributesOption<A extends AttributeName, D> {
  /** Their names; without them, all. */
  readonly attrs?: readonly A[] | undefined;
  /** What stands for an attribute that is refused, or lost with a zombie: usually null. */
  readonly adValue?: D | undefined;
}

/** The names of all attributes. */
export const attributeNames: readonly AttributeName[] = ['pid', ...processFields.names];

const isAttribute = (name: string): name is AttributeName => (attributeNames as readonly string[]).includes(name);

/** The names that a caller asked for, each once, checked. */
export function checkAttributes(attrs: unknown): readonly AttributeName[] {
  if (attrs === undefined || attrs === null) return attributeNames;
  if (!Array.isArray(attrs)) throw new TypeError('attrs must be an array of names of attributes');
  for (const name of attrs) {
    if (typeof name !== 'string') throw new TypeError(`attrs must be names of attributes, not of type ${typeof name}`);
    if (!isAttribute(name)) throw new TypeError(`a process has no attribute ${JSON.stringify(name)}`);
  }
  return [...new Set(attrs)];
}

/** Attributes as the collector takes them; the pid is in every answer. */
export const bitsOf = (names: readonly AttributeName[]): number =>
  processFields.bits(names.filter((name) => name !== 'pid'));
