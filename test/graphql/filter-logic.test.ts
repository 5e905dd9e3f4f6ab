import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFilter, during, type Filter, like, oneOf, within } from '../../packages/graphql/dist/filter.js';

/** An item; a value that throws cannot be read. */
interface Item {
  readonly text: string | null;
  readonly number: number | 'unreadable';
  readonly seconds: number;
}

const unreadable = () => {
  throw new Error('cannot be read');
};
const criteria = {
  text: like('', ({ text }: Item) => text),
  number: within('Float', '', ({ number }: Item) => (number === 'unreadable' ? unreadable() : number)),
  seconds: during('', ({ seconds }: Item) => seconds),
  kind: oneOf('Int', '', ({ number }: Item) => (number === 'unreadable' ? unreadable() : number)),
};

const matching = async (items: readonly Item[], filter: unknown) => [
  ...(await applyFilter(items, criteria, filter as Filter)),
];

const item = (values: Partial<Item>): Item => ({ text: '', number: 0, seconds: 0, ...values });

test.for<[condition: object, matches: readonly string[]]>([
  [{}, ['', 'Node', 'node', 'a node b']],
  [{ equals: 'node' }, ['node']],
  [{ equals: 'node', ignoreCase: true }, ['Node', 'node']],
  [{ contains: 'NODE', ignoreCase: true }, ['Node', 'node', 'a node b']],
  [{ startsWith: 'N' }, ['Node']],
  [{ endsWith: 'ode' }, ['Node', 'node']],
  [{ endsWith: 'B', ignoreCase: true }, ['a node b']],
  [{ in: ['Node', 'x'] }, ['Node']],
  [{ in: ['NODE'], ignoreCase: true }, ['Node', 'node']],
  [{ startsWith: 'a', endsWith: 'b', contains: 'node' }, ['a node b']],
  [{ startsWith: 'n', equals: 'Node' }, []],
  [{ equals: null, in: null, startsWith: 'n' }, ['node']],
  [{ in: [] }, []],
])('the text filter %j matches the texts that meet all conditions', async ([condition, matches]) => {
  const items = ['', 'Node', 'node', 'a node b', null].map((text) => item({ text }));
  expect((await matching(items, { text: condition })).map(({ text }) => text)).toEqual(matches);
});

test.for<[condition: object, matches: readonly number[]]>([
  [{ gt: 1 }, [2, 3]],
  [{ gte: 1, lt: 3 }, [1, 2]],
  [{ lte: 2, gt: null }, [1, 2]],
  [{ gt: 1, gte: 3 }, [3]],
  [{ lt: 1 }, []],
])('the number filter %j matches the numbers in its range', async ([condition, matches]) => {
  const items = [1, 2, 3, 'unreadable' as const].map((number) => item({ number }));
  expect((await matching(items, { number: condition })).map(({ number }) => number)).toEqual(matches);
});

test('a time filter matches the times between its ends', async () => {
  const items = [10, 20.5, 30].map((seconds) => item({ seconds }));
  const filter = { seconds: { after: new Date(10_000), before: new Date(30_000) } };
  expect(await matching(items, filter)).toEqual([items[1]]);
  expect(await matching(items, { seconds: { after: new Date(20_400) } })).toEqual(items.slice(1));
});

/** The result of a filter in three-valued logic. */
function evaluated({ and, or, not, ...rest }: Filter, { text, number }: Item): boolean | undefined {
  const all = (results: (boolean | undefined)[]) =>
    results.includes(false) ? false : results.includes(undefined) ? undefined : true;
  const invert = (result: boolean | undefined) => (result === undefined ? undefined : !result);
  const listOf = (filters: unknown) =>
    (filters as Filter[]).map((filter) => evaluated(filter, { text, number, seconds: 0 }));
  const results: (boolean | undefined)[] = [];
  if ('text' in rest) results.push(text?.includes((rest['text'] as { contains: string }).contains) ?? false);
  if ('kind' in rest) results.push(number === 'unreadable' ? undefined : (rest['kind'] as unknown[]).includes(number));
  if (and) results.push(all(listOf(and)));
  if (or) results.push(invert(all(listOf(or).map(invert))));
  if (not) results.push(invert(evaluated(not as Filter, { text, number, seconds: 0 })));
  return all(results);
}

const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.record(
    {
      text: fc.record({ contains: fc.constantFrom('a', 'b', ''), ignoreCase: fc.constant(false) }),
      kind: fc.array(fc.constantFrom(1, 2), { maxLength: 2 }),
      and: fc.array(tie('filter'), { maxLength: 2, depthIdentifier: 'filter' }),
      or: fc.array(tie('filter'), { maxLength: 2, depthIdentifier: 'filter' }),
      not: fc.option(tie('filter'), { nil: {}, maxDepth: 3, depthIdentifier: 'filter' }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Filter>,
}));

test('and, or and not follow three-valued logic: an item with an unknown result does not match', async () => {
  const items = ['a', 'b', 'ab', null].flatMap((text) =>
    ([1, 2, 3, 'unreadable'] as const).map((number) => item({ text, number })),
  );
  await fc.assert(
    fc.asyncProperty(anyFilter, async (filter) => {
      let found: Item[];
      try {
        found = await matching(items, filter);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError); // The filter is too large.
        return;
      }
      expect(found).toEqual(items.filter((each) => evaluated(filter, each) === true));
    }),
    { numRuns: 500 },
  );
});

/** Returns a filter nested in `not` a number of times. */
const nested = (depth: number): Filter => {
  let filter: Filter = { kind: [1] };
  for (let level = 0; level < depth; level += 1) filter = level % 2 === 0 ? { not: filter } : { and: [filter] };
  return filter;
};

test('a filter that is nested too deeply or has too many conditions is a RangeError', async () => {
  const items = [item({ number: 1 })];
  expect(await matching(items, nested(8))).toEqual(items);
  for (const depth of [9, 100_000])
    await expect(matching(items, nested(depth))).rejects.toThrow('filter is nested more than 8 levels deep');
  const wide = (count: number) => ({ or: Array.from({ length: count }, () => ({ kind: [1] })) });
  expect(await matching(items, wide(49))).toEqual(items);
  for (const count of [50, 100_000])
    await expect(matching(items, wide(count))).rejects.toThrow('filter has more than 100 conditions');
});

test('a filter stops when its signal is aborted', async () => {
  const filter = applyFilter([item({})], criteria, { kind: [1] }, AbortSignal.abort());
  await expect(filter).rejects.toMatchObject({ name: 'AbortError' });
});
