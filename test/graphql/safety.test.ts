import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serve } from '../support/graph.ts';
import { root } from '../support/run.ts';

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with headers that fetch would not let us send. */
async function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Reply> {
  const sent = request(url, { method, headers, agent: false }).end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, body: text };
}

const json = { 'content-type': 'application/json' };
const operation = JSON.stringify({ query: '{ cpu { count } }' });

test('an operation by POST as JSON is answered', async () => {
  const { url } = await serve();
  const reply = await send(url, 'POST', json, operation);
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.body).data.cpu.count).toBeGreaterThan(0);
});

test('a name that is not this machine is refused, whatever is asked', async () => {
  const { url } = await serve();
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    'localhost@evil.example',
  ]) {
    for (const [method, path] of [
      ['POST', ''],
      ['GET', ''],
      ['GET', '/'],
    ] as const) {
      const target = path === '' ? url : new URL(path, url).href;
      expect(
        (await send(target, method, { ...json, accept: 'text/html', host }, method === 'POST' ? operation : '')).status,
        `${method} ${host}`,
      ).toBe(403);
    }
  }
  for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.1.2.3:80', '[::1]:4000']) {
    expect((await send(url, 'POST', { ...json, host }, operation)).status, host).toBe(200);
  }
});

test('operations come neither by GET nor as forms, text or multipart', async () => {
  const { url } = await serve();
  const query = encodeURIComponent('{ cpu { count } }');
  expect(await send(`${url}?query=${query}`, 'GET', {})).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  expect((await send(`${url}?query=${query}`, 'GET', { accept: 'application/json' })).status).toBe(405);
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
    'text/plain;application/json',
    '',
  ]) {
    const reply = await send(url, 'POST', { 'content-type': type }, operation);
    expect(reply.status, type).toBe(415);
    expect(reply.body).not.toContain('"data"');
  }
});

test('pages of other sites get nothing', async () => {
  const { url } = await serve();
  for (const origin of ['https://evil.example', 'null', 'http://localhost:1', 'nonsense']) {
    const reply = await send(url, 'POST', { ...json, origin }, operation);
    expect(reply.status, origin).toBe(403);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await send(url, 'OPTIONS', {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
    expect(preflight.status).toBe(405);
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  }
  expect((await send(url, 'POST', { ...json, origin: new URL(url).origin }, operation)).status).toBe(200);
});

test('it listens on loopback alone', async () => {
  const { url } = await serve();
  const { port } = new URL(url);
  const others = Object.values((await import('node:os')).networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const socket = connect(Number(port), address);
    const [error] = await once(socket, 'error').catch((reason: Error) => [reason]);
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  }
  expect(new URL(url).hostname).toBe('127.0.0.1');
});

test('no answer holds a stack', async () => {
  const { url } = await serve();
  for (const query of ['{ process(pid: 0) { name } }', '{ nonsense }', '{', '{ cpu { percent(interval: -1) } }']) {
    const reply = await send(url, 'POST', json, JSON.stringify({ query }));
    const { errors } = JSON.parse(reply.body);
    expect(errors[0].extensions?.code, query).toMatch(/^[A-Z_]+$/);
    expect(reply.body).not.toMatch(/node_modules|file:|\\n\s+at |stack/);
  }
});

const run = promisify(execFile);
const command = (...args: string[]) => run(process.execPath, ['packages/graphql/dist/cli.js', ...args], { cwd: root });

test.for([
  [],
  ['nonsense'],
  ['serve', '--port', 'x'],
  ['serve', '--port', '65536'],
  ['serve', '--host', '0.0.0.0'],
  ['serve', '--host', 'example.com'],
  ['serve', '--nonsense'],
  ['schema', 'x'],
])('psutil-graphql %j says how it is used, and ends with 2', async (args) => {
  const failure = await command(...args).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('Usage: psutil-graphql serve'),
  });
});

test('a port in use is one clear line, and ends with 1', async () => {
  const { url } = await serve();
  const failure = await command('serve', '--port', new URL(url).port).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1, stderr: expect.stringMatching(/^psutil-graphql: .*EADDRINUSE.*\n$/) });
});

test('the server ends at once when it is told to', async () => {
  const { url, server } = await serve();
  const { hostname, port } = new URL(url);
  const idle = connect(Number(port), hostname);
  await once(idle, 'connect');
  idle.on('error', () => {}); // It may be reset: the server drops it without waiting for a request.
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
});
