import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createPsutilServer } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, exchange, json, listening, operation, post, send, serving } from '../support/http.ts';

const limit = 256 * 1024;
const padded = (length: number) => operation.padEnd(length, ' ');
const head = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

test('a body may have 256 KiB and not a byte more', async () => {
  const url = await serving();
  expect((await send(url, 'POST', json, padded(limit))).status).toBe(200);
  const reply = await send(url, 'POST', json, padded(limit + 1));
  expect([reply.status, codeOf(reply)]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE']);
});

test('a body that says no length is cut at the same', async () => {
  const url = await serving();
  const chunked = (body: string) => send(url, 'POST', { ...json, 'transfer-encoding': 'chunked' }, body);
  expect((await chunked(padded(limit))).status).toBe(200);
  const reply = await chunked(padded(limit + 1));
  expect([reply.status, codeOf(reply)]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE']);
});

test('a body without end is answered before it ends, and is not kept', async () => {
  const url = await serving();
  const { hostname, port } = new URL(url);
  const before = process.memoryUsage().arrayBuffers;
  const sent = request({ hostname, port, path: '/graphql', method: 'POST', headers: json, agent: false });
  sent.on('error', () => {}); // The server may have had enough.
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const more = () => {
    while (!sent.destroyed && sent.write(chunk));
  };
  sent.on('drain', more);
  more();
  const [response] = await once(sent, 'response');
  expect(response.statusCode).toBe(413);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
  sent.destroy();
});

test('a length that is none, lies, or comes with chunks is refused', async () => {
  const url = await serving();
  for (const lines of [
    'content-length: 10000000000\r\n\r\n',
    'content-length: -1\r\n\r\n',
    'content-length: 0x10\r\n\r\n',
    `content-length: 5\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`,
    `content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    'transfer-encoding: gzip, chunked\r\ncontent-encoding: gzip\r\n\r\n0\r\n\r\n',
  ]) {
    const answer = await exchange(url, head + lines, /\r\n\r\n/);
    expect(answer, lines).toMatch(/^HTTP\/1\.1 4(00|13|15) /);
    expect(answer).not.toContain('"data"');
  }
});

test('what follows a body is not a part of it', async () => {
  const url = await serving();
  const answer = await exchange(url, `${head}connection: close\r\ncontent-length: 2\r\n\r\n{}${operation}`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toContain('"data"');
});

test('a compressed body is refused', async () => {
  const url = await serving();
  for (const encoding of ['gzip', 'deflate', 'br', 'identity, gzip', 'nonsense']) {
    const reply = await send(url, 'POST', { ...json, 'content-encoding': encoding }, gzipSync(operation));
    expect([reply.status, codeOf(reply)], encoding).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  }
  expect((await send(url, 'POST', { ...json, 'content-encoding': 'identity' }, operation)).status).toBe(200);
});

const query = '{ cpu { count } }';

test.for([
  'null',
  'true',
  '1',
  '"x"',
  '[]',
  `[${operation}]`,
  `[${operation},${operation}]`,
  '',
  '{',
  `${operation}x`,
  '[{',
  '\u0000',
  '{}',
  '{"query":null}',
  '{"query":1}',
  '{"query":["{ cpu { count } }"]}',
  '{"query":{"query":"{ cpu { count } }"}}',
  JSON.stringify({ query, variables: 'x' }),
  JSON.stringify({ query, variables: 1 }),
  JSON.stringify({ query, variables: [] }),
  JSON.stringify({ query, operationName: 1 }),
  JSON.stringify({ query, operationName: { name: 'x' } }),
  JSON.stringify({ query, operationName: ['x'] }),
  JSON.stringify({ query, extensions: 'x' }),
  JSON.stringify({ query, nonsense: 1 }),
  `{"query":"${query}","__proto__":{"query":1}}`,
  '['.repeat(100_000),
  `{"query":"${query}","variables":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  `{"query":"${query}","variables":{"x":${'{"x":'.repeat(10_000)}1${'}'.repeat(10_000)}}}`,
  JSON.stringify({ query, variables: { x: Array(20_000).fill(0) } }),
])('the body %#, which is no operation, is a 400 with a code', async (body) => {
  const reply = await send(await serving(), 'POST', json, body);
  expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_REQUEST']);
  expect(reply.body).not.toMatch(/node_modules|file:|\\n\s+at /);
});

test('null in the place of variables and of a name is nothing', async () => {
  expect((await post(await serving(), { query, variables: null, operationName: null, extensions: null })).status).toBe(
    200,
  );
});

test('variables that name prototypes change nothing', async () => {
  const url = await serving();
  const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"pid":1}';
  const one = 'query ($pid: Int) { process(pid: $pid) { pid } }';
  const reply = await send(url, 'POST', json, `{"query":${JSON.stringify(one)},"variables":${text}}`);
  expect(JSON.parse(reply.body)).toEqual({ data: { process: { pid: 1 } } });
  const other = 'query ($first: Int!) { processes(first: $first) { totalCount } }';
  const missing = await send(
    url,
    'POST',
    json,
    `{"query":${JSON.stringify(other)},"variables":{"__proto__":{"first":1}}}`,
  );
  expect(missing.status).toBe(400); // what a prototype holds is no variable
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

/** What a server sends to one that sends too slowly, until it ends the connection. */
async function slowly(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // It may be reset.
  socket.write(bytes);
  const drip = setInterval(() => socket.write(' '), 100);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  clearInterval(drip);
  return text;
}

test('who sends headers or a body too slowly is left, and others are answered meanwhile', async () => {
  const server = createPsutilServer();
  expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000]);
  server.headersTimeout = 500;
  server.requestTimeout = 1000;
  const url = await listening(server);
  const slow = [
    slowly(url, 'POST /graphql HTTP/1.1\r\nhost: localhost\r\nx: '),
    slowly(url, `${head}content-length: 1000\r\n\r\n{`),
    slowly(url, ''),
  ];
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
  const answers = await Promise.all(slow);
  expect(answers[0]).toMatch(/^HTTP\/1\.1 408 /);
  for (const answer of answers) expect(answer).not.toContain('"data"');
});
