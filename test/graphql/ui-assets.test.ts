import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { send, startServer } from '../support/http.ts';

test.for([
  ['/', 'text/html; charset=utf-8'],
  ['/?x', 'text/html; charset=utf-8'],
  ['/ui.js', 'text/javascript; charset=utf-8'],
  ['/style.css', 'text/css; charset=utf-8'],
] as const)('GET %s responds with %s and a strict Content Security Policy', async ([path, type]) => {
  const url = await startServer();
  const target = new URL(path, url).href;
  const { status, headers, body } = await send(target, 'GET', {});
  expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, type, 'nosniff']);
  const policy = headers['content-security-policy'];
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/unsafe|\*|http/);
  expect(body).not.toMatch(/ style="| onclick=|<script>/);
  const head = await send(target, 'HEAD', {});
  expect([head.status, head.headers['content-length'], head.body]).toEqual([200, headers['content-length'], '']);
  expect((await send(target, 'POST', {})).status).toBe(405);
});

test('the server serves no other file of the directory, and rejects other host names', async () => {
  const url = await startServer();
  for (const path of ['/licenses.txt', '/index.html', '/ui/ui.js', '/..%2fcli.js', '//', '/ui.js/'])
    expect((await send(new URL(url).origin + path, 'GET', {})).status, path).toBeGreaterThanOrEqual(400);
  expect((await send(new URL('/ui.js', url).href, 'GET', { host: 'evil.example' })).status).toBe(403);
});

test('the web UI is smaller than 60 kB compressed', async () => {
  const url = await startServer();
  const sizes = await Promise.all(
    ['/', '/ui.js', '/style.css'].map(
      async (path) => gzipSync((await send(new URL(path, url).href, 'GET', {})).body).length,
    ),
  );
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(60_000);
});
