import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createPsutilServer } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, json, listen, operation, post, send, sendRaw, startServer } from '../support/http.ts';

const maxBytes = 256 * 1024;
const padded = (length: number) => operation.padEnd(length, ' ');
const requestHead = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

test('a body of 256 KiB is accepted and a longer one is rejected with 413', async () => {
  const url = await startServer();
  expect((await send(url, 'POST', json, padded(maxBytes))).status).toBe(200);
  const reply = await send(url, 'POST', json, padded(maxBytes + 1));
  expect([reply.status, codeOf(reply)]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE']);
});

test('a chunked body has the same size limit as one with a Content-Length', async () => {
  const url = await startServer();
  const chunked = (body: string) => send(url, 'POST', { ...json, 'transfer-encoding': 'chunked' }, body);
  expect((await chunked(padded(maxBytes))).status).toBe(200);
  const reply = await chunked(padded(maxBytes + 1));
  expect([reply.status, codeOf(reply)]).toEqual([413, 'REQUEST_ENTITY_TOO_LARGE']);
});

test('an endless body is rejected with 413 before it ends and is not buffered', async () => {
  const url = await startServer();
  const { hostname, port } = new URL(url);
  const before = process.memoryUsage().arrayBuffers;
  const sent = request({ hostname, port, path: '/graphql', method: 'POST', headers: json, agent: false });
  sent.on('error', () => {}); // The server may reset the connection.
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const writeMore = () => {
    while (!sent.destroyed && sent.write(chunk));
  };
  sent.on('drain', writeMore);
  writeMore();
  const [response] = await once(sent, 'response');
  expect(response.statusCode).toBe(413);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 2 ** 20);
  sent.destroy();
});

test('a request with an invalid, repeated or conflicting body length is rejected', async () => {
  const url = await startServer();
  for (const lines of [
    'content-length: 10000000000\r\n\r\n',
    'content-length: -1\r\n\r\n',
    'content-length: 0x10\r\n\r\n',
    `content-length: 5\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`,
    `content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    'transfer-encoding: gzip, chunked\r\ncontent-encoding: gzip\r\n\r\n0\r\n\r\n',
  ]) {
    const response = await sendRaw(url, requestHead + lines, /\r\n\r\n/);
    expect(response, lines).toMatch(/^HTTP\/1\.1 4(00|13|15) /);
    expect(response).not.toContain('"data"');
  }
});

test('bytes after the Content-Length are not part of the body', async () => {
  const url = await startServer();
  const response = await sendRaw(url, `${requestHead}connection: close\r\ncontent-length: 2\r\n\r\n{}${operation}`);
  expect(response).toMatch(/^HTTP\/1\.1 400 /);
  expect(response).not.toContain('"data"');
});

test('a body with a Content-Encoding other than identity is rejected with 415', async () => {
  const url = await startServer();
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
])('the malformed body %# is rejected with 400 and BAD_REQUEST', async (body) => {
  const reply = await send(await startServer(), 'POST', json, body);
  expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_REQUEST']);
  expect(reply.body).not.toMatch(/node_modules|file:|\\n\s+at /);
});

test('null for variables, operationName and extensions means that they are absent', async () => {
  expect(
    (await post(await startServer(), { query, variables: null, operationName: null, extensions: null })).status,
  ).toBe(200);
});

test('variables named __proto__ and constructor do not change any prototype', async () => {
  const url = await startServer();
  const text = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"pid":${process.pid}}`;
  const query = 'query ($pid: Int) { process(pid: $pid) { pid } }';
  const reply = await send(url, 'POST', json, `{"query":${JSON.stringify(query)},"variables":${text}}`);
  expect(JSON.parse(reply.body)).toEqual({ data: { process: { pid: process.pid } } });
  const firstQuery = 'query ($first: Int!) { processes(first: $first) { totalCount } }';
  const missing = await send(
    url,
    'POST',
    json,
    `{"query":${JSON.stringify(firstQuery)},"variables":{"__proto__":{"first":1}}}`,
  );
  expect(missing.status).toBe(400); // A value in __proto__ is not a variable.
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

/** Sends bytes and then one space every 100 ms; returns what the server sends until it closes the connection. */
async function sendSlowly(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // The server may reset the connection.
  socket.write(bytes);
  const drip = setInterval(() => socket.write(' '), 100);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  clearInterval(drip);
  return text;
}

test('a client that sends its headers or body too slowly is disconnected without delaying others', async () => {
  const server = createPsutilServer();
  expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 30_000]);
  server.headersTimeout = 500;
  server.requestTimeout = 1000;
  const url = await listen(server);
  const slow = [
    sendSlowly(url, 'POST /graphql HTTP/1.1\r\nhost: localhost\r\nx: '),
    sendSlowly(url, `${requestHead}content-length: 1000\r\n\r\n{`),
    sendSlowly(url, ''),
  ];
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
  const responses = await Promise.all(slow);
  expect(responses[0]).toMatch(/^HTTP\/1\.1 408 /);
  for (const response of responses) expect(response).not.toContain('"data"');
});
