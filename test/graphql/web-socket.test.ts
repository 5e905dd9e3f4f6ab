import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { createPsutilServer, createPsutilYoga } from '@psutil/graphql';
import express from 'express';
import { fastify } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { json, listen, operation, send, sendRaw, startServer, startServerWithLimits } from '../support/http.ts';
import { script } from '../support/run.ts';
import { connectSocket, openSocket, rejectionOf } from '../support/web-socket.ts';

const token = 'correct-horse-battery-staple';
const authorization = `Bearer ${token}`;
const memory = { query: 'subscription { memory(interval: 0.1) { total } }' };
const silent = { query: 'subscription { memory(interval: 3600) { total } }' };

/** A request to open a WebSocket. */
const handshake = [
  'GET /graphql HTTP/1.1',
  'host: localhost',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
].join('\r\n');

/** Whether a response ends with a frame that closes the WebSocket with a code. */
const isClosedWith = (response: string, code: number) =>
  /^HTTP\/1\.1 101 /.test(response) && response.includes(Buffer.from([code >> 8, code & 0xff]).toString());

test('a request to open a WebSocket is rejected as a request by POST is', async () => {
  const url = await startServer({ token, allowOrigins: ['https://friend.example'] });
  for (const [options, status, code] of [
    [{ headers: { host: 'evil.example' } }, 403, 'FORBIDDEN'],
    [{ origin: 'https://evil.example' }, 403, 'FORBIDDEN'],
    [{ origin: 'null' }, 403, 'FORBIDDEN'],
    [{ headers: { authorization: 'Bearer x' } }, 401, 'UNAUTHENTICATED'],
  ] as const) {
    const rejection = await rejectionOf(url, options);
    expect(rejection, JSON.stringify(options)).toMatchObject({ status, code });
    expect(rejection?.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  }
  for (const [before, after] of [
    ['sec-websocket-key: A', 'sec-websocket-key: '],
    ['sec-websocket-version: 13', 'sec-websocket-version: 7'],
    ['GET', 'POST'],
  ] as const) {
    const response = await sendRaw(url, handshake.replace(before, after));
    expect(response, after).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*BAD_REQUEST/s);
  }
  for (const path of ['/', '/graphql/', '/else']) {
    expect(await rejectionOf(new URL(path, url).href), path).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  }
  for (const origin of ['https://friend.example', new URL(url).origin]) {
    expect(await rejectionOf(url, { origin }), origin).toBeUndefined();
  }
});

test('a WebSocket needs the token in a header or in the payload of connection_init', async () => {
  const url = await startServer({ token });
  for (const [payload, headers] of [
    [undefined, { authorization }],
    [{ authorization }, {}],
    [{ Authorization: authorization }, {}],
  ] as const) {
    const { send, next } = await connectSocket(url, payload, { headers });
    send({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } });
    expect(await next()).toEqual({ type: 'next', id: '1', payload: { data: { __typename: 'Query' } } });
  }
  for (const payload of [undefined, {}, { authorization: token }, { authorization: [authorization] }, { token }]) {
    const { send, closed } = await openSocket(url);
    send({ type: 'connection_init', payload });
    expect(await closed, JSON.stringify(payload)).toBe(4401);
  }
});

test('messages against the protocol close their WebSocket only', async () => {
  const url = await startServer();
  const other = await connectSocket(url);
  for (const [messages, code] of [
    [[{ type: 'subscribe', id: '1', payload: memory }], 4401],
    [[{ type: 'connection_init' }, { type: 'connection_init' }], 4429],
    [[{ type: 'connection_init' }, ...Array(2).fill({ type: 'subscribe', id: '1', payload: silent })], 4409],
    [[{ type: 'nonsense' }], 4400],
    [[{ type: 'connection_ack' }], 4400],
    [[{ type: 'connection_init' }, { type: 'subscribe', id: '1', payload: { query: 1 } }], 4400],
  ] as const) {
    const { send: sendMessage, closed } = await openSocket(url);
    for (const message of messages) sendMessage(message);
    expect(await closed, JSON.stringify(messages)).toBe(code);
  }
  for (const text of ['', '{', 'null', '[]', '['.repeat(100_000), '\u0000', '{"__proto__":1}']) {
    const { socket, closed } = await openSocket(url);
    socket.send(text);
    expect(await closed, text.slice(0, 20)).toBe(4400);
  }
  const oldProtocol = handshake.replace('graphql-transport-ws', 'graphql-ws');
  expect(isClosedWith(await sendRaw(url, oldProtocol), 4406)).toBe(true);
  other.send({ type: 'subscribe', id: '1', payload: memory });
  expect(await other.next()).toMatchObject({ type: 'next' });
});

test('malformed frames and long messages close their WebSocket only', async () => {
  const url = await startServer();
  for (const [frame, code] of [
    ['\x81\x02{}', 1002], // The frame of a client must be masked.
    ['\xf1\x80\x00\x00\x00\x00', 1002], // Reserved bits.
    ['\x83\x80\x00\x00\x00\x00', 1002], // A reserved opcode.
    ['\x89\xfe\x00\x7e\x00\x00\x00\x00', 1002], // A long ping.
    ['\x81\x81\x00\x00\x00\x00\xff', 1007], // Invalid UTF-8.
    ['\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00', 1009], // A length of 2^63 - 1.
    ['\xc1\x80\x00\x00\x00\x00', 1002], // Compression, which the server does not offer.
  ] as const) {
    expect(isClosedWith(await sendRaw(url, handshake + frame), code), `${code} ${JSON.stringify(frame)}`).toBe(true);
  }
  for (const [length, isLong] of [
    [256 * 1024, false],
    [256 * 1024 + 1, true],
  ] as const) {
    const { socket, closed, next } = await connectSocket(url);
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } }).padEnd(length));
    if (isLong) expect(await closed).toBe(1009);
    else expect(await next()).toMatchObject({ type: 'next' });
  }
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
});

test('a client that disconnects while its WebSocket is rejected does not end the server', async () => {
  const url = await startServer();
  const { port } = new URL(url);
  const upgrade = `GET /graphql HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  for (let count = 0; count < 100; count += 1) {
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(upgrade, () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
});

test('a WebSocket without connection_init is closed, and one that sends no pong', async () => {
  const url = await startServerWithLimits({ handshake: 100, time: 300 });
  expect(await (await openSocket(url)).closed).toBe(4408);
  const answering = await connectSocket(url);
  expect(await (await connectSocket(url, undefined, { autoPong: false })).closed).toBe(1006);
  answering.send({ type: 'ping', payload: { x: 1 } });
  expect(await answering.next()).toEqual({ type: 'pong' });
});

test('WebSockets are limited per client, and the oldest without connection_init are closed', async () => {
  const url = await startServerWithLimits({
    connections: { perClient: 3, total: 3 },
    bodies: { perClient: 2, total: 2 },
  });
  const [first, second, third] = [await connectSocket(url), await openSocket(url), await openSocket(url)];
  await openSocket(url);
  expect(await second.closed).toBe(1006);
  third.send({ type: 'connection_init' });
  expect(await third.next()).toEqual({ type: 'connection_ack' });
  await connectSocket(url);
  const refused = await openSocket(url);
  refused.send({ type: 'connection_init' });
  expect(await refused.closed).toBe(1013);
  expect((await send(url, 'PUT', {})).status).toBe(429);
  first.socket.terminate();
  await expect.poll(async () => (await send(url, 'PUT', {})).status).toBe(201);
});

test('server.close() closes WebSockets with 1001, and closeAllConnections() disconnects them', async () => {
  for (const end of ['close', 'closeAllConnections'] as const) {
    const server = createPsutilServer();
    const url = await listen(server);
    const { send: sendMessage, next, closed } = await connectSocket(url);
    sendMessage({ type: 'subscribe', id: '1', payload: silent });
    await next();
    const ended = once(server, 'close');
    server[end]();
    expect(await closed).toBe(end === 'close' ? 1001 : 1006);
    if (end === 'closeAllConnections') server.close();
    await ended;
  }
});

test('a request to upgrade to another protocol is executed without the upgrade', async () => {
  const url = await startServer();
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`;
  const upgrade = 'connection: close, Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n';
  const reply = await sendRaw(url, `${head}${upgrade}content-length: ${operation.length}\r\n\r\n${operation}`);
  expect(reply).toMatch(/^HTTP\/1\.1 200 .*"data"/s);
  const foreign = await sendRaw(url, `${head.replace('localhost', 'evil.example')}${upgrade}content-length: 0\r\n\r\n`);
  expect(foreign).toMatch(/^HTTP\/1\.1 403 /);
});

test('createPsutilYoga() serves WebSockets with handleUpgrade(), until dispose()', async () => {
  const yoga = createPsutilYoga({ token, allowHosts: [] });
  const url = await listen(createServer(yoga as RequestListener).on('upgrade', yoga.handleUpgrade));
  expect(await rejectionOf(url, { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
  expect(await rejectionOf(url, { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(await rejectionOf(`${url}/else`)).toMatchObject({ status: 404 });
  const { send: sendMessage, next, closed } = await connectSocket(url, { authorization });
  sendMessage({ type: 'subscribe', id: '1', payload: memory });
  expect(await next()).toMatchObject({ type: 'next', payload: { data: expect.anything() } });
  await yoga.dispose();
  expect(await closed).toBe(1006);
});

test('the servers of Express and Fastify serve WebSockets with handleUpgrade()', async () => {
  const yoga = createPsutilYoga({ allowHosts: [] });
  onTestFinished(() => yoga.dispose());
  const app = fastify();
  await app.ready();
  for (const server of [createServer(express()), app.server]) {
    const { send: sendMessage, next } = await connectSocket(await listen(server.on('upgrade', yoga.handleUpgrade)));
    sendMessage({ type: 'subscribe', id: '1', payload: memory });
    expect(await next()).toMatchObject({ type: 'next', payload: { data: expect.anything() } });
  }
});

test('the code of WebSockets is loaded with the first WebSocket', async () => {
  const loaded = await script<boolean[]>(`
    import { createPsutilServer } from '@psutil/graphql';
    import { once } from 'node:events';
    import { createRequire } from 'node:module';
    import { connect } from 'node:net';
    const { cache } = createRequire(import.meta.url);
    const isLoaded = () => Object.keys(cache).some((file) => /[\\\\/]node_modules[\\\\/]ws[\\\\/]/.test(file));
    const server = createPsutilServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const loaded = [isLoaded()];
    const socket = connect(server.address().port, '127.0.0.1');
    socket.write(${JSON.stringify(handshake)});
    await once(socket, 'data');
    loaded.push(isLoaded());
    socket.destroy();
    server.close();
    print(loaded);`);
  expect(loaded).toEqual([false, true]);
});
