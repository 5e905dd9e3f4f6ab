import { createPsutilServer } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, json, operation, type Reply, send, startServer } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const trusted = 'https://friend.example';
const foreignOrigins = [
  'https://evil.example',
  'null',
  'http://localhost:1',
  'nonsense',
  `${trusted}.evil.example`,
  'http://friend.example',
  '',
];

const sendFrom = (url: string, origin: string) => send(url, 'POST', { ...json, origin }, operation);

const preflight = (url: string, origin: string) =>
  send(url, 'OPTIONS', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  });

const allowHeaders = ({ headers }: Reply) =>
  Object.entries(headers).filter(([name]) => name.startsWith('access-control-allow-'));

test('requests with a foreign Origin are rejected with 403 and no CORS headers', async () => {
  for (const url of [await startServer(), await startServer({ allowOrigins: [trusted] })]) {
    for (const origin of foreignOrigins) {
      const reply = await sendFrom(url, origin);
      expect([reply.status, codeOf(reply)], origin).toEqual([403, 'FORBIDDEN']);
      const preflightReply = await preflight(url, origin);
      expect(preflightReply.status, origin).toBe(405);
      expect([...allowHeaders(reply), ...allowHeaders(preflightReply)]).toEqual([]);
    }
    expect((await sendFrom(url, new URL(url).origin)).status).toBe(200);
  }
});

test('requests with an Origin listed in allowOrigins get CORS headers, without credentials', async () => {
  const url = await startServer({ allowOrigins: ['HTTPS://Friend.example/', 'http://other.example:8080'] });
  for (const origin of [trusted, 'http://other.example:8080']) {
    const preflightReply = await preflight(url, origin);
    expect(preflightReply).toMatchObject({ status: 204, body: '' });
    expect(Object.fromEntries(allowHeaders(preflightReply))).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'authorization, content-type, x-graphql-event-stream-token',
    });
    const reply = await sendFrom(url, origin);
    expect(reply.status).toBe(200);
    expect(allowHeaders(reply)).toEqual([['access-control-allow-origin', origin]]);
    for (const { headers } of [preflightReply, reply]) expect(headers.vary).toBe('Origin');
  }
});

test('a listed origin still needs the token and can read the 401', async () => {
  const token = 'correct-horse-battery-staple';
  const url = await startServer({ token, allowOrigins: [trusted] });
  expect((await preflight(url, trusted)).status).toBe(204);
  const reply = await sendFrom(url, trusted);
  expect(reply.status).toBe(401);
  expect(allowHeaders(reply)).toEqual([['access-control-allow-origin', trusted]]);
});

test('a listed origin with a foreign Host header is rejected without CORS headers', async () => {
  const url = await startServer({ allowOrigins: [trusted] });
  const reply = await send(url, 'POST', { ...json, origin: trusted, host: 'evil.example' }, operation);
  expect(reply.status).toBe(403);
  expect(allowHeaders(reply)).toEqual([]);
});

test.for([
  '*',
  'null',
  'friend.example',
  `${trusted}/path`,
  `${trusted}?`,
  'https://user@friend.example',
  'file:///',
  'https://',
  '',
  1,
])('allowOrigins with %j throws a TypeError', async (origin) => {
  expect(await failure(() => createPsutilServer({ allowOrigins: [origin] } as never))).toMatchObject({
    name: 'TypeError',
    message: expect.stringContaining('allowOrigins'),
  });
});

test('allowOrigins other than an array throws a TypeError', async () => {
  expect(await failure(() => createPsutilServer({ allowOrigins: trusted } as never))).toMatchObject({
    name: 'TypeError',
  });
});

test('every response has the security headers and names no server software', async () => {
  const url = await startServer();
  const root = new URL('/', url).href;
  const ended = JSON.stringify({ query: 'subscription { process(pid: 2147483647) { pid } }' });
  const pages = [await send(root, 'GET', { accept: 'text/html' }), await send(url, 'GET', { accept: 'text/html' })];
  for (const reply of [
    await send(url, 'POST', json, operation),
    await send(url, 'POST', json, '{'),
    await send(url, 'PATCH', json),
    await send(url, 'POST', { ...json, host: 'evil.example' }, operation),
    await send(`${root}nowhere`, 'GET', {}),
    await send(url, 'POST', { ...json, accept: 'text/event-stream' }, ended),
    ...pages,
  ]) {
    expect(reply.headers).toMatchObject({
      'cache-control': pages.includes(reply) ? 'no-cache' : 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(Object.keys(reply.headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^server$|powered|yoga/)]),
    );
  }
});
