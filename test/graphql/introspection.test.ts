import { expect, test } from 'vitest';
import { codeOf, post, type Reply, startServer } from '../support/http.ts';
import { script } from '../support/run.ts';

const token = 'correct-horse-battery-staple';
const authorization = { authorization: `Bearer ${token}` };
const messagesOf = ({ body }: Reply): string[] =>
  JSON.parse(body).errors?.map(({ message }: { message: string }) => message) ?? [];

const introspectionQuery = () =>
  script<string>(`
    const { getIntrospectionQuery } = await import('graphql');
    print(getIntrospectionQuery({
      descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true,
      schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    }));`);

test('a server without a token allows the introspection query of GraphiQL', async () => {
  const reply = await post(await startServer(), { query: await introspectionQuery() });
  expect(JSON.parse(reply.body).errors).toBeUndefined();
  expect(JSON.parse(reply.body).data.__schema.queryType.name).toBe('Query');
});

test('a server with a token allows introspection with allowIntrospection', async () => {
  const reply = await post(
    await startServer({ token, allowIntrospection: true }),
    { query: await introspectionQuery() },
    authorization,
  );
  expect(JSON.parse(reply.body).data.__schema.queryType.name).toBe('Query');
});

test('a server with a token or without allowIntrospection rejects every form of introspection', async () => {
  for (const url of [await startServer({ token }), await startServer({ allowIntrospection: false })]) {
    for (const query of [
      await introspectionQuery(),
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

test('__typename is available although introspection is not', async () => {
  const reply = await post(await startServer({ token }), { query: '{ __typename cpu { __typename } }' }, authorization);
  expect(JSON.parse(reply.body)).toEqual({ data: { __typename: 'Query', cpu: { __typename: 'Cpu' } } });
});

const invalidRequests: readonly { readonly query: string; readonly variables?: object }[] = [
  { query: '{ cpuu { count } }' },
  { query: '{ cpu }' },
  { query: '{ process(pidd: 1) { pid } }' },
  { query: '{ processes(orderBy: { fild: PID }) { totalCount } }' },
  { query: '{ processes(orderBy: { field: PIDD }) { totalCount } }' },
  { query: '{ ... on Querry { cpu { count } } }' },
  { query: 'query ($o: ProcessOrderr) { processes(orderBy: $o) { totalCount } }' },
  {
    query: 'query ($o: [ProcessOrder!]!) { processes(orderBy: $o) { totalCount } }',
    variables: { o: { fild: 'PID' } },
  },
  {
    query: 'query ($o: [ProcessOrder!]!) { processes(orderBy: $o) { totalCount } }',
    variables: { o: { field: 'PIDD' } },
  },
];

test('validation errors omit "Did you mean" suggestions without introspection', async () => {
  const open = await startServer();
  const closed = await startServer({ token });
  for (const request of invalidRequests) {
    const messages = messagesOf(await post(open, request));
    expect(messages.join(), request.query).toContain('Did you mean');
    const reply = await post(closed, request, authorization);
    expect(reply.status, request.query).toBe(400);
    expect(reply.body).not.toContain('Did you mean');
    expect(messagesOf(reply)).toEqual(messages.map((message) => message.replace(/ Did you mean .*$/s, '')));
  }
});
