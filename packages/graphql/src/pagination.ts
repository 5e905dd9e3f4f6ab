import { forEachYielding } from '@psutil/native/internal/time-slice';

/** Arguments of a paginated list. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** The position of an item in an ordering: a unique list of keys, compared in order, with null first. */
export type Position = readonly (string | number | null)[];

/** An ordering of items. */
export interface Ordering<T> {
  /** Name of the ordering, which its cursors contain. */
  readonly name: string;
  positionOf(item: T): Position;
  readonly direction: 'ASC' | 'DESC';
}

/** An item of a page. */
export interface Edge<T> {
  /** Position of the item in the ordering, which {@link cursorOf} encodes. */
  readonly position: Position;
  readonly ordering: Ordering<T>;
  readonly node: T;
}

/** A page of a list, as a Relay connection. */
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

/** Maximum number of items of a page. */
export const maxPageSize = 5000;

/** Returns the cursor of an item. */
export const cursorOf = <T>({ position, ordering }: Edge<T>): string =>
  Buffer.from(JSON.stringify([ordering.name, ...position])).toString('base64url');

const isPosition = (position: unknown): position is Position =>
  Array.isArray(position) && position.every((key) => key === null || ['string', 'number'].includes(typeof key));

function positionFrom(cursor: string, ordering: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPosition(position) && position[0] === ordering) return position.slice(1);
  } catch {
    // Not a cursor of this server: thrown below.
  }
  throw new RangeError('after is not a cursor of this list and order');
}

function compare(a: Position, b: Position): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? null;
    if (key === other) continue;
    if (key === null || other === null) return key === null ? -1 : 1;
    return key < other ? -1 : 1;
  }
  return 0;
}

function checkFirst(first: number): number {
  if (first >= 0 && first <= maxPageSize) return first;
  throw new RangeError(`first must be between 0 and ${maxPageSize}: ${first}`);
}

/**
 * Returns a page of a list in an ordering. A cursor is a position, so that the next page continues after the previous
 * one even if items appear or disappear.
 */
export async function page<T>(
  items: readonly T[],
  { first, after }: PageArguments,
  ordering: Ordering<T>,
): Promise<Page<T>> {
  const length = checkFirst(first);
  const from = typeof after === 'string' ? positionFrom(after, ordering.name) : undefined;
  const sign = ordering.direction === 'ASC' ? 1 : -1;
  const positioned: Edge<T>[] = [];
  await forEachYielding(items, (node) => positioned.push({ node, ordering, position: ordering.positionOf(node) }));
  positioned.sort((a, b) => sign * compare(a.position, b.position));
  const rest = from ? positioned.filter(({ position }) => sign * compare(position, from) > 0) : positioned;
  const edges = rest.slice(0, length);
  const [start, end] = [edges[0], edges.at(-1)];
  return {
    edges,
    pageInfo: {
      hasNextPage: rest.length > edges.length,
      hasPreviousPage: rest.length < positioned.length,
      startCursor: start ? cursorOf(start) : null,
      endCursor: end ? cursorOf(end) : null,
    },
    totalCount: items.length,
  };
}

/** Returns the SDL of the types of a paginated list of nodes. */
export const pageTypes = (node: string): string => `
"An item of a page."
type ${node}Edge {
  "Cursor of the item, to be passed in the argument after." cursor: String!
  "Item." node: ${node}!
}
"A page of a list."
type ${node}Connection {
  "Items of the page." edges: [${node}Edge!]!
  "Position of the page in the list." pageInfo: PageInfo!
  "Number of items on all pages." totalCount: Int!
}
`;
