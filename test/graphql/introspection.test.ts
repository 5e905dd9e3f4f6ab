import { expect, test } from 'vitest';
import { codeOf, post, type Reply, serving } from '../support/http.ts';
import { script } from '../support/run.ts';

const token = 'correct-horse-battery-staple';
const authorization = { authorization: `Bearer ${token}` };
const messagesOf = ({ body }: Reply): string[] =>
  JSON.parse(body).errors?.map(({ message }: { message: string }) => message) ?? [];

const whole = () =>
  script<string>(`
    const { getIntrospectionQuery } = await import('graphql');
    print(getIntrospectionQuery({
      descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true,
      schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    }));`);

test('without a token the schema is shown, as GraphiQL asks for it', async () => {
  const reply = await post(await serving(), { query: await whole() });
  expect(JSON.parse(reply.body).errors).toBeUndefined();
  expect(JSON.parse(reply.body).data.__schema.queryType.name).toBe('Query');
});

test('with a token the schema is shown where that is allowed', async () => {
  const reply = await post(await serving({ token, allowIntrospection: true }), { query: await whole() }, authorization);
  expect(JSON.parse(reply.body).data.__schema.queryType.name).toBe('Query');
});

test('with a token, or where it is not allowed, the schema is not shown however it is asked', async () => {
  for (const url of [await serving({ token }), await serving({ allowIntrospection: false })]) {
    for (const query of [
      await whole(),
      '{ __schema { types { name } } }',
      '{ a: __schema { b: types { c: name } } }',
      '{ __type(name: "Process") { fields { name } } }',
      '{ ... { __schema { queryType { name } } } }',
      '{ ...F } fragment F on Query { __schema { queryType { name } } }',
      '{ __schema @include(if: true) { queryType { name } } }',
      '{ __schema @skip(if: true) { queryType { name } } }',
      'query A { cpu { count } } query B { __schema { queryType { name } } }',
    ]) {
      const reply = await post(url, { query, operationName: query.startsWith('query A') ? 'A' : null }, authorization);
      expect([reply.status, codeOf(reply)], query).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      expect(reply.body).not.toMatch(/"data"|ProcessConnection/);
    }
  }
});

test('__typename is told although the schema is not shown', async () => {
  const reply = await post(await serving({ token }), { query: '{ __typename cpu { __typename } }' }, authorization);
  expect(JSON.parse(reply.body)).toEqual({ data: { __typename: 'Query', cpu: { __typename: 'Cpu' } } });
});

const mistakes: readonly { readonly query: string; readonly variables?: object }[] = [
  { query: '{ cpuu { count } }' },
  { query: '{ cpu }' },
  { query: '{ process(pidd: 1) { pid } }' },
  { query: '{ processes(orderBy: { fild: PID }) { totalCount } }' },
  { query: '{ processes(orderBy: { field: PIDD }) { totalCount } }' },
  { query: '{ ... on Querry { cpu { count } } }' },
  { query: 'query ($o: ProcessOrderr) { processes(orderBy: $o) { totalCount } }' },
  { query: 'query ($o: ProcessOrder!) { processes(orderBy: $o) { totalCount } }', variables: { o: { fild: 'PID' } } },
  { query: 'query ($o: ProcessOrder!) { processes(orderBy: $o) { totalCount } }', variables: { o: { field: 'PIDD' } } },
];

test('a mistake is told without what may have been meant', async () => {
  const open = await serving();
  const closed = await serving({ token });
  for (const mistake of mistakes) {
    const before = messagesOf(await post(open, mistake));
    expect(before.join(), mistake.query).toContain('Did you mean');
    const reply = await post(closed, mistake, authorization);
    expect(reply.status, mistake.query).toBe(400);
    expect(reply.body).not.toContain('Did you mean');
    expect(messagesOf(reply)).toEqual(before.map((message) => message.replace(/ Did you mean .*$/s, '')));
  }
});
