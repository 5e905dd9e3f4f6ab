import { expect, test } from 'vitest';
import { serve } from '../support/graph.ts';
import { codeOf, json, operation, post, send, startServer } from '../support/http.ts';

const token = 'correct-horse-battery-staple';

test('an operation by POST as JSON is executed', async () => {
  const { url } = await serve();
  const reply = await send(url, 'POST', json, operation);
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.body).data.cpu.count).toBeGreaterThan(0);
});

const byGet = (url: string, params: Readonly<Record<string, string>>, headers = {}) =>
  send(`${url}?${new URLSearchParams(params)}`, 'GET', headers);

test('queries by GET are executed, and other operations by GET are rejected with 405', async () => {
  const url = await startServer({ token, allowMutations: true });
  const headers = { authorization: `Bearer ${token}` };
  const query = 'query ($all: Boolean!) { memory { total @include(if: $all) __typename } }';
  const reply = await byGet(url, { query, variables: '{"all": false}' }, headers);
  expect(JSON.parse(reply.body)).toEqual({ data: { memory: { __typename: 'VirtualMemory' } } });
  expect((await byGet(url, { query: '{ nonsense }' }, headers)).status).toBe(400);
  expect((await byGet(url, { query: '{ memory { total } }' })).status).toBe(401);
  for (const other of [
    'mutation { terminate(input: { id: "none" }) { done } }',
    'subscription { memory { total } }',
    'query Q { memory { total } } mutation M { terminate(input: { id: "none" }) { done } }',
  ]) {
    for (const accept of ['application/json', '*/*']) {
      const refused = await byGet(
        url,
        { query: other, operationName: other.includes('M {') ? 'M' : '' },
        { ...headers, accept },
      );
      expect([refused.status, codeOf(refused)], other).toEqual([405, 'METHOD_NOT_ALLOWED']);
      expect(refused.headers.allow).toBe('POST');
    }
  }
});

test('queries by GET from pages of other sites are rejected with 403', async () => {
  const url = await startServer({ allowOrigins: ['https://friend.example'] });
  const statusOf = async (headers: Readonly<Record<string, string>>) =>
    (await byGet(url, { query: '{ __typename }' }, headers)).status;
  for (const site of ['cross-site', 'same-site']) {
    expect(await statusOf({ 'sec-fetch-site': site }), site).toBe(403);
    expect(await statusOf({ 'sec-fetch-site': site, origin: 'https://evil.example' }), site).toBe(403);
    expect(await statusOf({ 'sec-fetch-site': site, origin: 'https://friend.example' }), site).toBe(200);
  }
  for (const site of ['same-origin', 'none']) expect(await statusOf({ 'sec-fetch-site': site }), site).toBe(200);
});

test('operations by another method or media type are rejected with 405 or 415', async () => {
  const { url } = await serve();
  for (const method of ['PATCH', 'HEAD', 'OPTIONS']) {
    expect(await send(url, method, json), method).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST, PUT, DELETE' },
    });
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
