import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { cpuCount } from '@psutil/cpu';
import { expect, test } from 'vitest';
import { usualLimits } from '../../packages/graphql/dist/guard/limits.js';
import { serverWithin } from '../../packages/graphql/dist/server.js';
import { everyField } from '../support/graph.ts';
import { codeOf, listening, post, serving } from '../support/http.ts';
import { firstOf, subscribe } from '../support/stream.ts';

const repeat = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ');
const nested = (depth: number, open: string, inside: string) =>
  `${`${open} { `.repeat(depth)}${inside}${' }'.repeat(depth)}`;

/** What a client may well ask. */
const allowed: Record<string, string> = {
  'all processes with what leads on from them': `{ processes(first: 5000) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
    id pid name username status cpuTimes { user system } memoryInfo { rss vms } children { pid name }
    connections { fd status laddr { ip port } raddr { ip port } } openFiles { path fd } parent { pid name } } } } }`,
  'a tree, four levels down': `{ process(pid: 1) { ${nested(4, 'children', 'pid name')} } }`,
  'fifty measures side by side': `{ cpu { ${repeat(50, (index) => `a${index}: count`)} } }`,
};

test.for(Object.entries(allowed))('%s is answered', async ([, query]) => {
  const reply = await post(await serving(), { query });
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.body).data).not.toBeNull();
});

const descendants = 'children(recursive: true)';
const refused: Record<string, string> = {
  'a thousand aliases': `{ ${repeat(1000, (index) => `a${index}: cpu { count }`)} }`,
  'two hundred aliases': `{ ${repeat(200, (index) => `a${index}: cpu { count }`)} }`,
  'aliases spread by fragments': `{ ${repeat(10, (index) => `a${index}: memory { ...M }`)} } fragment M on VirtualMemory { ${repeat(41, (index) => `b${index}: total`)} }`,
  'fields within each other': `{ process(pid: 1) { ${nested(30, 'parent', 'pid')} } }`,
  'depth through fragments': `{ process(pid: 1) { ...F0 } } ${repeat(30, (index) => `fragment F${index} on Process { parent { pid ...F${index + 1} } }`)} fragment F30 on Process { pid }`,
  'depth of fields that are not': `{ ${nested(30, 'nonsense', 'pid')} }`,
  'everything that descends from everything': `{ processes(first: 5000) { edges { node { ${nested(3, descendants, 'pid')} } } } }`,
  'the same of a hundred': `{ processes { edges { node { ${nested(3, descendants, 'pid')} } } } }`,
  'children by fragments that double': `{ process(pid: 1) { ...F0 } } ${repeat(8, (index) => `fragment F${index} on Process { a: children { ...F${index + 1} } b: children { ...F${index + 1} } }`)} fragment F8 on Process { pid }`,
  'ten pages of everything': `{ ${repeat(10, (index) => `p${index}: processes(first: 5000) { edges { node { children { pid name openFiles { path fd } } openFiles { path fd } } } }`)} }`,
  'fields without end': `{ cpu { ${'count '.repeat(1500)} } }`,
  'directives without end': `{ cpu { count ${'@include(if: true) '.repeat(100)} } }`,
  'tokens without end': `{ cpu { count ${'"" '.repeat(5000)} } }`,
  'objects in a list without end': `{ processes(orderBy: [${'{ field: PID } '.repeat(1000)}]) { totalCount } }`,
  'braces that open without end': '{ a '.repeat(50_000),
  'brackets that open without end': `{ process(pid: ${'['.repeat(100_000)}`,
  'types of types of types': `{ __schema { types { ${nested(4, 'fields { type', 'name').replaceAll('}', '} }')} } }`,
};

test.for(Object.entries(refused))('%s is refused before it is run', async ([, query]) => {
  const reply = await post(await serving(), { query });
  expect([reply.status, codeOf(reply)]).toEqual([
    400,
    expect.stringMatching(/^(DOCUMENT_TOO_COMPLEX|GRAPHQL_\w+_FAILED)$/),
  ]);
  expect(reply.body).not.toContain('"data"');
  expect(reply.body.length).toBeLessThan(20_000);
});

test('what is too complex says so', async () => {
  const url = await serving();
  for (const name of [
    'two hundred aliases',
    'fields within each other',
    'the same of a hundred',
    'directives without end',
    'fields without end',
  ]) {
    expect(codeOf(await post(url, { query: refused[name] })), name).toBe('DOCUMENT_TOO_COMPLEX');
  }
});

test('fragments that hold themselves are refused', async () => {
  const url = await serving();
  for (const query of [
    '{ process(pid: 1) { ...F } } fragment F on Process { parent { ...F } }',
    '{ process(pid: 1) { ...A } } fragment A on Process { ...B } fragment B on Process { ...A }',
    '{ process(pid: 1) { ...A } } fragment A on Process { children { ...B } } fragment B on Process { parent { ...C } } fragment C on Process { ...A ...B ...C }',
  ]) {
    const reply = await post(url, { query });
    expect([reply.status, codeOf(reply)], query).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  }
});

test('a list is as long as a variable says, or what is declared for it', async () => {
  const url = await serving();
  const inside = `{ edges { node { ${descendants} { ${descendants} { pid } } } } }`;
  const given = `query ($n: Int!) { processes(first: $n) ${inside} }`;
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
  ] as const) {
    expect((await post(url, { query, variables })).status, `${query} ${JSON.stringify(variables)}`).toBe(status);
  }
});

test('every operation of a document is measured', async () => {
  const query = `query A { cpu { count } } query B ${refused['the same of a hundred']}`;
  expect((await post(await serving(), { query, operationName: 'A' })).status).toBe(400);
});

test('every field of a process is answered', async () => {
  const reply = await post(await serving(), { query: `{ process(pid: ${process.pid})${await everyField()} }` });
  expect(reply.status).toBe(200);
});

test('what cannot be parsed, is not valid or has no operation is a 400 with a code, in every form of answer', async () => {
  const url = await serving();
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

test('an answer that leads from sockets to their process and back is ended before it fills the memory', async () => {
  const { elements } = usualLimits;
  const server = createServer(() => {}); // It keeps what comes.
  const url = await listening(server);
  const sockets = Array.from({ length: 60 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const there = 'connections { process { ';
  const query = `{ process(pid: ${process.pid}) { ${there.repeat(4)} pid ${'} } '.repeat(4)} } }`;
  const reply = await post(await serving(), { query });
  expect(120 ** 4).toBeGreaterThan(elements);
  expect([reply.status, codeOf(reply)]).toEqual([400, 'ANSWER_TOO_LONG']);
  const events = subscribe<object>(await serving(), { query: `subscription ${query}` });
  const told: unknown[] = [];
  for await (const event of events) told.push(event);
  expect(told).toMatchObject([{ errors: [{ extensions: { code: 'ANSWER_TOO_LONG' } }] }]);
  for (const socket of sockets) socket.destroy();
});

test('the elements of a subscription are counted event by event', async () => {
  const cpus = cpuCount() as number;
  const url = await listening(serverWithin({ ...usualLimits, elements: 10 * cpus }, {}));
  const query = 'subscription { cpu(interval: 0.1) { timesPercentPercpu { user } } }';
  const events = await firstOf(subscribe<object>(url, { query }), 20);
  for (const { errors } of events) expect(errors).toBeUndefined();
});
