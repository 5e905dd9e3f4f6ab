import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { send, startServer } from '../support/http.ts';

test.for([
  ['/', 'text/html; charset=utf-8'],
  ['/?x', 'text/html; charset=utf-8'],
  ['/page.js', 'text/javascript; charset=utf-8'],
  ['/style.css', 'text/css; charset=utf-8'],
] as const)('%s is served as %s, with a policy that lets in nothing else', async ([path, type]) => {
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

test('nothing else of the folder is served, and no other name is answered', async () => {
  const url = await startServer();
  for (const path of ['/licences.txt', '/index.html', '/page/page.js', '/..%2fcli.js', '//', '/page.js/'])
    expect((await send(new URL(url).origin + path, 'GET', {})).status, path).toBeGreaterThanOrEqual(400);
  expect((await send(new URL('/page.js', url).href, 'GET', { host: 'evil.example' })).status).toBe(403);
});

test('the page is small', async () => {
  const url = await startServer();
  const sizes = await Promise.all(
    ['/', '/page.js', '/style.css'].map(
      async (path) => gzipSync((await send(new URL(path, url).href, 'GET', {})).body).length,
    ),
  );
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(60_000);
});
