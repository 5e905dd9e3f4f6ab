import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createPsutilYoga, type PsutilYogaOptions } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { listen, send, startServer } from '../support/http.ts';
import { root } from '../support/run.ts';

const serveYoga = (options: PsutilYogaOptions) => listen(createServer(createPsutilYoga(options) as RequestListener));

const html = { accept: 'text/html' };

/** Sends a GET request with exactly these headers, and returns the response with its undecoded body. */
async function get(url: string, headers: Record<string, string>) {
  const [response] = await once(request(url, { headers, agent: false }).end(), 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks) };
}

/** The URLs of a page, and of the scripts and style sheets that it names. */
async function filesOf(url: string): Promise<string[]> {
  const { body } = await get(url, html);
  return [
    url,
    ...[...String(body).matchAll(/(?:src|href)="([^":]+)"/g)].map(([, path]) => new URL(String(path), url).href),
  ];
}

test.for(['/', '/graphql'])(
  'the files of the page at %s have an ETag and are sent compressed on request',
  async (path) => {
    const files = await filesOf(new URL(path, await startServer()).href);
    expect(files).toHaveLength(3);
    for (const file of files) {
      const plain = await get(file, html);
      expect([plain.status, plain.headers['content-encoding']], file).toEqual([200, undefined]);
      const gzipped = await get(file, { ...html, 'accept-encoding': 'br;q=1.0, gzip;q=0.8, *;q=0.1' });
      expect(gzipped.headers['content-encoding']).toBe('gzip');
      expect(Number(gzipped.headers['content-length'])).toBe(gzipped.body.length);
      expect(gunzipSync(gzipped.body).equals(plain.body)).toBe(true);
      expect(gzipped.headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept-encoding' });
      const { etag } = gzipped.headers;
      expect(plain.headers.etag).toBe(etag);
      const cached = await get(file, { ...html, 'if-none-match': `"other", ${etag}` });
      expect([cached.status, cached.body.length, cached.headers.etag]).toEqual([304, 0, etag]);
      expect((await get(file, { ...html, 'if-none-match': '"other"' })).status).toBe(200);
      const head = await send(file, 'HEAD', html);
      expect([head.status, head.headers['content-length'], head.body]).toEqual([200, String(plain.body.length), '']);
    }
  },
);

test.for([
  ['gzip', 'gzip'],
  ['*', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['', undefined],
  ['br', undefined],
  ['gzip;q=0', undefined],
  ['gzip; q=0.000, *', undefined],
  ['identity, *;q=0', undefined],
] as const)('Accept-Encoding "%s" selects the content encoding %s', async ([accepted, encoding]) => {
  const url = new URL('/', await startServer()).href;
  expect((await get(url, { 'accept-encoding': accepted })).headers['content-encoding']).toBe(encoding);
});

test('the files of GraphiQL are in the query of an endpoint that has it, and nowhere else', async () => {
  const script = '?file=graphiql.js';
  const withGraphiql = await serveYoga({ graphiql: true, endpoint: '/api/graphql' });
  const without = await serveYoga({});
  const at = (base: string, path: string) => new URL(path, base).href;
  expect(await filesOf(at(withGraphiql, '/api/graphql'))).toContain(at(withGraphiql, `/api/graphql${script}`));
  const { status, headers } = await get(at(withGraphiql, `/api/graphql${script}`), {});
  expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  for (const name of ['index.html', 'licenses.txt', '../cli.js', 'graphiql.js.gz', ''])
    expect((await get(at(withGraphiql, `/api/graphql?file=${name}`), html)).status, name).toBeGreaterThanOrEqual(400);
  expect((await get(at(without, `/graphql${script}`), {})).status).toBeGreaterThanOrEqual(400);
});

test('licenses.txt names the packages whose code is in the build', () => {
  const text = readFileSync(join(root, 'packages/graphql/dist/licenses.txt'), 'utf8');
  for (const name of ['preact', 'uplot', 'graphql-scalars', '@graphql-yoga/render-graphiql', 'monaco-editor', 'react'])
    expect(text).toMatch(new RegExp(`(^|[ ,])${name}(,| |$)`, 'm'));
});
