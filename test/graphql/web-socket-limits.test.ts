import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../packages/graphql/dist/guard/limits.js';
import { createServerWithLimits } from '../../packages/graphql/dist/server.js';
import { json, listen, operation, send, startServer, startServerWithLimits } from '../support/http.ts';
import { script } from '../support/run.ts';
import { connectSocket, type Message, type SocketClient } from '../support/web-socket.ts';

const token = 'correct-horse-battery-staple';
const authorization = `Bearer ${token}`;
const slow = '{ cpu { percent(interval: 10) } }';
const silent = 'subscription { memory(interval: 3600) { total } }';

/** Starts an operation and returns its first message. */
async function run({ send: sendMessage, next }: SocketClient, query: string, more: object = {}): Promise<Message> {
  sendMessage({ type: 'subscribe', id: 'x', payload: { query, ...more } });
  const message = (await next()) as Message;
  if (message.type === 'next') expect(await next()).toEqual({ type: 'complete', id: 'x' });
  return message;
}

const statusOfPost = async (url: string) => (await send(url, 'POST', json, operation)).status;
const refused = (code: string) => ({
  type: 'error',
  id: 'x',
  payload: expect.arrayContaining([expect.objectContaining({ extensions: { code } })]),
});

test('documents over the limits are refused with an error message', async () => {
  const client = await connectSocket(await startServer({ token }), { authorization });
  for (const [query, code] of [
    [`{ ${Array.from({ length: 60 }, (_, index) => `a${index}: __typename`).join(' ')} }`, 'DOCUMENT_TOO_COMPLEX'],
    [`{ process(pid: 1) ${'{ parent '.repeat(20)}{ pid }${' }'.repeat(21)}`, 'DOCUMENT_TOO_COMPLEX'],
    [`{ __typename ${'x '.repeat(2000)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ memry { total } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    ['subscription { memory(interval: 0) { total } }', 'BAD_USER_INPUT'],
    ['mutation { terminate(input: { id: "none" }) { done } }', 'GRAPHQL_VALIDATION_FAILED'],
  ] as const) {
    const message = await run(client, query);
    expect(message, query.slice(0, 60)).toMatchObject(refused(code));
    expect(JSON.stringify(message)).not.toMatch(/Did you mean|"http"|node_modules|file:/);
  }
  const variables = { x: Array(20_000).fill(0) };
  expect(await run(client, '{ __typename }', { variables })).toMatchObject(refused('BAD_REQUEST'));
  expect(await run(client, '{ __typename }', { nonsense: 1 })).toMatchObject(refused('BAD_REQUEST'));
});

test('a mutation over a WebSocket is logged with its client', async () => {
  const lines = await script<string[]>(`
    import { createPsutilServer } from '@psutil/graphql';
    import { createClient } from 'graphql-ws';
    import { once } from 'node:events';
    import { WebSocket } from 'ws';
    const lines = [];
    console.error = (line) => lines.push(line);
    const server = createPsutilServer({ token: '${token}', allowMutations: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = 'ws://127.0.0.1:' + server.address().port + '/graphql';
    const client = createClient({ url, webSocketImpl: WebSocket, connectionParams: { authorization: '${authorization}' } });
    for await (const { data } of client.iterate({ query: 'mutation { terminate(input: { id: "none" }) { userErrors { code } } }' })) lines.push(data.terminate.userErrors[0].code);
    client.dispose();
    server.close();
    print(lines);`);
  expect(lines[0]).toMatch(/ 127\.0\.0\.1 terminate of "none": BAD_USER_INPUT/);
  expect(lines[1]).toBe('BAD_USER_INPUT');
});

test('operations of a WebSocket count together with those of requests, until they end', async () => {
  const url = await startServerWithLimits({
    queries: { perClient: 2, total: 2 },
    subscriptions: { perClient: 1, total: 1 },
  });
  const client = await connectSocket(url);
  for (const id of ['1', '2']) client.send({ type: 'subscribe', id, payload: { query: slow } });
  expect(await run(client, '{ __typename }')).toMatchObject(refused('TOO_MANY_REQUESTS'));
  expect(await statusOfPost(url)).toBe(429);
  client.send({ type: 'complete', id: '1' });
  await expect.poll(() => statusOfPost(url)).toBe(200);

  client.send({ type: 'subscribe', id: '3', payload: { query: silent } });
  expect(await client.next()).toMatchObject({ type: 'next', id: '3' });
  expect(await run(client, silent)).toMatchObject(refused('TOO_MANY_REQUESTS'));
  client.send({ type: 'complete', id: '3' });
  client.send({ type: 'subscribe', id: '4', payload: { query: silent } });
  expect(await client.next()).toMatchObject({ type: 'next', id: '4' });
  client.socket.terminate();

  const other = await connectSocket(url);
  await expect.poll(async () => (await run(other, '{ __typename }')).type).toBe('next');
  other.send({ type: 'subscribe', id: '5', payload: { query: silent } });
  expect(await other.next()).toMatchObject({ type: 'next', id: '5' });
});

test('answers that are too large or take too long are refused', async () => {
  const each = { elements: 1000, bytes: 1000 };
  const url = await startServerWithLimits({ answers: { each, total: each }, time: 300 });
  const client = await connectSocket(url);
  expect(await run(client, '{ capabilities { name description } }')).toMatchObject(refused('ANSWER_TOO_LARGE'));
  expect(await run(client, slow)).toMatchObject(refused('TIMEOUT_EXPIRED'));
  const names = Array.from({ length: 40 }, (_, index) => `a${index}: createTime`).join(' ');
  const large = `subscription { process(pid: ${process.pid}) { ${names} } }`;
  client.send({ type: 'subscribe', id: 'y', payload: { query: large } });
  expect(await client.next()).toMatchObject({
    type: 'next',
    payload: { errors: [{ extensions: { code: 'ANSWER_TOO_LARGE' } }] },
  });
  expect(await client.next()).toEqual({ type: 'complete', id: 'y' });
});

/** A subscription whose events are larger than the buffers of a connection. */
const largeEvents = `subscription { processes(interval: 0.1, first: 5000) { edges { node { ${Array.from(
  { length: 49 },
  (_, index) => `a${index}: createTime`,
).join(' ')} ${'name '.repeat(100)} } } } }`;

test('no events are queued for a client that does not read', async () => {
  const server = createServerWithLimits(defaultLimits, {});
  const url = await listen(server);
  const connected = once(server, 'connection');
  const stalled = await connectSocket(url);
  const [socket] = (await connected) as [Socket];
  stalled.socket.pause();
  stalled.send({ type: 'subscribe', id: 'x', payload: { query: largeEvents } });
  const other = await connectSocket(url);
  other.send({ type: 'subscribe', id: 'x', payload: { query: 'subscription { memory(interval: 0.1) { total } }' } });
  const state = () => [socket.bytesWritten, socket.writableLength];
  const isStuck = async () => {
    const before = state();
    for (let tick = 0; tick < 10; tick += 1) await other.next();
    return socket.writableLength > 0 && before.join() === state().join();
  };
  await expect.poll(isStuck, { timeout: 30_000 }).toBe(true);
  const stuck = state();
  for (let tick = 0; tick < 20; tick += 1) await other.next();
  expect(state()).toEqual(stuck);
});

test('a subscriber that does not read its events is disconnected, and releases its slot', async () => {
  const url = await startServerWithLimits({ time: 500, subscriptions: { perClient: 1, total: 1 } });
  const stalled = await connectSocket(url);
  stalled.socket.pause();
  stalled.send({ type: 'subscribe', id: 'x', payload: { query: largeEvents } });
  const other = await connectSocket(url);
  /** Returns the type of the first message of a subscription. */
  const typeOf = async () => {
    other.send({ type: 'subscribe', id: 'x', payload: { query: silent } });
    return ((await other.next()) as Message).type;
  };
  await expect.poll(typeOf).toBe('error');
  await expect.poll(typeOf, { timeout: 20_000, interval: 300 }).toBe('next');
  stalled.socket.resume();
  expect(await stalled.closed).toBe(1006);
});

test('the messages of a client that does not read its replies are not read', async () => {
  const url = await startServer();
  const client = await connectSocket(url);
  client.socket.pause();
  const before = process.memoryUsage().arrayBuffers;
  const payload = { query: `{ ${'x'.repeat(100_000)} }` };
  const sent = 500;
  for (let id = 0; id < sent; id += 1) client.send({ type: 'subscribe', id: String(id), payload });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(client.socket.bufferedAmount).toBeGreaterThan(10 * 2 ** 20); // The server has stopped reading.
  expect(await statusOfPost(url)).toBe(200);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 2 ** 20);
  client.socket.resume();
  for (let received = 0; received < sent; received += 1) expect(await client.next()).toMatchObject({ type: 'error' });
});
