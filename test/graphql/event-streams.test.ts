import { once } from 'node:events';
import { createPsutilServer } from '@psutil/graphql';
import { createClient } from 'graphql-sse';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, json, listen, operation, post, send, startServer, startServerWithLimits } from '../support/http.ts';
import { readBlocks } from '../support/stream.ts';

const token = 'correct-horse-battery-staple';
const header = 'x-graphql-event-stream-token';
const silent = 'subscription { memory(interval: 3600) { total } }';
const slow = '{ cpu { percent(interval: 10) } }';

const reserve = async (url: string) => (await send(url, 'PUT', {})).body;

/** Opens a reserved stream; returns the function that disconnects, and its events. */
async function open(url: string, streamToken: string) {
  const controller = new AbortController();
  const headers = { accept: 'text/event-stream', [header]: streamToken };
  const response = await fetch(url, { headers, signal: controller.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  onTestFinished(() => controller.abort());
  const blocks = readBlocks(response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
  const next = async () => {
    const { value } = await blocks.next();
    const { name, data } = /^event: (?<name>\w+)\ndata: (?<data>.*)$/.exec(String(value))?.groups ?? {};
    return { name, ...JSON.parse(String(data)) };
  };
  return { disconnect: () => controller.abort(), next };
}

/** Starts an operation whose results are sent on a stream; returns the status of the response. */
const start = async (url: string, streamToken: string, operationId: unknown, query: string) =>
  (await post(url, { query, extensions: { operationId } }, { [header]: streamToken })).status;

test('an event stream is reserved, opened and used with the token of the server only', async () => {
  const url = await startServer({ token });
  const authorization = `Bearer ${token}`;
  expect((await send(url, 'PUT', {})).status).toBe(401);
  const foreign = await send(url, 'PUT', { authorization, origin: 'https://evil.example' });
  expect([foreign.status, codeOf(foreign)]).toEqual([403, 'FORBIDDEN']);
  const reserved = await send(url, 'PUT', { authorization });
  expect([reserved.status, reserved.headers['cache-control']]).toEqual([201, 'no-store']);
  const headers = { [header]: reserved.body };
  for (const [method, path] of [
    ['GET', ''],
    ['GET', `?token=${reserved.body}`],
    ['POST', ''],
    ['DELETE', '?operationId=1'],
  ] as const) {
    const reply = await send(url + path, method, { ...json, ...headers }, method === 'POST' ? operation : '');
    expect([reply.status, codeOf(reply)], method + path).toEqual([401, 'UNAUTHENTICATED']);
  }
  expect((await post(url, JSON.parse(operation), { ...headers, authorization })).status).toBe(400);
});

test('the results of operations arrive on the stream, with their IDs', async () => {
  const url = await startServer();
  const streamToken = await reserve(url);
  expect(await start(url, streamToken, '1', '{ memory { __typename } }')).toBe(202);
  const { next } = await open(url, streamToken);
  const data = { memory: { __typename: 'VirtualMemory' } };
  expect(await next()).toEqual({ name: 'next', id: '1', payload: { data } });
  expect(await next()).toEqual({ name: 'complete', id: '1' });
  expect(await start(url, streamToken, '2', '{ nonsense }')).toBe(202);
  expect(await next()).toMatchObject({
    name: 'next',
    id: '2',
    payload: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  });
  expect(await next()).toEqual({ name: 'complete', id: '2' });
});

test('requests that do not match an event stream are rejected', async () => {
  const url = await startServer();
  const streamToken = await reserve(url);
  await open(url, streamToken);
  const headers = { [header]: streamToken };
  const codes: unknown[] = [];
  for (const [method, path, more] of [
    ['GET', '', headers],
    ['GET', '', { [header]: 'x' }],
    ['GET', '?token=__proto__', {}],
    ['DELETE', '?operationId=1', {}],
    ['DELETE', '', headers],
  ] as const) {
    const reply = await send(url + path, method, { ...more });
    codes.push([reply.status, codeOf(reply)]);
  }
  const notFound = [404, 'NOT_FOUND'];
  expect(codes).toEqual([[409, 'CONFLICT'], notFound, notFound, notFound, [400, 'BAD_REQUEST']]);
  expect(await start(url, 'x', '1', silent)).toBe(404);
  for (const id of [undefined, null, '', 1, {}]) expect(await start(url, streamToken, id, silent)).toBe(400);
  expect(await start(url, streamToken, '1', silent)).toBe(202);
  expect(await start(url, streamToken, '1', silent)).toBe(409);
  for (const body of ['{', '[]', 'null', '1', `[${operation}]`]) {
    expect((await send(url, 'POST', { ...json, ...headers }, body)).status, body).toBe(400);
  }
  expect((await send(url, 'POST', { ...json, ...headers }, ' '.repeat(300_000))).status).toBe(413);
});

test('a reserved stream that is not opened expires', async () => {
  const url = await startServerWithLimits({ handshake: 2000, connections: { perClient: 1, total: 1 } });
  const streamToken = await reserve(url);
  const refused = await send(url, 'PUT', {});
  expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([429, 'TOO_MANY_REQUESTS', '1']);
  await expect.poll(() => start(url, streamToken, '1', silent)).toBe(404);
  const opened = await open(url, await reserve(url));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect((await send(url, 'PUT', {})).status).toBe(429);
  opened.disconnect();
  await expect.poll(async () => (await send(url, 'PUT', {})).status).toBe(201);
});

test('operations of a stream count with those of requests, until DELETE or the end of the stream', async () => {
  const url = await startServerWithLimits({
    queries: { perClient: 1, total: 1 },
    subscriptions: { perClient: 1, total: 1 },
  });
  const statusOfPost = async () => (await post(url, { query: '{ __typename }' })).status;
  const streamToken = await reserve(url);
  const { disconnect, next } = await open(url, streamToken);
  expect(await start(url, streamToken, '1', slow)).toBe(202);
  expect(await statusOfPost()).toBe(429);
  expect(await start(url, streamToken, '2', slow)).toBe(202);
  expect(await next()).toMatchObject({ id: '2', payload: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] } });
  expect((await send(`${url}?operationId=1`, 'DELETE', { [header]: streamToken })).status).toBe(200);
  await expect.poll(statusOfPost).toBe(200);
  expect(await start(url, streamToken, '3', slow)).toBe(202);
  disconnect();
  await expect.poll(statusOfPost).toBe(200);
});

test('a client that does not read its stream is disconnected', async () => {
  const url = await startServerWithLimits({ time: 500, subscriptions: { perClient: 1, total: 1 } });
  const streamToken = await reserve(url);
  await open(url, streamToken); // The test reads no event.
  const aliases = Array.from({ length: 49 }, (_, index) => `a${index}: createTime`).join(' ');
  const large = `subscription { processes(interval: 0.1, first: 5000) { edges { node { ${aliases} } } } }`;
  expect(await start(url, streamToken, '1', large)).toBe(202);
  await expect.poll(() => start(url, streamToken, '1', silent), { timeout: 20_000, interval: 200 }).toBe(404);
});

test('closeAllConnections() ends event streams', async () => {
  const server = createPsutilServer();
  const url = await listen(server);
  await reserve(url);
  const client = createClient({ url, singleConnection: true, retryAttempts: 0 });
  const events = client.iterate({ query: silent });
  await events.next();
  const ended = once(server, 'close');
  const last = events.next();
  last.catch(() => {});
  server.close();
  server.closeAllConnections();
  await ended;
  await expect(last).rejects.toThrow();
});
