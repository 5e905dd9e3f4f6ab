/** Arguments of a list that is given page by page. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** A page of a list, as Relay's connections have it. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
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

const toCursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');

function fromCursor<Place extends object>(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof place === 'object' && place !== null) return place as Place;
  } catch {
    // Not one of ours: said below.
  }
  throw new RangeError('after is not a cursor of this list');
}

function checkFirst(first: number): number {
  if (first >= 0 && first <= longestPage) return first;
  throw new RangeError(`first must be between 0 and ${longestPage}: ${first}`);
}

/**
 * A page of a list in an order of places that no two items share. The cursor is the place, so that a page goes on
 * where the one before ended although items come and go.
 */
export function page<T, Place extends object>(
  items: readonly T[],
  { first, after }: PageArguments,
  placeOf: (item: T) => Place,
  compare: (a: Place, b: Place) => number,
): Page<T> {
  const length = checkFirst(first);
  const from = typeof after === 'string' ? fromCursor<Place>(after) : undefined;
  const placed = items.map((node) => ({ node, place: placeOf(node) })).sort((a, b) => compare(a.place, b.place));
  const rest = from ? placed.filter(({ place }) => compare(place, from) > 0) : placed;
  const edges = rest.slice(0, length).map(({ node, place }) => ({ node, cursor: toCursor(place) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rest.length > edges.length,
      hasPreviousPage: rest.length < placed.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  };
}
