import { createServer, type RequestListener } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { codeOf, exchange, json, listening, operation, send, serving } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const token = 'a token of nobody'.replaceAll(' ', '-');
const statusFor = async (url: string, host: string) => (await send(url, 'POST', { ...json, host }, operation)).status;

const strangers = [
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '10.0.0.1',
  '0.0.0.0',
  'localhost.',
  'localhost@evil.example',
  'evil.example@localhost',
  'localhost:99999',
  'localhost:4000:4000',
  'localhost/evil.example',
  '[::1',
  '2130706433',
];

test('a name that is not this machine is refused, whatever is asked', async () => {
  const url = await serving();
  for (const host of strangers) {
    for (const [method, path] of [
      ['POST', '/graphql'],
      ['GET', '/graphql'],
      ['GET', '/'],
      ['OPTIONS', '/graphql'],
    ] as const) {
      const headers = { ...json, accept: 'text/html', host };
      const reply = await send(new URL(path, url).href, method, headers, method === 'POST' ? operation : '');
      expect([reply.status, codeOf(reply)], `${method} ${host}`).toEqual([403, 'FORBIDDEN']);
    }
  }
});

test('names of loopback are its own', async () => {
  const url = await serving();
  for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.1.2.3:80', '[::1]:4000']) {
    expect(await statusFor(url, host), host).toBe(200);
  }
});

test('without a host, with two, or with none that can be, nothing is answered', async () => {
  const url = await serving();
  const tail = `content-type: application/json\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`;
  for (const head of [
    'POST /graphql HTTP/1.0\r\n',
    'POST /graphql HTTP/1.1\r\n',
    'POST /graphql HTTP/1.1\r\nhost:\r\n',
    'POST /graphql HTTP/1.1\r\nhost: evil.example\r\nhost: localhost\r\n',
    'POST http://localhost/graphql HTTP/1.1\r\nhost: evil.example\r\n',
  ]) {
    expect(await exchange(url, `${head}connection: close\r\n${tail}`), head).toMatch(/^HTTP\/1\.1 40[03] /);
  }
});

test('an address that is no path of the server is not found, however odd', async () => {
  const url = await serving();
  for (const target of [
    '//[',
    '//',
    '/graphql/',
    '/graphql/health',
    '/health',
    '/%',
    '/graphql%00',
    'http://localhost/graphql',
  ]) {
    const answer = await exchange(url, `POST ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(answer, target).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toMatch(/node_modules|file:|\n\s+at /);
  }
});

test('listed names are answered too', async () => {
  const url = await serving({ allowHosts: ['Machine.example', '10.0.0.1', '[fd00::1]'] });
  for (const host of ['machine.example', 'MACHINE.EXAMPLE:80', '10.0.0.1', '[fd00::1]:1', 'localhost'])
    expect(await statusFor(url, host), host).toBe(200);
  for (const host of ['x.machine.example', 'machine.example.evil.example', '10.0.0.2', '[fd00::2]'])
    expect(await statusFor(url, host), host).toBe(403);
});

test('the address that a request came to is the name of this machine', async (context) => {
  const [address] = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map((each) => each.address);
  context.skip(address === undefined, 'this machine has no address but those of loopback');
  const server = createPsutilServer({ token });
  const { port } = new URL(await listening(server, '0.0.0.0'));
  const authorization = `Bearer ${token}`;
  const asked = (host: string) =>
    send(`http://${address}:${port}/graphql`, 'POST', { ...json, authorization, host }, operation, address);
  expect((await asked(`${address}:${port}`)).status).toBe(200);
  expect((await asked('10.255.0.1')).status).toBe(403);
});

test.for([
  [0],
  [],
  [0, '0.0.0.0'],
  [0, '::'],
  ['0'],
  [{ port: 0 }],
  [{ port: 0, host: '0.0.0.0' }],
  [0, 'example.com'],
  [0, ''],
  [null],
])('listen(...%j) without a token is a TypeError', async (args) => {
  const server = createPsutilServer();
  const listen = server.listen as (...args: unknown[]) => unknown;
  expect(await failure(() => listen.apply(server, args))).toMatchObject({
    name: 'TypeError',
    message: expect.stringContaining('token'),
  });
  expect(server.listening).toBe(false);
});

test('without a token, what comes to another address through a socket that was handed over is refused', async (context) => {
  const [address] = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map((each) => each.address);
  context.skip(address === undefined, 'this machine has no address but those of loopback');
  const open = createServer();
  const { port } = new URL(await listening(open, '0.0.0.0'));
  const server = createPsutilServer({ allowHosts: [String(address)] });
  open.on('request', (request, response) => server.emit('request', request, response));
  const reply = await send(`http://${address}:${port}/graphql`, 'POST', json, operation, address);
  expect([reply.status, codeOf(reply)]).toEqual([403, 'FORBIDDEN']);
});

test('createPsutilYoga checks the host where it is told to, of its page too', async () => {
  const own = async (yoga: ReturnType<typeof createPsutilYoga>) => listening(createServer(yoga as RequestListener));
  const trusting = await own(createPsutilYoga());
  expect(await statusFor(trusting, 'evil.example')).toBe(200);
  const checking = await own(createPsutilYoga({ allowHosts: ['machine.example'], graphiql: true }));
  expect(await statusFor(checking, 'machine.example')).toBe(200);
  expect(await statusFor(checking, 'evil.example')).toBe(403);
  const headers = { accept: 'text/html', host: 'evil.example' };
  expect((await send(checking, 'GET', headers)).status).toBe(403);
});

test.for([
  { allowHosts: 'localhost' },
  { allowHosts: [1] },
  { allowHosts: ['*'] },
  { allowHosts: ['a:80'] },
  { allowHosts: [''] },
])('%j is a TypeError', async (options) => {
  expect(await failure(() => createPsutilServer(options as never))).toMatchObject({ name: 'TypeError' });
  expect(await failure(() => createPsutilYoga(options as never))).toMatchObject({ name: 'TypeError' });
});
