import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { cpuCount } from '@psutil/cpu';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../packages/graphql/dist/guard/limits.js';
import { createServerWithLimits } from '../../packages/graphql/dist/server.js';
import { allProcessFields, needsSupport } from '../support/graph.ts';
import { codeOf, listen, post, startServer } from '../support/http.ts';
import { firstOf, subscribe } from '../support/stream.ts';

const repeat = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ');
const nested = (depth: number, open: string, inside: string) =>
  `${`${open} { `.repeat(depth)}${inside}${' }'.repeat(depth)}`;

/** Documents within the limits. */
const accepted: Record<string, string> = {
  'a page of all processes with their edges': `{ processes(first: 5000) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
    id pid name username status cpuTimes { user system } memoryInfo { rss vms } children { pid name }
    sockets { edges { node { fd status laddr { ip port } raddr { ip port } } } }
    openFiles { edges { node { path fd } } } parent { pid name } } } } }`,
  'a process tree of four levels': `{ process(pid: 1) { ${nested(4, 'children', 'pid name')} } }`,
  'fifty aliases': `{ cpu { ${repeat(50, (index) => `a${index}: count`)} } }`,
};

test.for(Object.entries(accepted))('a document with %s is executed', async ([, query]) => {
  const reply = await post(await startServer(), { query });
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.body).data).not.toBeNull();
});

const descendants = 'children(recursive: true)';
const rejected: Record<string, string> = {
  'a thousand aliases': `{ ${repeat(1000, (index) => `a${index}: cpu { count }`)} }`,
  'two hundred aliases': `{ ${repeat(200, (index) => `a${index}: cpu { count }`)} }`,
  'aliases spread by fragments': `{ ${repeat(10, (index) => `a${index}: memory { ...M }`)} } fragment M on VirtualMemory { ${repeat(41, (index) => `b${index}: total`)} }`,
  'fields nested too deep': `{ process(pid: 1) { ${nested(30, 'parent', 'pid')} } }`,
  'fields nested too deep through fragments': `{ process(pid: 1) { ...F0 } } ${repeat(30, (index) => `fragment F${index} on Process { parent { pid ...F${index + 1} } }`)} fragment F30 on Process { pid }`,
  'unknown fields nested too deep': `{ ${nested(30, 'nonsense', 'pid')} }`,
  'descendants of descendants of all processes': `{ processes(first: 5000) { edges { node { ${nested(3, descendants, 'pid')} } } } }`,
  'descendants of descendants of a hundred processes': `{ processes { edges { node { ${nested(3, descendants, 'pid')} } } } }`,
  'fragments that each spread the next one twice': `{ process(pid: 1) { ...F0 } } ${repeat(8, (index) => `fragment F${index} on Process { a: children { ...F${index + 1} } b: children { ...F${index + 1} } }`)} fragment F8 on Process { pid }`,
  'ten pages of all processes': `{ ${repeat(10, (index) => `p${index}: processes(first: 5000) { edges { node { children { pid name openFiles { edges { node { path fd } } } } openFiles { edges { node { path fd } } } } } }`)} }`,
  'a thousand nodes with many descendants': `{ nodes(ids: [${'"x" '.repeat(1000)}]) { ... on Process { ${nested(2, descendants, 'pid')} } } }`,
  'too many fields': `{ cpu { ${'count '.repeat(1500)} } }`,
  'too many directives': `{ cpu { count ${'@include(if: true) '.repeat(100)} } }`,
  'too many tokens': `{ cpu { count ${'"" '.repeat(5000)} } }`,
  'too many objects in a list': `{ processes(orderBy: [${'{ field: PID } '.repeat(1000)}]) { totalCount } }`,
  'unclosed braces': '{ a '.repeat(50_000),
  'unclosed brackets': `{ process(pid: ${'['.repeat(100_000)}`,
  'introspection by forty aliases': `{ ${repeat(40, (index) => `a${index}: __schema { types { name fields { name } } }`)} }`,
  'introspection by aliases within one field': `{ __schema { ${repeat(40, (index) => `a${index}: types { name fields { name } }`)} } }`,
  'introspection of a type by forty aliases': `{ ${repeat(40, (index) => `a${index}: __type(name: "Process") { fields { type { fields { type { fields { type { fields { name } } } } } } } }`)} }`,
  'deeply nested introspection': `{ __schema { types { ${nested(4, 'fields { type', 'name').replaceAll('}', '} }')} } }`,
};

test.for(Object.entries(rejected))('a document with %s is rejected before execution', async ([, query]) => {
  const reply = await post(await startServer(), { query });
  expect([reply.status, codeOf(reply)]).toEqual([
    400,
    expect.stringMatching(/^(DOCUMENT_TOO_COMPLEX|GRAPHQL_\w+_FAILED)$/),
  ]);
  expect(reply.body).not.toContain('"data"');
  expect(reply.body.length).toBeLessThan(20_000);
});

test('a document beyond a complexity limit is rejected with DOCUMENT_TOO_COMPLEX', async () => {
  const url = await startServer();
  for (const name of [
    'two hundred aliases',
    'fields nested too deep',
    'descendants of descendants of a hundred processes',
    'too many directives',
    'too many fields',
  ]) {
    expect(codeOf(await post(url, { query: rejected[name] })), name).toBe('DOCUMENT_TOO_COMPLEX');
  }
});

test('a document with fragment cycles fails validation', async () => {
  const url = await startServer();
  for (const query of [
    '{ process(pid: 1) { ...F } } fragment F on Process { parent { ...F } }',
    '{ process(pid: 1) { ...A } } fragment A on Process { ...B } fragment B on Process { ...A }',
    '{ process(pid: 1) { ...A } } fragment A on Process { children { ...B } } fragment B on Process { parent { ...C } } fragment C on Process { ...A ...B ...C }',
  ]) {
    const reply = await post(url, { query });
    expect([reply.status, codeOf(reply)], query).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  }
});

test('the complexity of a list uses the value of its variable, or the default in its declaration', async () => {
  const url = await startServer();
  const inside = `{ edges { node { ${descendants} { ${descendants} { pid } } } } }`;
  const given = `query ($n: Int!) { processes(first: $n) ${inside} }`;
  const fromEnd = `query ($n: Int) { processes(last: $n) ${inside} }`;
  const declared = (n: number) => `query ($n: Int! = ${n}) { processes(first: $n) ${inside} }`;
  for (const [query, variables, status] of [
    [given, { n: 10 }, 200],
    [given, { n: 5000 }, 400],
    [given, { n: 4_000_000_000 }, 400],
    [given, { n: 'x' }, 400],
    [declared(10), {}, 200],
    [declared(5000), {}, 400],
    [declared(5000), { n: 10 }, 200],
    [declared(10), { n: 5000 }, 400],
    [fromEnd, { n: 10 }, 200],
    [fromEnd, { n: 5000 }, 400],
    [fromEnd.replace('last: $n', 'first: null, last: $n'), { n: 10 }, 200],
    [fromEnd.replace('last: $n', 'first: null, last: $n'), { n: 5000 }, 400],
  ] as const) {
    expect((await post(url, { query, variables })).status, `${query} ${JSON.stringify(variables)}`).toBe(status);
  }
});

test('the complexity limit applies to every operation of a document', async () => {
  const query = `query A { cpu { count } } query B ${rejected['descendants of descendants of a hundred processes']}`;
  expect((await post(await startServer(), { query, operationName: 'A' })).status).toBe(400);
});

test('a query of every field of a process is within the limits', async () => {
  const reply = await post(await startServer(), {
    query: `{ process(pid: ${process.pid})${await allProcessFields()} }`,
  });
  expect(reply.status).toBe(200);
});

test('a document that cannot be executed is rejected with 400 and a code, for every Accept header', async () => {
  const url = await startServer();
  for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
    for (const [body, code] of [
      [{ query: '' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: '\ud800{ \u0000' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: '{ nosuch }' }, 'GRAPHQL_VALIDATION_FAILED'],
      [{ query: 'fragment F on Query { cpu { count } }' }, expect.stringMatching(/^[A-Z_]+$/)],
      [{ query: 'type A { b: Int }' }, expect.stringMatching(/^[A-Z_]+$/)],
      [{ query: 'mutation { kill(id: "1") }' }, 'GRAPHQL_VALIDATION_FAILED'],
      [{ query: 'query A { cpu { count } } query B { cpu { count } }' }, expect.stringMatching(/^[A-Z_]+$/)],
      [{ query: 'query A { cpu { count } }', operationName: 'B' }, expect.stringMatching(/^[A-Z_]+$/)],
      [{ query: 'query ($pid: Int) { process(pid: $pid) { pid } }', variables: { pid: 'x' } }, 'BAD_USER_INPUT'],
    ] as const) {
      const reply = await post(url, body, { accept });
      expect([reply.status, codeOf(reply)], `${accept} ${JSON.stringify(body)}`).toEqual([400, code]);
    }
  }
});

test('a response with too many list elements is aborted with ANSWER_TOO_LONG', async (context) => {
  needsSupport(context, 'connections');
  const { elements } = defaultLimits.answers.each;
  const server = createServer(() => {}); // The server never responds.
  const url = await listen(server);
  const sockets = Array.from({ length: 60 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const nesting = 'sockets { edges { node { process { ';
  const query = `{ process(pid: ${process.pid}) { ${nesting.repeat(3)} pid ${'} } } } '.repeat(3)} } }`;
  const reply = await post(await startServer(), { query });
  expect(120 ** 3).toBeGreaterThan(elements);
  expect([reply.status, codeOf(reply)]).toEqual([400, 'ANSWER_TOO_LONG']);
  const events = subscribe<object>(await startServer(), { query: `subscription ${query}` });
  const received: unknown[] = [];
  for await (const event of events) received.push(event);
  expect(received).toMatchObject([{ errors: [{ extensions: { code: 'ANSWER_TOO_LONG' } }] }]);
  for (const socket of sockets) socket.destroy();
});

test('the limit of list elements applies to each event of a subscription', async () => {
  const cpus = cpuCount() as number;
  const url = await listen(
    createServerWithLimits(
      { ...defaultLimits, answers: { ...defaultLimits.answers, each: { elements: 10 * cpus, bytes: 2 ** 20 } } },
      {},
    ),
  );
  const query = 'subscription { cpu(interval: 0.1) { timesPercentPercpu { user } } }';
  const events = await firstOf(subscribe<object>(url, { query }), 20);
  for (const { errors } of events) expect(errors).toBeUndefined();
});
