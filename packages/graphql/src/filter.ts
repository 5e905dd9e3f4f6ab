import { forEachYielding } from '@psutil/native/internal/time-slice';

/** A condition on text. Exactly one property is set. */
interface TextFilter {
  readonly equals?: string;
  readonly contains?: string;
  readonly startsWith?: string;
  readonly in?: readonly string[];
}

/** Whether text meets a condition. */
function matchesText(text: string, { equals, contains, startsWith, in: values }: TextFilter): boolean {
  if (equals !== undefined) return text === equals;
  if (contains !== undefined) return text.includes(contains);
  if (startsWith !== undefined) return text.startsWith(startsWith);
  return values?.includes(text) ?? true;
}

/** A criterion of a filter: its type in the schema, and whether an item matches a value. */
export interface Criterion<T> {
  readonly type: string;
  readonly doc: string;
  // biome-ignore lint/suspicious/noExplicitAny: the type of a criterion is that of the schema
  matches(item: T, expected: any): boolean;
}

/** Returns a criterion that matches items whose value is in a list. */
export const oneOf = <T>(type: string, doc: string, propertyOf: (item: T) => unknown): Criterion<T> => ({
  type: `[${type}!]`,
  doc,
  matches: (item, expected: readonly unknown[]) => expected.includes(propertyOf(item)),
});

/** Returns a criterion that matches items whose text meets a condition. An item without text never matches. */
export const like = <T>(doc: string, textOf: (item: T) => string | null): Criterion<T> => ({
  type: 'TextFilter',
  doc,
  matches(item, expected: TextFilter) {
    const text = textOf(item);
    return text !== null && matchesText(text, expected);
  },
});

/** The criteria of a list, by name. */
export type Criteria<T> = Readonly<Record<string, Criterion<T>>>;

/** The expected values, by the name of the criterion. */
export type Filter = Readonly<Record<string, unknown>>;

/** Whether an item matches a criterion. An item whose value cannot be read does not match. */
function matchesCriterion<T>(item: T, { matches }: Criterion<T>, expected: unknown): boolean {
  try {
    return matches(item, expected);
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
  const conditions = Object.entries(filter ?? {}).filter(([, expected]) => expected !== null && expected !== undefined);
  if (conditions.length === 0) return items;
  const isMatch = (item: T) =>
    conditions.every(([name, expected]) => matchesCriterion(item, criteria[name] as Criterion<T>, expected));
  const matching: T[] = [];
  await forEachYielding(items, (item) => void (isMatch(item) && matching.push(item)));
  return matching;
}

/** Returns the SDL of the input type of a set of criteria. */
export const filterType = <T>(name: string, doc: string, criteria: Criteria<T>): string =>
  `"${doc}" input ${name} {\n${Object.entries(criteria)
    .map(([field, { type, doc: description }]) => `  "${description}"\n  ${field}: ${type}`)
    .join('\n')}\n}`;

/** The SDL of the types that all filters share. */
export const filterTypes = `
"A condition on text, case-sensitive: equal to it, containing it, starting with it, or one of a list."
input TextFilter @oneOf { equals: String contains: String startsWith: String in: [String!] }
`;
