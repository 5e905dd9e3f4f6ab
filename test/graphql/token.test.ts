import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, json, operation, send, serving } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const token = 'correct-horse-battery-staple';

test('with a token, who sends it is answered', async () => {
  const url = await serving({ token });
  for (const authorization of [`Bearer ${token}`, `bearer ${token}`, `BEARER   ${token}`]) {
    expect((await send(url, 'POST', { ...json, authorization }, operation)).status, authorization).toBe(200);
  }
});

test('with a token, who does not send it learns nothing', async () => {
  const url = await serving({ token });
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

test('a token in the address, in a cookie or in the body is none', async () => {
  const url = await serving({ token });
  const body = JSON.stringify({ query: '{ cpu { count } }', extensions: { authorization: `Bearer ${token}` } });
  const reply = await send(
    `${url}?token=${token}&access_token=${token}`,
    'POST',
    { ...json, cookie: `token=${token}` },
    body,
  );
  expect(reply.status).toBe(401);
});

test('what is no operation is refused before a wrong token is, and nothing is read of a body without one', async () => {
  const url = await serving({ token });
  expect((await send(url, 'GET', {})).status).toBe(405);
  expect((await send(url, 'POST', json, '{')).status).toBe(401);
  expect((await send(url, 'POST', json, 'x'.repeat(300_000))).status).toBe(401);
});

test('the page needs no token, and holds none', async () => {
  const url = await serving({ token });
  const page = await send(url, 'GET', { accept: 'text/html' });
  expect(page.status).toBe(200);
  expect(page.body).toContain('GraphiQL');
  expect(page.body).not.toContain(token);
});

test('a handler checks the token in the server of others too', async () => {
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
])('token %j is a TypeError that does not repeat it', async (wrong) => {
  for (const make of [createPsutilServer, createPsutilYoga]) {
    const error = await failure(() => make({ token: wrong } as never));
    expect(error).toMatchObject({ name: 'TypeError', message: expect.stringMatching(/^token must be/) });
    if (typeof wrong === 'string' && wrong.length > 5) expect(error.message).not.toContain(wrong);
  }
});

test('mutations need a token', async () => {
  for (const make of [createPsutilServer, createPsutilYoga]) {
    expect(await failure(() => make({ allowMutations: true }))).toMatchObject({
      name: 'TypeError',
      message: 'allowMutations needs a token',
    });
  }
  expect((await send(await serving({ allowMutations: true, token }), 'POST', json, operation)).status).toBe(401);
});

test.for(['allowMutations', 'allowEnviron', 'allowIntrospection'])(
  '%s that is no boolean is a TypeError',
  async (name) => {
    for (const wrong of ['true', 1, null, {}]) {
      expect(await failure(() => createPsutilServer({ token, [name]: wrong } as never))).toMatchObject({
        name: 'TypeError',
        message: expect.stringContaining(name),
      });
    }
  },
);

test.for([null, 'x', []])('options that are %j are a TypeError', async (options) => {
  expect(await failure(() => createPsutilServer(options as never))).toMatchObject({ name: 'TypeError' });
});
