import { expect, test } from 'vitest';
import { serve } from '../support/graph.ts';
import { codeOf, json, operation, post, send, startServer } from '../support/http.ts';

test('an operation by POST as JSON is executed', async () => {
  const { url } = await serve();
  const reply = await send(url, 'POST', json, operation);
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.body).data.cpu.count).toBeGreaterThan(0);
});

test('operations by another method or media type are rejected with 405 or 415', async () => {
  const { url } = await serve();
  const query = encodeURIComponent('{ cpu { count } }');
  expect(await send(`${url}?query=${query}`, 'GET', {})).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  for (const accept of ['application/json', 'text/html', '*/*', 'text/event-stream']) {
    expect((await send(`${url}?query=${query}`, 'GET', { accept })).body.startsWith('{"data"')).toBe(false);
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
    expect((await send(url, method, json)).status, method).toBe(405);
  }
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
    'application/graphql+json',
    'text/plain;application/json',
    'application/jsonx',
    '',
  ]) {
    const reply = await send(url, 'POST', { 'content-type': type }, operation);
    expect([reply.status, codeOf(reply)], type).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  }
});

test('media types and encodings are compared without case', async () => {
  const url = await startServer();
  for (const type of ['Application/JSON', 'application/json ; charset=UTF-8', 'APPLICATION/JSON;charset="utf-8"']) {
    expect((await send(url, 'POST', { 'content-type': type }, operation)).status, type).toBe(200);
  }
  expect((await send(url, 'POST', { ...json, 'content-encoding': 'Identity' }, operation)).status).toBe(200);
});

test('no error response contains a stack trace', async () => {
  const { url } = await serve();
  for (const query of ['{ process(pid: 0) { name } }', '{ nonsense }', '{', '{ cpu { percent(interval: -1) } }']) {
    const reply = await post(url, { query });
    expect(codeOf(reply), query).toMatch(/^[A-Z_]+$/);
    expect(reply.body).not.toMatch(/node_modules|file:|\\n\s+at |stack/);
  }
});
