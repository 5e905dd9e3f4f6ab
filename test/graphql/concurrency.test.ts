import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { codeOf, json, operation, type Reply, send, sendRaw, startServer } from '../support/http.ts';

const slowOperation = JSON.stringify({ query: '{ cpu { percent(interval: 10) } }' });

/** Skips a test where only 127.0.0.1 is an address of the loopback interface, as on macOS and FreeBSD. */
async function needsLoopbackRange(context: TestContext): Promise<void> {
  const server = createServer();
  const isAvailable = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(0, '127.0.0.2', () => server.close(() => resolve(true)));
  });
  context.skip(!isAvailable, '127.0.0.2 is not an address of this machine');
}

/** Sends an operation that stays in progress, from a loopback address, and does not wait for the response. */
function start(url: string, localAddress: string, body = slowOperation): ClientRequest {
  const sent = request(url, { method: 'POST', headers: json, agent: false, localAddress });
  sent.on('error', () => {}); // The test destroys the request before its response.
  onTestFinished(() => void sent.destroy());
  sent.end(body);
  return sent;
}

const fill = (url: string, count: number, address: string) => Array.from({ length: count }, () => start(url, address));
const from = (url: string, address: string): Promise<Reply> => send(url, 'POST', json, operation, address);
const status = async (url: string, address: string) => (await from(url, address)).status;

test('a client with 100 operations in progress gets 429 and other clients are served', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  const held = fill(url, 100, '127.0.0.2');
  await expect.poll(() => status(url, '127.0.0.2')).toBe(429);
  const refused = await from(url, '127.0.0.2');
  expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['TOO_MANY_REQUESTS', '1']);
  expect(await status(url, '127.0.0.3')).toBe(200);
  held[0]?.destroy();
  await expect.poll(() => status(url, '127.0.0.2')).toBe(200);
});

test('all clients together get 503 beyond 400 operations in progress', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  const held = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'].flatMap((address) => fill(url, 100, address));
  await expect.poll(() => status(url, '127.0.0.6'), { timeout: 8000 }).toBe(503);
  const refused = await from(url, '127.0.0.6');
  expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['SERVICE_UNAVAILABLE', '1']);
  for (const each of held) each.destroy();
  await expect.poll(() => status(url, '127.0.0.6')).toBe(200);
});

/** Sends the beginning of a body from a loopback address; returns whether its connection is closed. */
function startBody(url: string, localAddress: string): { isClosed: boolean } {
  const headers = { ...json, 'content-length': '100' };
  const sent = request(url, { method: 'POST', headers, agent: false, localAddress });
  const state = { isClosed: false };
  sent.on('error', () => {}); // The server closes the connection.
  sent.on('close', () => {
    state.isClosed = true;
  });
  onTestFinished(() => void sent.destroy());
  sent.write('{');
  return state;
}

test('incomplete bodies do not count as operations; beyond a limit the oldest are aborted', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  const bodies = Array.from({ length: 150 }, () => startBody(url, '127.0.0.2'));
  await expect.poll(() => bodies.filter(({ isClosed }) => isClosed).length).toBe(50);
  for (let round = 0; round < 10; round += 1) expect(await status(url, '127.0.0.2')).toBe(200);
  expect(bodies.filter(({ isClosed }) => !isClosed).length).toBeGreaterThanOrEqual(90);
  for (const address of ['127.0.0.3', '127.0.0.4', '127.0.0.5']) {
    for (let count = 0; count < 110; count += 1) startBody(url, address);
  }
  expect(await status(url, '127.0.0.6')).toBe(200);
});

test('completed, rejected and failed operations release their slots', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  const bodies = [
    operation,
    '{',
    '[]',
    JSON.stringify({ query: '{' }),
    JSON.stringify({ query: '{ process(pid: 0) { pid } }' }),
  ];
  for (let round = 0; round < 50; round += 1) {
    await Promise.all(bodies.map((body) => send(url, 'POST', json, body, '127.0.0.2')));
  }
  await Promise.all(Array.from({ length: 20 }, () => send(url, 'POST', json, ' '.repeat(300_000), '127.0.0.2')));
  expect(await status(url, '127.0.0.2')).toBe(200);
});

test('pipelined operations are rejected with 429 and hold no slot after their client disconnects', async () => {
  const url = await startServer();
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
  const one = (body: string) => `${head}content-length: ${body.length}\r\n\r\n${body}`;
  const responses = await sendRaw(url, one(operation).repeat(3), /(HTTP\/1\.1 .*){3}/s);
  expect(responses.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 429', 'HTTP/1.1 429']);
  for (let round = 0; round < 5; round += 1) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {}); // The test destroys the socket before the responses.
    socket.write(one(slowOperation).repeat(60));
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
  }
  for (const each of fill(url, 90, '127.0.0.1')) expect(each.destroyed).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await status(url, '127.0.0.1')).toBe(200);
});

test('unauthenticated requests hold no slot', async (context) => {
  await needsLoopbackRange(context);
  const token = 'correct-horse-battery-staple';
  const url = await startServer({ token });
  const authorization = `Bearer ${token}`;
  const requests = fill(url, 150, '127.0.0.2');
  const responses = await Promise.all(requests.map((each) => once(each, 'response')));
  for (const [response] of responses) expect((response as IncomingMessage).statusCode).toBe(401);
  expect((await send(url, 'POST', { ...json, authorization }, operation, '127.0.0.2')).status).toBe(200);
});

const subscription = JSON.stringify({ query: 'subscription { memory(interval: 3600) { percent } }' });

/** Subscribes from a loopback address and keeps the stream open; returns the status of the response. */
async function openStream(url: string, localAddress: string): Promise<{ status: number; sent: ClientRequest }> {
  const headers = { ...json, accept: 'text/event-stream' };
  const sent = request(url, { method: 'POST', headers, agent: false, localAddress });
  sent.on('error', () => {}); // The test destroys the request before its stream ends.
  onTestFinished(() => void sent.destroy());
  const [response] = await once(sent.end(subscription), 'response');
  response.on('error', () => {}).resume();
  return { status: response.statusCode, sent };
}

const openStreams = (url: string, count: number, address: string) =>
  Promise.all(Array.from({ length: count }, () => openStream(url, address)));

test('subscriptions are limited to 200 of a client and 500 in total, apart from operations', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  const [first, ...others] = await openStreams(url, 200, '127.0.0.2');
  expect([first, ...others].map((each) => each?.status)).toEqual(Array(200).fill(200));
  const reply = await send(url, 'POST', { ...json, accept: 'text/event-stream' }, subscription, '127.0.0.2');
  expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1']);
  expect(reply.body).toContain('TOO_MANY_REQUESTS');
  expect(await status(url, '127.0.0.2')).toBe(200);

  first?.sent.destroy();
  await expect.poll(async () => (await openStream(url, '127.0.0.2')).status).toBe(200);
  for (const [count, address] of [
    [200, '127.0.0.3'],
    [100, '127.0.0.4'],
  ] as const) {
    for (const each of await openStreams(url, count, address)) expect(each.status).toBe(200);
  }
  expect((await openStream(url, '127.0.0.5')).status).toBe(503);
  expect(await status(url, '127.0.0.5')).toBe(200);
});

test('subscriptions with invalid arguments are rejected in an event and hold no slot', async (context) => {
  await needsLoopbackRange(context);
  const url = await startServer();
  for (let round = 0; round < 210; round += 1) {
    const body = JSON.stringify({ query: 'subscription { memory(interval: 0) { percent } }' });
    const reply = await send(url, 'POST', { ...json, accept: 'text/event-stream' }, body, '127.0.0.2');
    expect(reply.body).toContain('BAD_USER_INPUT');
  }
  expect((await openStream(url, '127.0.0.2')).status).toBe(200);
});
