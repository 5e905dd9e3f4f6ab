import { createPsutilServer } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, json, operation, type Reply, send, serving } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const friend = 'https://friend.example';
const strangers = [
  'https://evil.example',
  'null',
  'http://localhost:1',
  'nonsense',
  `${friend}.evil.example`,
  'http://friend.example',
  '',
];

const ask = (url: string, origin: string) => send(url, 'POST', { ...json, origin }, operation);

const preflight = (url: string, origin: string) =>
  send(url, 'OPTIONS', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  });

const allowed = ({ headers }: Reply) =>
  Object.entries(headers).filter(([name]) => name.startsWith('access-control-allow-'));

test('pages of other sites get nothing', async () => {
  for (const url of [await serving(), await serving({ allowOrigins: [friend] })]) {
    for (const origin of strangers) {
      const reply = await ask(url, origin);
      expect([reply.status, codeOf(reply)], origin).toEqual([403, 'FORBIDDEN']);
      const before = await preflight(url, origin);
      expect(before.status, origin).toBe(405);
      expect([...allowed(reply), ...allowed(before)]).toEqual([]);
    }
    expect((await ask(url, new URL(url).origin)).status).toBe(200);
  }
});

test('pages of listed sites may ask and read, without cookies', async () => {
  const url = await serving({ allowOrigins: ['HTTPS://Friend.example/', 'http://other.example:8080'] });
  for (const origin of [friend, 'http://other.example:8080']) {
    const before = await preflight(url, origin);
    expect(before).toMatchObject({ status: 204, body: '' });
    expect(Object.fromEntries(allowed(before))).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
    });
    const reply = await ask(url, origin);
    expect(reply.status).toBe(200);
    expect(allowed(reply)).toEqual([['access-control-allow-origin', origin]]);
    for (const { headers } of [before, reply]) expect(headers.vary).toBe('Origin');
  }
});

test('a listed site reads why it is refused, and is still asked for the token', async () => {
  const token = 'correct-horse-battery-staple';
  const url = await serving({ token, allowOrigins: [friend] });
  expect((await preflight(url, friend)).status).toBe(204);
  const reply = await ask(url, friend);
  expect(reply.status).toBe(401);
  expect(allowed(reply)).toEqual([['access-control-allow-origin', friend]]);
});

test('a listed site must come to a name of this machine', async () => {
  const url = await serving({ allowOrigins: [friend] });
  const reply = await send(url, 'POST', { ...json, origin: friend, host: 'evil.example' }, operation);
  expect(reply.status).toBe(403);
  expect(allowed(reply)).toEqual([]);
});

test.for([
  '*',
  'null',
  'friend.example',
  `${friend}/path`,
  `${friend}?`,
  'https://user@friend.example',
  'file:///',
  'https://',
  '',
  1,
])('allowOrigins of %j is a TypeError', async (origin) => {
  expect(await failure(() => createPsutilServer({ allowOrigins: [origin] } as never))).toMatchObject({
    name: 'TypeError',
    message: expect.stringContaining('allowOrigins'),
  });
});

test('allowOrigins that is no list is a TypeError', async () => {
  expect(await failure(() => createPsutilServer({ allowOrigins: friend } as never))).toMatchObject({
    name: 'TypeError',
  });
});

test('every answer says that it is for no cache, frame or guess, and not what made it', async () => {
  const url = await serving();
  const root = new URL('/', url).href;
  for (const reply of [
    await send(url, 'POST', json, operation),
    await send(url, 'POST', json, '{'),
    await send(url, 'PUT', json),
    await send(url, 'POST', { ...json, host: 'evil.example' }, operation),
    await send(`${root}nowhere`, 'GET', {}),
    await send(root, 'GET', { accept: 'text/html' }),
    await send(url, 'GET', { accept: 'text/html' }),
  ]) {
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
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
