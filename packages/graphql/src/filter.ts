import { forEachYielding } from '@psutil/native/internal/time-slice';

/** The ways in which text can match. */
interface TextFilter {
  readonly equals?: string;
  readonly contains?: string;
  readonly startsWith?: string;
  readonly in?: readonly string[];
}

/** A condition on text. */
function isText(text: string, { equals, contains, startsWith, in: some }: TextFilter): boolean {
  if (equals !== undefined) return text === equals;
  if (contains !== undefined) return text.includes(contains);
  if (startsWith !== undefined) return text.startsWith(startsWith);
  return some?.includes(text) ?? true;
}

/** A criterion of a filter: its type in the schema, and whether an item matches a value. */
export interface Criterion<T> {
  readonly type: string;
  readonly doc: string;
  // biome-ignore lint/suspicious/noExplicitAny: the type of a criterion is that of the schema
  matches(item: T, wanted: any): boolean;
}

/** Matches a value that is one of a list. */
export const oneOf = <T>(type: string, doc: string, factOf: (item: T) => unknown): Criterion<T> => ({
  type: `[${type}!]`,
  doc,
  matches: (item, wanted: readonly unknown[]) => wanted.includes(factOf(item)),
});

/** Matches text by a condition; an item without text never matches. */
export const like = <T>(doc: string, textOf: (item: T) => string | null): Criterion<T> => ({
  type: 'TextFilter',
  doc,
  matches(item, wanted: TextFilter) {
    const text = textOf(item);
    return text !== null && isText(text, wanted);
  },
});

/** The criteria of a list, by name. */
export type Criteria<T> = Readonly<Record<string, Criterion<T>>>;

/** The requested values, by the names of criteria. */
export type Filter = Readonly<Record<string, unknown>>;

/** An item whose criterion cannot be read does not match. */
function fulfils<T>(item: T, { matches }: Criterion<T>, wanted: unknown): boolean {
  try {
    return matches(item, wanted);
  } catch {
    return false;
  }
}

/** Returns the items that match all criteria of a filter. */
export async function applyFilter<T>(
  items: readonly T[],
  criteria: Criteria<T>,
  filter: Filter | null | undefined,
): Promise<readonly T[]> {
  const requested = Object.entries(filter ?? {}).filter(([, wanted]) => wanted !== null && wanted !== undefined);
  if (requested.length === 0) return items;
  const isChosen = (item: T) =>
    requested.every(([name, wanted]) => fulfils(item, criteria[name] as Criterion<T>, wanted));
  const chosen: T[] = [];
  await forEachYielding(items, (item) => void (isChosen(item) && chosen.push(item)));
  return chosen;
}

/** Returns the input type of criteria. */
export const filterType = <T>(name: string, doc: string, criteria: Criteria<T>): string =>
  `"${doc}" input ${name} {\n${Object.entries(criteria)
    .map(([field, { type, doc: about }]) => `  "${about}"\n  ${field}: ${type}`)
    .join('\n')}\n}`;

/** The types that all filters share. */
export const filterTypes = `
"A condition on text, case-sensitive: equal to it, containing it, starting with it, or one of a list."
input TextFilter @oneOf { equals: String contains: String startsWith: String in: [String!] }
`;
