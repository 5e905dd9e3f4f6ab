import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, exchange, json, operation, type Reply, send, serving } from '../support/http.ts';

const waiting = JSON.stringify({ query: '{ cpu { percent(interval: 10) } }' });

/** Sends an operation that waits for its answer, and stays: of one of the addresses of loopback. */
function start(url: string, localAddress: string, body = waiting): ClientRequest {
  const sent = request(url, { method: 'POST', headers: json, agent: false, localAddress });
  sent.on('error', () => {}); // It is ended without waiting for the answer.
  onTestFinished(() => void sent.destroy());
  sent.end(body);
  return sent;
}

const fill = (url: string, count: number, address: string) => Array.from({ length: count }, () => start(url, address));
const from = (url: string, address: string): Promise<Reply> => send(url, 'POST', json, operation, address);
const status = async (url: string, address: string) => (await from(url, address)).status;

test('a client may have a hundred operations under way, and others still ask', async () => {
  const url = await serving();
  const held = fill(url, 100, '127.0.0.2');
  await expect.poll(() => status(url, '127.0.0.2')).toBe(429);
  const refused = await from(url, '127.0.0.2');
  expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['TOO_MANY_REQUESTS', '1']);
  expect(await status(url, '127.0.0.3')).toBe(200);
  held[0]?.destroy();
  await expect.poll(() => status(url, '127.0.0.2')).toBe(200);
});

test('all clients may have four hundred under way together', async () => {
  const url = await serving();
  const held = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'].flatMap((address) => fill(url, 100, address));
  await expect.poll(() => status(url, '127.0.0.6'), { timeout: 8000 }).toBe(503);
  const refused = await from(url, '127.0.0.6');
  expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['SERVICE_UNAVAILABLE', '1']);
  for (const each of held) each.destroy();
  await expect.poll(() => status(url, '127.0.0.6')).toBe(200);
});

test('bodies that do not come take a place, until their client goes', async () => {
  const url = await serving();
  const slow = Array.from({ length: 100 }, () => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...json, 'content-length': '100' },
      agent: false,
      localAddress: '127.0.0.2',
    });
    sent.on('error', () => {}); // It is ended before its answer.
    onTestFinished(() => void sent.destroy());
    sent.write('{');
    return sent;
  });
  await expect.poll(() => status(url, '127.0.0.2')).toBe(429);
  for (const each of slow) each.destroy();
  await expect.poll(() => status(url, '127.0.0.2')).toBe(200);
});

test('what is answered, refused or fails gives its place back', async () => {
  const url = await serving();
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

test('operations that do not wait for the answers before are refused, and hold no place when their client goes', async () => {
  const url = await serving();
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
  const one = (body: string) => `${head}content-length: ${body.length}\r\n\r\n${body}`;
  const answers = await exchange(url, one(operation).repeat(3), /(HTTP\/1\.1 .*){3}/s);
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 429', 'HTTP/1.1 429']);
  for (let round = 0; round < 5; round += 1) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {}); // It goes without an answer.
    socket.write(one(waiting).repeat(60));
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
  }
  for (const each of fill(url, 90, '127.0.0.1')) expect(each.destroyed).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await status(url, '127.0.0.1')).toBe(200);
});

test('who sends no operation takes no place', async () => {
  const token = 'correct-horse-battery-staple';
  const url = await serving({ token });
  const authorization = `Bearer ${token}`;
  const strangers = fill(url, 150, '127.0.0.2');
  const answers = await Promise.all(strangers.map((each) => once(each, 'response')));
  for (const [answer] of answers) expect((answer as IncomingMessage).statusCode).toBe(401);
  expect((await send(url, 'POST', { ...json, authorization }, operation, '127.0.0.2')).status).toBe(200);
});

const stream = JSON.stringify({ query: 'subscription { memory(interval: 3600) { percent } }' });

/** Subscribes from an address of loopback, and stays; gives the status of the answer. */
async function subscribed(url: string, localAddress: string): Promise<{ status: number; sent: ClientRequest }> {
  const headers = { ...json, accept: 'text/event-stream' };
  const sent = request(url, { method: 'POST', headers, agent: false, localAddress });
  sent.on('error', () => {}); // It is ended without waiting for the end.
  onTestFinished(() => void sent.destroy());
  const [response] = await once(sent.end(stream), 'response');
  response.on('error', () => {}).resume();
  return { status: response.statusCode, sent };
}

const subscribe = (url: string, count: number, address: string) =>
  Promise.all(Array.from({ length: count }, () => subscribed(url, address)));

test('a client may have two hundred subscriptions, and all five hundred, beside their operations', async () => {
  const url = await serving();
  const [first, ...others] = await subscribe(url, 200, '127.0.0.2');
  expect([first, ...others].map((each) => each?.status)).toEqual(Array(200).fill(200));
  const reply = await send(url, 'POST', { ...json, accept: 'text/event-stream' }, stream, '127.0.0.2');
  expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1']);
  expect(reply.body).toContain('TOO_MANY_REQUESTS');
  expect(await status(url, '127.0.0.2')).toBe(200);

  first?.sent.destroy();
  await expect.poll(async () => (await subscribed(url, '127.0.0.2')).status).toBe(200);
  for (const [count, address] of [
    [200, '127.0.0.3'],
    [100, '127.0.0.4'],
  ] as const) {
    for (const each of await subscribe(url, count, address)) expect(each.status).toBe(200);
  }
  expect((await subscribed(url, '127.0.0.5')).status).toBe(503);
  expect(await status(url, '127.0.0.5')).toBe(200);
});

test('subscriptions that cannot be are refused as what they are, and take no place', async () => {
  const url = await serving();
  for (let round = 0; round < 210; round += 1) {
    const body = JSON.stringify({ query: 'subscription { memory(interval: 0) { percent } }' });
    const reply = await send(url, 'POST', { ...json, accept: 'text/event-stream' }, body, '127.0.0.2');
    expect(reply.status).toBe(400);
  }
  expect((await subscribed(url, '127.0.0.2')).status).toBe(200);
});
