import { createServer, type RequestListener } from 'node:http';
import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { listen, sendRaw } from '../support/http.ts';

const valid = '{"query":"{ __typename }"}';

interface RawRequest {
  readonly method?: string;
  readonly target?: string;
  readonly host?: string;
  readonly type?: string;
  readonly more?: string;
  readonly body?: string;
}

function bytesOf({ method = 'POST', target = '/graphql', host = 'localhost', ...request }: RawRequest): string {
  const { type = 'application/json', more = '', body = valid } = request;
  const head = `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-type: ${type}\r\n`;
  return `${head}${more}content-length: ${Buffer.byteLength(body, 'latin1')}\r\n\r\n${body}`;
}

const variables = (text: string) => `{"query":"query ($pid: Int) { process(pid: $pid) { pid } }","variables":${text}}`;

/** Requests, with the status of the server. An embedded handler may respond with another error to a foreign host. */
const requests: readonly (readonly [status: number, request: RawRequest])[] = [
  ...['127.999.1.1', '127.0.0.256', '999.1', '[::1', '[:::1]', 'a b', '%', 'localhost:99999', 'localhost:x', 'x@y'].map(
    (host) => [403, { host }] as const,
  ),
  ...['//[', '//', '/%', '/%E0%A4%A', '/graphql/..%2f', '*', 'http://localhost/graphql', 'http://[/graphql'].map(
    (target) => [404, { target }] as const,
  ),
  ...['\\', '@x', ':80/graphql', '/\xff'].map((target) => [400, { target }] as const),
  [200, { target: '/graphql?%' }],
  [200, { target: '/graphql?query=%ff&variables={' }],
  ...['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) => [405, { method }] as const),
  ...['', '?query', '?query={', '?query={__typename}&variables={', '?query={__typename}&extensions=x'].map(
    (search) => [400, { method: 'GET', target: `/graphql${search}` }] as const,
  ),
  ...['?token=x', '?token=%ff', '?token=__proto__'].flatMap((search) =>
    ['GET', 'POST', 'DELETE'].map((method) => [404, { method, target: `/graphql${search}` }] as const),
  ),
  [404, { method: 'DELETE' }],
  [201, { method: 'PUT' }],
  [400, { method: 'NONSENSE' }],
  [431, { more: `x-long: ${'x'.repeat(20_000)}\r\n` }],
  [417, { more: 'expect: nonsense\r\n' }],
  ...['', 'text/plain', 'multipart/form-data; boundary=x', 'multipart/mixed', 'application/json, text/plain', ';'].map(
    (type) => [415, { type }] as const,
  ),
  [415, { more: 'content-encoding: gzip\r\n' }],
  [406, { more: 'accept: text/xml\r\n' }],
  [406, { more: 'accept: ;;,\r\n' }],
  ...['null', 'http://[', 'file:///etc/passwd', '\x01'].map((origin) =>
    origin === '\x01'
      ? ([400, { more: `origin: ${origin}\r\n` }] as const)
      : ([403, { more: `origin: ${origin}\r\n` }] as const),
  ),
  ...['', '{', 'null', '1', `[${valid}]`, '[]', '\xff\xfe', '{"query":{}}', '[{'.repeat(50_000)].map(
    (body) => [400, { body }] as const,
  ),
  ...['{"pid":"x"}', '{"pid":1.5}', '{"pid":1e99}', '[]', '"x"', '{"pid":{"__proto__":1}}'].map(
    (text) => [400, { body: variables(text) }] as const,
  ),
  [413, { body: ' '.repeat(300_000) }],
];

const servers = {
  'the server': () => createPsutilServer(),
  'an embedded handler': () => createServer(createPsutilYoga({ graphiql: true }) as RequestListener),
};

test.for(Object.entries(servers))('%s answers malformed requests without a stack or a path', async ([name, create]) => {
  const url = await listen(create());
  for (const [expected, request] of requests) {
    const response = await sendRaw(url, bytesOf(request)).catch(() => '');
    const about = JSON.stringify({ ...request, body: request.body?.slice(0, 40), more: request.more?.slice(0, 40) });
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1]);
    if (name === 'the server' || expected !== 403 || !request.host) expect(status, about).toBe(expected);
    expect(status, about).toBeLessThan(500);
    expect(response, about).not.toMatch(/node_modules|file:|packages\/|\n\s*at |\\n\s*at /);
    const body = response.slice(response.indexOf('\r\n\r\n') + 4);
    if (body.includes('{')) expect(response, about).toMatch(/content-type: application\/json/i);
  }
});
