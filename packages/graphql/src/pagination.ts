import { forEachYielding } from '@psutil/native/collect';

/** Arguments of a list that is given page by page. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** What tells the place of an item in an order: compared one after the other, null first. No two items share it. */
export type Place = readonly (string | number | null)[];

/** An order of items. */
export interface Ordering<T> {
  /** Its name, by which its cursors are known. */
  readonly name: string;
  placeOf(item: T): Place;
  readonly direction: 'ASC' | 'DESC';
}

/** An item of a page. */
export interface Edge<T> {
  /** Where it is in the order: {@link cursorOf} writes it. */
  readonly place: Place;
  readonly ordering: Ordering<T>;
  readonly node: T;
}

/** A page of a list, as Relay's connections have it. */
export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** The longest page that is given. */
export const longestPage = 5000;

/** The cursor of an item. */
export const cursorOf = <T>({ place, ordering }: Edge<T>): string =>
  Buffer.from(JSON.stringify([ordering.name, ...place])).toString('base64url');

const isPlace = (place: unknown): place is Place =>
  Array.isArray(place) && place.every((key) => key === null || ['string', 'number'].includes(typeof key));

function placeFrom(cursor: string, ordering: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPlace(place) && place[0] === ordering) return place.slice(1);
  } catch {
    // Not one of ours: said below.
  }
  throw new RangeError('after is not a cursor of this list in this order');
}

function compare(a: Place, b: Place): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? null;
    if (key === other) continue;
    if (key === null || other === null) return key === null ? -1 : 1;
    return key < other ? -1 : 1;
  }
  return 0;
}

function checkFirst(first: number): number {
  if (first >= 0 && first <= longestPage) return first;
  throw new RangeError(`first must be between 0 and ${longestPage}: ${first}`);
}

/**
 * A page of a list in an order. The cursor is the place, so that a page goes on where the one before ended although
 * items come and go.
 */
export async function page<T>(
  items: readonly T[],
  { first, after }: PageArguments,
  ordering: Ordering<T>,
): Promise<Page<T>> {
  const length = checkFirst(first);
  const from = typeof after === 'string' ? placeFrom(after, ordering.name) : undefined;
  const sign = ordering.direction === 'ASC' ? 1 : -1;
  const placed: Edge<T>[] = [];
  await forEachYielding(items, (node) => placed.push({ node, ordering, place: ordering.placeOf(node) }));
  placed.sort((a, b) => sign * compare(a.place, b.place));
  const rest = from ? placed.filter(({ place }) => sign * compare(place, from) > 0) : placed;
  const edges = rest.slice(0, length);
  const [start, end] = [edges[0], edges.at(-1)];
  return {
    edges,
    pageInfo: {
      hasNextPage: rest.length > edges.length,
      hasPreviousPage: rest.length < placed.length,
      startCursor: start ? cursorOf(start) : null,
      endCursor: end ? cursorOf(end) : null,
    },
    totalCount: items.length,
  };
}

/** The types of a list of nodes that is given page by page. */
export const pageTypes = (node: string): string => `
type ${node}Edge { cursor: String! node: ${node}! }
type ${node}Connection { edges: [${node}Edge!]! pageInfo: PageInfo! totalCount: Int! }
`;
