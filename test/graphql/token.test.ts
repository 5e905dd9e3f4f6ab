import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, json, operation, send, startServer } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const token = 'correct-horse-battery-staple';

test('a request with the token is accepted', async () => {
  const url = await startServer({ token });
  for (const authorization of [`Bearer ${token}`, `bearer ${token}`, `BEARER   ${token}`]) {
    expect((await send(url, 'POST', { ...json, authorization }, operation)).status, authorization).toBe(200);
  }
});

test('a request without the exact token is rejected with 401 and no data', async () => {
  const url = await startServer({ token });
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer x${token}`,
    `Bearer ${token.toUpperCase()}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token}, Bearer x`,
    `Basic x, Bearer ${token}`,
    `Bearer "${token}"`,
    `Bearer ${'x'.repeat(8000)}`,
  ]) {
    const reply = await send(url, 'POST', { ...json, authorization }, operation);
    expect([reply.status, codeOf(reply)], authorization).toEqual([401, 'UNAUTHENTICATED']);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(reply.body).not.toMatch(/"data"|staple/);
  }
  expect((await send(url, 'POST', json, operation)).status).toBe(401);
});

test('a token in the URL, a cookie or the body is ignored', async () => {
  const url = await startServer({ token });
  const body = JSON.stringify({ query: '{ cpu { count } }', extensions: { authorization: `Bearer ${token}` } });
  const reply = await send(
    `${url}?token=${token}&access_token=${token}`,
    'POST',
    { ...json, cookie: `token=${token}` },
    body,
  );
  expect(reply.status).toBe(401);
});

test('the method is checked before the token and the token before the body', async () => {
  const url = await startServer({ token });
  expect((await send(url, 'PATCH', {})).status).toBe(405);
  expect((await send(url, 'POST', json, '{')).status).toBe(401);
  expect((await send(url, 'POST', json, 'x'.repeat(300_000))).status).toBe(401);
});

test('GraphiQL is served without a token and does not contain it', async () => {
  const url = await startServer({ token });
  const page = await send(url, 'GET', { accept: 'text/html' });
  expect(page.status).toBe(200);
  expect(page.body).toContain('GraphiQL');
  expect(page.body).not.toContain(token);
});

test('createPsutilYoga() checks the token', async () => {
  const yoga = createPsutilYoga({ token });
  const status = async (headers: Record<string, string>) =>
    (
      await yoga.fetch('http://machine.example/graphql', {
        method: 'POST',
        headers: { ...json, ...headers },
        body: operation,
      })
    ).status;
  expect(await status({})).toBe(401);
  expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
});

test.for([
  '',
  'a token with spaces in it',
  `${'x'.repeat(16)}\n`,
  'pässwörter-sind-lang',
  1234567890123456,
  null,
  ['x'.repeat(16)],
])('the token %j throws a TypeError that does not contain it', async (invalid) => {
  for (const make of [createPsutilServer, createPsutilYoga]) {
    const error = await failure(() => make({ token: invalid } as never));
    expect(error).toMatchObject({ name: 'TypeError', message: expect.stringMatching(/^token must be/) });
    if (typeof invalid === 'string' && invalid.length > 5) expect(error.message).not.toContain(invalid);
  }
});

test('allowMutations without a token throws a TypeError', async () => {
  for (const make of [createPsutilServer, createPsutilYoga]) {
    expect(await failure(() => make({ allowMutations: true }))).toMatchObject({
      name: 'TypeError',
      message: 'allowMutations requires a token',
    });
  }
  expect((await send(await startServer({ allowMutations: true, token }), 'POST', json, operation)).status).toBe(401);
});

test.for(['allowMutations', 'allowEnviron', 'allowIntrospection'])(
  '%s other than a boolean throws a TypeError',
  async (name) => {
    for (const invalid of ['true', 1, null, {}]) {
      expect(await failure(() => createPsutilServer({ token, [name]: invalid } as never))).toMatchObject({
        name: 'TypeError',
        message: expect.stringContaining(name),
      });
    }
  },
);

test.for([null, 'x', []])('%j instead of an options object throws a TypeError', async (options) => {
  expect(await failure(() => createPsutilServer(options as never))).toMatchObject({ name: 'TypeError' });
});
