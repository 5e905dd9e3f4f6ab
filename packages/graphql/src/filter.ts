import { forEachYielding } from '@psutil/native/internal/time-slice';

/** Whether an item matches. Throws, or returns undefined, if a value of the item cannot be read. */
type Predicate<T> = (item: T) => boolean | undefined;

/** A criterion of a filter: its type in the schema, and the predicate of an expected value. */
export interface Criterion<T> {
  readonly type: string;
  readonly doc: string;
  // biome-ignore lint/suspicious/noExplicitAny: the type of a criterion is that of the schema
  matching(expected: any): Predicate<T>;
}

/** A condition on text. */
interface TextFilter {
  readonly equals?: string | null;
  readonly contains?: string | null;
  readonly startsWith?: string | null;
  readonly endsWith?: string | null;
  readonly in?: readonly string[] | null;
  readonly ignoreCase: boolean;
}

/** Returns a predicate of the texts that meet a condition. */
function matchingText({ ignoreCase, in: list, ...expected }: TextFilter): Predicate<string> {
  const normalize = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const normalized = (text: string | null | undefined) => (typeof text === 'string' ? normalize(text) : null);
  const [equals, contains] = [normalized(expected.equals), normalized(expected.contains)];
  const [start, end] = [normalized(expected.startsWith), normalized(expected.endsWith)];
  const values = list ? new Set(list.map(normalize)) : null;
  return (original) => {
    const text = normalize(original);
    return (
      (equals === null || text === equals) &&
      (contains === null || text.includes(contains)) &&
      (start === null || text.startsWith(start)) &&
      (end === null || text.endsWith(end)) &&
      (values === null || values.has(text))
    );
  };
}

/** A condition on a number: a range. */
interface NumberFilter {
  readonly gt?: number | null;
  readonly gte?: number | null;
  readonly lt?: number | null;
  readonly lte?: number | null;
}

function matchingNumber({ gt, gte, lt, lte }: NumberFilter): Predicate<number> {
  const [above, from] = [gt ?? Number.NEGATIVE_INFINITY, gte ?? Number.NEGATIVE_INFINITY];
  const [below, to] = [lt ?? Number.POSITIVE_INFINITY, lte ?? Number.POSITIVE_INFINITY];
  return (value) => value > above && value >= from && value < below && value <= to;
}

/** Returns the value of an item: null if it has none, undefined if that is unknown. It may throw, as a predicate. */
type ValueOf<T, V> = (item: T) => V | null | undefined;

/** Returns a predicate of items from one of their values. An item without the value does not match. */
const onValue =
  <T, V>(read: ValueOf<T, V>, matches: Predicate<V>): Predicate<T> =>
  (item) => {
    const value = read(item);
    if (value === null) return false;
    return value === undefined ? undefined : matches(value);
  };

/** Returns a criterion that matches items whose value is in a list. */
export const oneOf = <T>(type: string, doc: string, propertyOf: (item: T) => unknown): Criterion<T> => ({
  type: `[${type}!]`,
  doc,
  matching(expected: readonly unknown[]) {
    const values = new Set(expected);
    return (item) => values.has(propertyOf(item));
  },
});

/** Returns a criterion that matches items whose text meets a condition. */
export const like = <T>(doc: string, textOf: ValueOf<T, string>): Criterion<T> => ({
  type: 'TextFilter',
  doc,
  matching: (expected: TextFilter) => onValue(textOf, matchingText(expected)),
});

/** Returns a criterion that matches items whose number is in a range. */
export const within = <T>(
  type: 'Int' | 'SafeInt' | 'Float',
  doc: string,
  numberOf: ValueOf<T, number>,
): Criterion<T> => ({
  type: `${type}Filter`,
  doc,
  matching: (expected: NumberFilter) => onValue(numberOf, matchingNumber(expected)),
});

interface DateTimeFilter {
  readonly after?: Date | null;
  readonly before?: Date | null;
}

const secondsOf = (time: Date | null | undefined) => (time ? time.getTime() / 1000 : null);

/** Returns a criterion that matches items whose time is in a range. `timeOf` returns seconds since the epoch. */
export const during = <T>(doc: string, timeOf: ValueOf<T, number>): Criterion<T> => ({
  type: 'DateTimeFilter',
  doc,
  matching: ({ after, before }: DateTimeFilter) =>
    onValue(timeOf, matchingNumber({ gt: secondsOf(after), lt: secondsOf(before) })),
});

/** The criteria of a list, by name. */
export type Criteria<T> = Readonly<Record<string, Criterion<T>>>;

/** The expected values, by the name of the criterion, and the filters of `and`, `or` and `not`. */
export type Filter = Readonly<Record<string, unknown>>;

/** Maximum nesting of `and`, `or` and `not`. */
const maxDepth = 8;
/** Maximum number of criteria and nested filters of a filter. */
const maxConditions = 100;

/** Returns the filters that a filter contains directly. */
const nestedFilters = ({ and, or, not }: Filter): readonly Filter[] =>
  [and, or, not].flatMap((nested) => (nested ?? []) as Filter | readonly Filter[]);

const isNested = (name: string) => ['and', 'or', 'not'].includes(name);

/** Returns the criteria of a filter that are not null. */
const criteriaOf = (filter: Filter): readonly (readonly [name: string, expected: unknown])[] =>
  Object.entries(filter).filter(([name, expected]) => !isNested(name) && expected !== null && expected !== undefined);

/** Returns the names of the criteria of a filter and its nested filters, as deep as a filter may be. */
export function criterionNames(filter: Filter | null | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  let level: readonly Filter[] = filter ? [filter] : [];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    for (const each of level) for (const [name] of criteriaOf(each)) names.add(name);
    level = level.flatMap(nestedFilters);
  }
  return names;
}

function checkSize(filter: Filter): void {
  let level: readonly Filter[] = [filter];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw new RangeError(`filter is nested more than ${maxDepth} levels deep`);
    for (const each of level) count += 1 + criteriaOf(each).length;
    if (count > maxConditions) throw new RangeError(`filter has more than ${maxConditions} conditions`);
    level = level.flatMap(nestedFilters);
  }
}

/** Returns whether an item matches; undefined if that is unknown. */
function evaluate<T>(predicate: Predicate<T>, item: T): boolean | undefined {
  try {
    return predicate(item);
  } catch {
    return undefined;
  }
}

/** Returns a predicate of several. As in SQL, `decisive` is the result if one of them has it, else unknown if one is. */
export const combine =
  <T>(predicates: readonly Predicate<T>[], decisive: boolean): Predicate<T> =>
  (item) => {
    let isUnknown = false;
    for (const predicate of predicates) {
      const result = evaluate(predicate, item);
      if (result === decisive) return decisive;
      isUnknown ||= result === undefined;
    }
    return isUnknown ? undefined : !decisive;
  };

const negate =
  <T>(predicate: Predicate<T>): Predicate<T> =>
  (item) => {
    const result = predicate(item);
    return result === undefined ? undefined : !result;
  };

/** Returns the predicate of a filter. */
function matchingFilter<T>(filter: Filter, criteria: Criteria<T>): Predicate<T> {
  const matchingAll = (filters: unknown) =>
    (filters as readonly Filter[]).map((each) => matchingFilter(each, criteria));
  const { and, or, not } = filter;
  return combine(
    [
      ...criteriaOf(filter).map(([name, expected]) => (criteria[name] as Criterion<T>).matching(expected)),
      ...(and ? matchingAll(and) : []),
      ...(or ? [combine(matchingAll(or), true)] : []),
      ...(not ? [negate(matchingFilter(not as Filter, criteria))] : []),
    ],
    false,
  );
}

/** Returns the items that match a filter: not those of which this is unknown. */
export async function applyFilter<T>(
  items: readonly T[],
  criteria: Criteria<T>,
  filter: Filter | null | undefined,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  if (!filter) return items;
  checkSize(filter);
  const matches = matchingFilter(filter, criteria);
  const matching: T[] = [];
  await forEachYielding(items, (item) => {
    signal?.throwIfAborted();
    if (matches(item)) matching.push(item);
  });
  return matching;
}

/** Returns the SDL of the input type of a set of criteria. */
export const filterType = <T>(name: string, doc: string, criteria: Criteria<T>): string => `
"${doc} A criterion whose value cannot be read is neither met nor, in \`not\`, violated."
input ${name} {
${Object.entries(criteria)
  .map(([field, { type, doc: description }]) => `  "${description}"\n  ${field}: ${type}`)
  .join('\n')}
  "All of these filters match."
  and: [${name}!]
  "At least one of these filters matches."
  or: [${name}!]
  "This filter does not match."
  not: ${name}
}`;

const numberFilter = (type: string) => `
"A range of numbers. All given conditions must hold."
input ${type}Filter {
  "Greater than this number." gt: ${type}
  "Greater than or equal to this number." gte: ${type}
  "Less than this number." lt: ${type}
  "Less than or equal to this number." lte: ${type}
}`;

/** The SDL of the types that all filters share. */
export const filterTypes = `
"A condition on text. All given conditions must hold."
input TextFilter {
  "Equal to this text." equals: String
  "Containing this text." contains: String
  "Starting with this text." startsWith: String
  "Ending with this text." endsWith: String
  "Equal to one of these texts." in: [String!]
  "Whether upper and lower case are the same." ignoreCase: Boolean! = false
}
${['Int', 'SafeInt', 'Float'].map(numberFilter).join('')}
"A range of times. All given conditions must hold."
input DateTimeFilter {
  "Later than this time." after: DateTime
  "Earlier than this time." before: DateTime
}
`;
