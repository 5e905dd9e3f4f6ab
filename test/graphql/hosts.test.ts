import { createServer, type RequestListener } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import { expect, type TestContext, test } from 'vitest';
import { codeOf, json, listen, operation, send, sendRaw, startServer } from '../support/http.ts';
import { failure } from '../support/outcome.ts';

const token = 'correct-horse-battery-staple';
/** An IPv4 address of this machine other than loopback; skips a test where there is none. */
function externalAddress(context: TestContext): string {
  const address = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  context.skip(address === undefined, 'this machine has only loopback addresses');
  return String(address);
}

const statusFor = async (url: string, host: string) => (await send(url, 'POST', { ...json, host }, operation)).status;

const foreignHosts = [
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
  '127.999.1.1',
  '127.0.0.256:80',
  '127.1',
];

test('a request with a foreign Host header is rejected with 403, whatever its method and path', async () => {
  const url = await startServer();
  for (const host of foreignHosts) {
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

test('a request with a loopback Host header is accepted', async () => {
  const url = await startServer();
  for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.1.2.3:80', '[::1]:4000']) {
    expect(await statusFor(url, host), host).toBe(200);
  }
});

test('a request with a missing, empty, repeated or conflicting Host is rejected', async () => {
  const url = await startServer();
  const tail = `content-type: application/json\r\ncontent-length: ${operation.length}\r\n\r\n${operation}`;
  for (const head of [
    'POST /graphql HTTP/1.0\r\n',
    'POST /graphql HTTP/1.1\r\n',
    'POST /graphql HTTP/1.1\r\nhost:\r\n',
    'POST /graphql HTTP/1.1\r\nhost: evil.example\r\nhost: localhost\r\n',
    'POST http://localhost/graphql HTTP/1.1\r\nhost: evil.example\r\n',
  ]) {
    expect(await sendRaw(url, `${head}connection: close\r\n${tail}`), head).toMatch(/^HTTP\/1\.1 40[03] /);
  }
});

test('a request target other than a path of the server gets 404', async () => {
  const url = await startServer();
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
    const response = await sendRaw(url, `POST ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(response, target).toMatch(/^HTTP\/1\.1 404 /);
    expect(response).not.toMatch(/node_modules|file:|\n\s+at /);
  }
});

test('a request with a Host header listed in allowHosts is accepted', async () => {
  const url = await startServer({ allowHosts: ['Machine.example', '10.0.0.1', '[fd00::1]'] });
  for (const host of ['machine.example', 'MACHINE.EXAMPLE:80', '10.0.0.1', '[fd00::1]:1', 'localhost'])
    expect(await statusFor(url, host), host).toBe(200);
  for (const host of ['x.machine.example', 'machine.example.evil.example', '10.0.0.2', '[fd00::2]'])
    expect(await statusFor(url, host), host).toBe(403);
});

test('a request whose Host header is its destination address is accepted', async (context) => {
  const address = externalAddress(context);
  const server = createPsutilServer({ token });
  const { port } = new URL(await listen(server, '0.0.0.0'));
  const authorization = `Bearer ${token}`;
  const sendTo = (host: string) =>
    send(`http://${address}:${port}/graphql`, 'POST', { ...json, authorization, host }, operation, address);
  expect((await sendTo(`${address}:${port}`)).status).toBe(200);
  expect((await sendTo('10.255.0.1')).status).toBe(403);
});

const listenArguments: readonly unknown[][] = [
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
];

test.for(listenArguments.map((args) => [args] as const))(
  'listen(...%j) without a token throws a TypeError',
  async ([args]) => {
    const server = createPsutilServer();
    const listen = server.listen as (...args: unknown[]) => unknown;
    expect(await failure(() => listen.apply(server, args))).toMatchObject({
      name: 'TypeError',
      message: expect.stringContaining('token'),
    });
    expect(server.listening).toBe(false);
  },
);

test('a server without a token rejects requests that another server accepted on a non-loopback address', async (context) => {
  const address = externalAddress(context);
  const open = createServer();
  const { port } = new URL(await listen(open, '0.0.0.0'));
  const server = createPsutilServer({ allowHosts: [address] });
  open.on('request', (request, response) => server.emit('request', request, response));
  const reply = await send(`http://${address}:${port}/graphql`, 'POST', json, operation, address);
  expect([reply.status, codeOf(reply)]).toEqual([403, 'FORBIDDEN']);
});

test('createPsutilYoga() checks the Host header if allowHosts is set, also for GraphiQL', async () => {
  const listenWith = async (yoga: ReturnType<typeof createPsutilYoga>) => listen(createServer(yoga as RequestListener));
  const unchecked = await listenWith(createPsutilYoga());
  expect(await statusFor(unchecked, 'evil.example')).toBe(200);
  const checked = await listenWith(createPsutilYoga({ allowHosts: ['machine.example'], graphiql: true }));
  expect(await statusFor(checked, 'machine.example')).toBe(200);
  expect(await statusFor(checked, 'evil.example')).toBe(403);
  const headers = { accept: 'text/html', host: 'evil.example' };
  expect((await send(checked, 'GET', headers)).status).toBe(403);
});

test.for([
  { allowHosts: 'localhost' },
  { allowHosts: [1] },
  { allowHosts: ['*'] },
  { allowHosts: ['a:80'] },
  { allowHosts: [''] },
  { allowHosts: ['127.999.1.1'] },
])('the options %j throw a TypeError', async (options) => {
  expect(await failure(() => createPsutilServer(options as never))).toMatchObject({ name: 'TypeError' });
  expect(await failure(() => createPsutilYoga(options as never))).toMatchObject({ name: 'TypeError' });
});
