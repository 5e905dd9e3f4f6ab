import { forEachYielding } from '@psutil/native/collect';

/** How text is chosen: in one of these ways. */
interface TextFilter {
  readonly equals?: string;
  readonly contains?: string;
  readonly startsWith?: string;
  readonly in?: readonly string[];
}

/** What text must be like to be chosen. */
function isText(text: string, { equals, contains, startsWith, in: some }: TextFilter): boolean {
  if (equals !== undefined) return text === equals;
  if (contains !== undefined) return text.includes(contains);
  if (startsWith !== undefined) return text.startsWith(startsWith);
  return some?.includes(text) ?? true;
}

/** Something by which items can be chosen: how it is written in the schema, and whether an item has what is wanted. */
export interface Criterion<T> {
  readonly type: string;
  readonly doc: string;
  // biome-ignore lint/suspicious/noExplicitAny: the schema, not TypeScript, says what is wanted
  matches(item: T, wanted: any): boolean;
}

/** That a value of an item is one of those that are wanted, which are of a type of the schema. */
export const oneOf = <T>(type: string, doc: string, factOf: (item: T) => unknown): Criterion<T> => ({
  type: `[${type}!]`,
  doc,
  matches: (item, wanted: readonly unknown[]) => wanted.includes(factOf(item)),
});

/** That a text of an item is like the one that is wanted; what has none is never chosen. */
export const like = <T>(doc: string, textOf: (item: T) => string | null): Criterion<T> => ({
  type: 'TextFilter',
  doc,
  matches(item, wanted: TextFilter) {
    const text = textOf(item);
    return text !== null && isText(text, wanted);
  },
});

/** The criteria of a list, by their names. */
export type Criteria<T> = Readonly<Record<string, Criterion<T>>>;

/** What is wanted of the items of a list, by the names of criteria. */
export type Filter = Readonly<Record<string, unknown>>;

/** An item whose criterion cannot be read is not chosen. */
function fulfils<T>(item: T, { matches }: Criterion<T>, wanted: unknown): boolean {
  try {
    return matches(item, wanted);
  } catch {
    return false;
  }
}

/** The items that fulfil all of a filter's criteria. */
export async function choose<T>(
  items: readonly T[],
  criteria: Criteria<T>,
  filter: Filter | null | undefined,
): Promise<readonly T[]> {
  const asked = Object.entries(filter ?? {}).filter(([, wanted]) => wanted !== null && wanted !== undefined);
  if (asked.length === 0) return items;
  const isChosen = (item: T) => asked.every(([name, wanted]) => fulfils(item, criteria[name] as Criterion<T>, wanted));
  const chosen: T[] = [];
  await forEachYielding(items, (item) => void (isChosen(item) && chosen.push(item)));
  return chosen;
}

/** The input type of criteria. */
export const filterType = <T>(name: string, doc: string, criteria: Criteria<T>): string =>
  `"${doc}" input ${name} {\n${Object.entries(criteria)
    .map(([field, { type, doc: about }]) => `  "${about}"\n  ${field}: ${type}`)
    .join('\n')}\n}`;

/** What filters share. */
export const filterTypes = `
"Text, case and all: exactly this, with this in it, beginning with this, or one of these."
input TextFilter @oneOf { equals: String contains: String startsWith: String in: [String!] }
`;
