import { LINUX } from '@psutil/native';
import { expect, test } from 'vitest';
import { script } from '../support/run.ts';

test('WebSockets and event streams that disconnect at any stage leak no file descriptor and no timer', async (context) => {
  context.skip(!LINUX, 'counts the file descriptors in /proc/self/fd');
  const { before, during, after } = await script<Record<'before' | 'during' | 'after', [timers: number, fds: number]>>(
    `
    import { createPsutilServer } from '@psutil/graphql';
    import { once } from 'node:events';
    import { readdirSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { WebSocket } from 'ws';
    const server = createPsutilServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    async function until(isFulfilled) {
      for (let i = 0; i < 400 && !isFulfilled(); i++) await sleep(50);
    }
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const url = 'http://127.0.0.1:' + port + '/graphql';
    const state = () => [timers(), readdirSync('/proc/self/fd').length];
    const messages = [
      { type: 'connection_init' },
      ...['memory(interval: 0.1) { total }', 'cpu(interval: 3600) { percent }'].map((selection, id) => ({
        type: 'subscribe', id: String(id), payload: { query: 'subscription { ' + selection + ' }' },
      })),
      { type: 'subscribe', id: '3', payload: { query: '{ cpu { percent(interval: 1) } }' } },
      { type: 'complete', id: '1' },
    ];
    async function visit(count, delay) {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws').on('error', () => {});
      if (delay === 0) return socket.terminate();
      await once(socket, 'open');
      for (const message of messages.slice(0, count)) socket.send(JSON.stringify(message));
      await sleep(delay);
      if (delay > 20) socket.close();
      else socket.terminate();
    }
    async function stream(delay) {
      const controller = new AbortController();
      const { signal } = controller;
      const token = await (await fetch(url, { method: 'PUT' })).text();
      const headers = { 'x-graphql-event-stream-token': token };
      const response = await fetch(url, { headers, signal });
      const body = (id) => JSON.stringify({ query: messages[id].payload.query, extensions: { operationId: String(id) } });
      for (const id of [1, 2, 3]) await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: body(id) });
      await sleep(delay);
      controller.abort();
    }
    /** Observes the first round: which connections are open at one moment depends on the load of the machine. */
    async function highest() {
      let [timer, fd] = state();
      for (let i = 0; i < 30; i++) {
        await sleep(10);
        const now = state();
        [timer, fd] = [Math.max(timer, now[0]), Math.max(fd, now[1])];
      }
      return [timer, fd];
    }
    await visit(5, 30);
    await stream(10);
    await until(() => timers() === 0); // The connections of fetch are closed.
    const before = state();
    let during;
    for (let round = 0; round < 5; round++) {
      const visits = [1, 2, 3, 4, 5].flatMap((count) => [0, 1, 5, 30, 300].map((delay) => visit(count, delay)));
      visits.push(...[0, 10, 300].map(stream));
      during ??= await highest();
      await Promise.all(visits);
    }
    await until(() => timers() === 0 && state()[1] <= before[1]);
    print({ before, during, after: state() });
    server.close();
    server.closeAllConnections();`,
  );
  expect(during[0]).toBeGreaterThan(before[0]);
  expect(during[1]).toBeGreaterThan(before[1]);
  expect(after[0]).toBeLessThanOrEqual(before[0]);
  expect(after[1]).toBeLessThanOrEqual(before[1]);
});
