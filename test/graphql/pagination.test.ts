import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, Edge, type Page, type PageArguments, page } from '../../packages/graphql/dist/pagination.js';
import { runQuery } from '../support/graph.ts';

interface Item {
  readonly a: number | null;
  readonly b: string;
  readonly id: number;
}
type Directions = readonly [Direction, Direction];

const orderingOf = (directions: Directions) => ({
  name: 'A,B',
  directions,
  positionOf: ({ a, b, id }: Item) => [a, b, id],
});

const compareKeys = (a: string | number | null, b: string | number | null) => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a > b ? 1 : -1;
};

/** Sorts by three keys, the last two of which have the same direction, one stable sort after the other. */
function sortedBy(items: readonly Item[], [first, second]: Directions): Item[] {
  const sign = (direction: Direction) => (direction === 'ASC' ? 1 : -1);
  return [...items]
    .sort((x, y) => sign(second) * compareKeys(x.id, y.id))
    .sort((x, y) => sign(second) * compareKeys(x.b, y.b))
    .sort((x, y) => sign(first) * compareKeys(x.a, y.a));
}

/** The algorithm of the Relay specification, whose cursors are the items themselves. */
function relayPage(all: readonly Item[], { first, after, last, before }: PageArguments, ids: readonly string[]) {
  let edges = all.map((item, index) => ({ item, cursor: ids[index] as string }));
  const afterIndex = edges.findIndex(({ cursor }) => cursor === after);
  if (afterIndex >= 0) edges = edges.slice(afterIndex + 1);
  const beforeIndex = edges.findIndex(({ cursor }) => cursor === before);
  const precedesAll = typeof before === 'string' && ids.indexOf(before) <= afterIndex;
  if (precedesAll) edges = [];
  else if (beforeIndex >= 0) edges = edges.slice(0, beforeIndex);
  const found = edges.length;
  const size = first ?? (last === null || last === undefined ? 100 : null);
  if (size !== null) edges = edges.slice(0, size);
  if (last !== null && last !== undefined) edges = edges.slice(Math.max(0, edges.length - last));
  return {
    nodes: edges.map(({ item }) => item),
    isTruncated: edges.length < found,
  };
}

const anItem = fc.record({
  a: fc.option(fc.constantFrom(0, 1, 2.5), { nil: null }),
  b: fc.constantFrom('', 'x', 'y'),
  id: fc.nat(30),
});
const items = fc.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 20 });
const direction = fc.constantFrom<Direction>('ASC', 'DESC');
const directions = fc.tuple(direction, direction);
const size = fc.nat(22);

test('page() returns the items of the Relay algorithm, between cursors and from either end', async () => {
  const position = fc.option(fc.nat(19), { nil: null });
  const sizes = fc.oneof(fc.record({ first: size }), fc.record({ last: size }), fc.constant({}));
  await fc.assert(
    fc.asyncProperty(items, directions, sizes, position, position, async (list, order, counts, from, to) => {
      const sorted = sortedBy(list, order);
      const ordering = orderingOf(order);
      const ids = sorted.map((node) => new Edge(node, ordering).cursor());
      const args: PageArguments = {
        ...counts,
        after: (from === null ? null : ids[from]) ?? null,
        before: (to === null ? null : ids[to]) ?? null,
      };
      const { edges, pageInfo, totalCount } = await page(list, args, ordering);
      const expected = relayPage(sorted, args, ids);
      expect(edges.map(({ node }) => node)).toEqual(expected.nodes);
      expect(totalCount).toBe(list.length);
      expect(pageInfo().startCursor).toBe(edges[0] ? edges[0].cursor() : null);
      const end = edges.at(-1);
      expect(pageInfo().endCursor).toBe(end ? end.cursor() : null);
      // An item exists before or after the page, cut off by its size or excluded by a cursor.
      const isFromEnd = 'last' in counts;
      expect(pageInfo().hasNextPage).toBe((!isFromEnd && expected.isTruncated) || typeof args.before === 'string');
      expect(pageInfo().hasPreviousPage).toBe((isFromEnd && expected.isTruncated) || typeof args.after === 'string');
    }),
  );
});

test.for(['forward', 'backward'] as const)(
  'pages read %s hold each persistent item once although items appear and vanish',
  async (way) => {
    const isForward = way === 'forward';
    await fc.assert(
      fc.asyncProperty(items, directions, fc.integer({ min: 1, max: 6 }), fc.infiniteStream(items), async (...args) => {
        const [persistent, order, length, changes] = args;
        const ordering = orderingOf(order);
        const seen: Item[] = [];
        let cursor: string | null = null;
        for (;;) {
          const { value: others } = changes.next();
          const transient = (others as Item[]).map((item) => ({ ...item, id: item.id + 100 }));
          const list: Item[] = [...persistent, ...transient];
          const { edges, pageInfo }: Page<Item> = await page(
            list,
            isForward ? { first: length, after: cursor } : { last: length, before: cursor },
            ordering,
          );
          const nodes = edges.map(({ node }) => node);
          seen.push(...(isForward ? nodes : nodes.reverse()));
          if (!(isForward ? pageInfo().hasNextPage : pageInfo().hasPreviousPage)) break;
          cursor = isForward ? pageInfo().endCursor : pageInfo().startCursor;
        }
        const sorted = sortedBy(persistent, order);
        expect(seen.filter(({ id }) => id < 100)).toEqual(isForward ? sorted : sorted.reverse());
      }),
    );
  },
);

test('page() returns 100 items without first and last, also with null', async () => {
  const list = Array.from({ length: 150 }, (_, id) => ({ a: null, b: '', id }));
  for (const args of [{}, { first: null, after: null, last: null, before: null }]) {
    const { edges, pageInfo } = await page(list, args, orderingOf(['ASC', 'ASC']));
    expect(edges.map(({ node }) => node)).toEqual(list.slice(0, 100));
    expect([pageInfo().hasNextPage, pageInfo().hasPreviousPage]).toEqual([true, false]);
  }
});

test.for<[args: string, message: string]>([
  ['first: -1', 'first must be between 0 and 5000: -1'],
  ['first: 5001', 'first must be between 0 and 5000: 5001'],
  ['last: -1', 'last must be between 0 and 5000: -1'],
  ['last: 5001', 'last must be between 0 and 5000: 5001'],
  ['first: 1, last: 1', 'first and last must not both be given'],
  ['after: "x"', 'after is not a cursor of this list and order'],
  ['before: "bnVsbA"', 'before is not a cursor of this list and order'],
])('processes(%s) fails with BAD_USER_INPUT', async ([args, message]) => {
  const { errors } = await runQuery(`{ processes(${args}) { totalCount } }`);
  expect(errors).toMatchObject([{ message, path: ['processes'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('the last processes before a cursor precede the item of the cursor', async () => {
  interface Processes {
    readonly processes: { readonly edges: readonly { readonly cursor: string; readonly node: { pid: number } }[] };
  }
  const query = (args: string) => `{ processes(${args}) { edges { cursor node { pid } } } }`;
  const all = (await runQuery<Processes>(query('last: 5000'))).data?.processes.edges ?? [];
  const own = all.findIndex(({ node }) => node.pid === process.ppid);
  const { data } = await runQuery<Processes>(query(`last: 1, before: "${all[own + 1]?.cursor}"`));
  expect(data?.processes.edges.map(({ node }) => node.pid)).toEqual([process.ppid]);
});
