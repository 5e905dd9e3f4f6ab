import { forEachYielding } from '@psutil/native/internal/time-slice';
import { enumType } from './fields.js';

/** Arguments of a paginated list. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** The position of an item in an ordering: a unique list of keys, compared in order, with null first. */
export type Position = readonly (string | number | null)[];

/** Direction of an ordering. */
export type Direction = 'ASC' | 'DESC';

/** An ordering of items. */
export interface Ordering<T> {
  /** Name of the ordering, which its cursors contain. */
  readonly name: string;
  positionOf(item: T): Position;
  /** Direction of each key of a position. The last one is also that of the keys that follow. */
  readonly directions: readonly Direction[];
}

/** One of several orders: a field and a direction. */
interface Order {
  readonly field: string;
  readonly direction: Direction;
}

/** Returns the name and the directions of the ordering by several fields. */
export function orderingOf(
  orders: readonly Order[] | null | undefined,
): Pick<Ordering<unknown>, 'name' | 'directions'> {
  const fields = (orders ?? []).map(({ field }) => field);
  const repeated = fields.find((field, index) => fields.indexOf(field) !== index);
  if (repeated !== undefined) throw new RangeError(`orderBy has the field ${repeated} more than once`);
  const directions = (orders ?? []).map(({ direction }) => direction);
  return { name: fields.join(' '), directions: directions.length > 0 ? directions : ['ASC'] };
}

/** An item of a page. */
export class Edge<T> {
  readonly node: T;
  /** Position of the item in the ordering. */
  readonly position: Position;
  readonly #ordering: Ordering<T>;

  constructor(node: T, ordering: Ordering<T>) {
    this.node = node;
    this.position = ordering.positionOf(node);
    this.#ordering = ordering;
  }

  /** Returns the cursor of the item: its position, and the name of the ordering. */
  cursor(): string {
    return Buffer.from(JSON.stringify([this.#ordering.name, ...this.position])).toString('base64url');
  }
}

/** A page of a list, as a Relay connection. */
export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  /** Returns the position of the page, whose cursors are computed on request. */
  pageInfo(): {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Maximum number of items of a page. */
export const maxPageSize = 5000;
/** Number of items of a page if neither `first` nor `last` is given. */
export const defaultPageSize = 100;

const isPosition = (position: unknown): position is Position =>
  Array.isArray(position) && position.every((key) => key === null || ['string', 'number'].includes(typeof key));

function positionFrom(name: 'after' | 'before', cursor: string, ordering: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPosition(position) && position[0] === ordering) return position.slice(1);
  } catch {
    // Not a cursor of this server: thrown below.
  }
  throw new RangeError(`${name} is not a cursor of this list and order`);
}

function compare(a: Position, b: Position, directions: readonly Direction[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? null;
    if (key === other) continue;
    const isLess = key === null || (other !== null && key < other);
    return isLess === (directions[Math.min(index, directions.length - 1)] === 'ASC') ? -1 : 1;
  }
  return 0;
}

function checkSize(name: 'first' | 'last', size: number | null | undefined): number | null {
  if (size === null || size === undefined) return null;
  if (size >= 0 && size <= maxPageSize) return size;
  throw new RangeError(`${name} must be between 0 and ${maxPageSize}: ${size}`);
}

/** Returns the validated sizes of a page: exactly one of them is not null. */
function sizesOf(args: PageArguments): { readonly first: number | null; readonly last: number | null } {
  const [first, last] = [checkSize('first', args.first), checkSize('last', args.last)];
  if (first !== null && last !== null) throw new RangeError('first and last must not both be given');
  return { first: first ?? (last === null ? defaultPageSize : null), last };
}

/** Returns the index of the first of the sorted items for which a condition holds; their number if there is none. */
function indexOfFirst<T>(sorted: readonly T[], condition: (item: T) => boolean): number {
  const index = sorted.findIndex(condition);
  return index < 0 ? sorted.length : index;
}

/**
 * Returns a page of a list in an ordering: https://relay.dev/graphql/connections.htm#sec-Pagination-algorithm. A cursor
 * is a position, so that the next page continues after the previous one even if items appear or disappear.
 */
export async function page<T>(items: readonly T[], args: PageArguments, ordering: Ordering<T>): Promise<Page<T>> {
  const { first, last } = sizesOf(args);
  const { name, directions } = ordering;
  const after = typeof args.after === 'string' ? positionFrom('after', args.after, name) : null;
  const before = typeof args.before === 'string' ? positionFrom('before', args.before, name) : null;
  const sorted: Edge<T>[] = [];
  await forEachYielding(items, (node) => sorted.push(new Edge(node, ordering)));
  sorted.sort((a, b) => compare(a.position, b.position, directions));
  let start = after ? indexOfFirst(sorted, ({ position }) => compare(position, after, directions) > 0) : 0;
  let end = before ? indexOfFirst(sorted, ({ position }) => compare(position, before, directions) >= 0) : sorted.length;
  if (first !== null) end = Math.min(end, start + first);
  if (last !== null) start = Math.max(start, end - last);
  const edges = sorted.slice(start, end);
  const [startEdge, endEdge, total] = [edges[0], edges.at(-1), sorted.length];
  return {
    edges,
    pageInfo: () => ({
      hasNextPage: end < total,
      hasPreviousPage: start > 0,
      startCursor: startEdge?.cursor() ?? null,
      endCursor: endEdge?.cursor() ?? null,
    }),
    totalCount: items.length,
  };
}

/** The SDL of the arguments of a paginated list. */
export const pageArguments = `
  "Number of items from the start of the list, 0 to ${maxPageSize}. Default: ${defaultPageSize}, unless \`last\` is given." first: Int,
  "Cursor: only items that follow it." after: String,
  "Number of items from the end of the list, 0 to ${maxPageSize}." last: Int,
  "Cursor: only items that precede it." before: String
`;

/** The SDL of the types that all paginated lists share. */
export const paginationTypes = `
${enumType('OrderDirection', 'Direction of an order.', { ASC: 'Ascending.', DESC: 'Descending.' })}
"Position of a page in a list."
type PageInfo {
  "Whether a page follows." hasNextPage: Boolean!
  "Whether a page precedes." hasPreviousPage: Boolean!
  "Cursor of the first item; null if the page is empty." startCursor: String
  "Cursor of the last item; null if the page is empty." endCursor: String
}
`;

/** Returns the SDL of the orders of a list, from the descriptions of the fields by which it can be sorted. */
export const orderTypes = (
  node: string,
  items: string,
  orders: Readonly<Record<string, string>>,
  defaultField?: string,
): string => `
${enumType(`${node}OrderField`, `A field by which ${items} can be sorted.`, orders)}
"An order of ${items}."
input ${node}Order {
  "Field to sort by." field: ${node}OrderField!${defaultField === undefined ? '' : ` = ${defaultField}`}
  "Direction." direction: OrderDirection! = ASC
}
`;

/** Returns the SDL of the types of a paginated list of nodes. */
export const pageTypes = (node: string): string => `
"An item of a page."
type ${node}Edge {
  "Cursor of the item, to be passed in the arguments after and before." cursor: String!
  "Item." node: ${node}!
}
"A page of a list."
type ${node}Connection {
  "Items of the page." edges: [${node}Edge!]!
  "Position of the page in the list." pageInfo: PageInfo!
  "Number of items on all pages." totalCount: Int!
}
`;
