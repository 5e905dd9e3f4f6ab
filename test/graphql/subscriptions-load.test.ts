import { readFileSync } from 'node:fs';
import { LINUX } from '@psutil/native';
import { expect, test } from 'vitest';
import { needsSupport } from '../support/graph.ts';
import { hostWith } from '../support/host-with.ts';
import { script } from '../support/run.ts';
import { needsStrace, traceScript } from '../support/strace.ts';

/** The beginning of a script with a server, and functions for its clients. */
const prelude = `
  import { createPsutilServer } from '@psutil/graphql';
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { existsSync, readdirSync } from 'node:fs';
  import { connect } from 'node:net';
  import { setTimeout as sleep } from 'node:timers/promises';
  const server = createPsutilServer({ history: false }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const bodyOf = (selection) => JSON.stringify({ query: 'subscription { ' + selection + ' }' });
  const stop = () => (server.close(), server.closeAllConnections());
  /** Reads a subscription until it has received \`count\` events; calls \`trigger\` every 100 ms. */
  async function client(selection, count, trigger) {
    const response = await fetch('http://127.0.0.1:' + port + '/graphql', { method: 'POST', headers, body: bodyOf(selection) });
    const timer = trigger && setInterval(trigger, 100);
    let events = 0;
    try {
    for await (const chunk of response.body) {
      events += String(Buffer.from(chunk)).split('event: next').length - 1;
      if (events >= count) return events;
    }
    } finally {
      clearInterval(timer);
    }
    throw new Error('the stream ended after ' + events + ' events');
  }
  async function until(isFulfilled) {
    for (let i = 0; i < 400; i++) if (isFulfilled()) return true; else await sleep(25);
    return false;
  }
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;`;

test('fifty subscribers share one sampler, which stops after the last of them', async (context) => {
  needsStrace(context);
  needsSupport(context, 'diskIoCounters');
  const code = `${prelude}
    const direct = Array.from({ length: 25 }, () => client('diskIo(interval: 0.1) { seconds }', 10));
    const combined = Array.from({ length: 25 }, () => client('machine(interval: 0.1) { diskIo { seconds } }', 10));
    const events = (await Promise.all([...direct, ...combined])).reduce((sum, count) => sum + count);
    const stopped = await until(() => timers() === 0);
    await sleep(200);
    existsSync('/stopped');
    await sleep(500);
    stop();
    print({ events, stopped });`;
  const { printed, calls } = await traceScript<{ events: number; stopped: boolean }>(
    code,
    'pread64,access,faccessat,faccessat2',
    '--decode-fds=path',
  );
  expect(printed.events).toBeGreaterThanOrEqual(500);
  expect(printed.stopped).toBe(true);
  const stop = calls.findIndex((call) => call.includes('"/stopped"'));
  const reads = calls.flatMap((call, index) => (call.includes('</proc/diskstats>') ? [index] : []));
  expect(stop).toBeGreaterThan(0);
  expect(reads.length).toBeGreaterThan(10);
  expect(reads.length).toBeLessThan(100);
  expect(reads.filter((index) => index > stop)).toEqual([]);
});

test('clients that disconnect at any stage leak no file descriptor and no timer', async (context) => {
  context.skip(!LINUX, 'counts the file descriptors in /proc/self/fd');
  const { before, during, after } = await script<Record<'before' | 'during' | 'after', [timers: number, fds: number]>>(
    `${prelude}
    const requestOf = (selection) => {
      const body = bodyOf(selection);
      return 'POST /graphql HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-type: application/json\\r\\naccept: text/event-stream\\r\\ncontent-length: ' + body.length + '\\r\\n\\r\\n' + body;
    };
    const state = () => [timers(), readdirSync('/proc/self/fd').length];
    const disconnects = [
      (socket, request) => (socket.write(request), socket.destroy()),
      (socket, request) => (socket.write(request), socket.resetAndDestroy()),
      async (socket, request, round) => (socket.write(request), await sleep(round % 5), socket.destroy()),
      async (socket, request) => (socket.write(request.slice(0, -5)), await sleep(1), socket.destroy()),
      async (socket, request) => (socket.write(request), await once(socket, 'data'), socket.destroy()),
      async (socket, request) => (socket.write(request), socket.pause(), await sleep(30), socket.resetAndDestroy()),
      async (socket, request) => (socket.end(request), await once(socket, 'data'), socket.destroy()),
      async (socket, request) => (socket.write(request), await sleep(250), socket.destroy()),
    ];
    const subscriptions = [
      'cpu(interval: 3600) { percent }',
      'machine(interval: 0.1) { cpu { percent } memory { percent } }',
      'swap(interval: 0.1) { total }',
      'processes(interval: 0.1, first: 5) { edges { node { name cpuPercent parent { name } } } }',
      'process(pid: ' + process.pid + ', interval: 0.1) { name }',
      'processEvents { pid process { name } }',
    ];
    async function visit(disconnect, request, round) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      await disconnect(socket, request, round);
    }
    await client('memory(interval: 0.1) { percent }', 2);
    await client('processEvents { pid }', 1, () => spawn('true', { stdio: 'ignore' }));
    await until(() => timers() === 0);
    const before = state();
    let during;
    for (let round = 0; round < 9; round++) {
      const visits = subscriptions.flatMap((selection) => disconnects.map((disconnect) => visit(disconnect, requestOf(selection), round)));
      await sleep(100);
      during ??= state();
      await Promise.all(visits);
    }
    await until(() => timers() === 0 && state()[1] <= before[1]);
    print({ before, during, after: state() });
    stop();`,
  );
  expect(before[0]).toBe(0);
  expect(during[0]).toBeGreaterThan(0);
  expect(during[1]).toBeGreaterThan(before[1]);
  expect(after[0]).toBe(0);
  expect(after[1]).toBeLessThanOrEqual(before[1]);
});

test('a slow subscriber receives the newest event and none that it missed', async (context) => {
  needsSupport(context, 'netIoCounters', 'swapMemory');
  const received = await script<{ slow: number[]; fast: number[] }[]>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const received = [];
    for (const selection of ['netIo(interval: 0.1) { seconds }', 'machine(interval: 0.1) { netIo { seconds } swap { total } }']) {
      const document = parse('subscription { ' + selection + ' }');
      const slow = await subscribe({ schema, document });
      const fast = await subscribe({ schema, document });
      const secondsOf = ({ value: { data } }) => (data.netIo ?? data.machine.netIo).seconds;
      const first = secondsOf(await slow.next());
      const read = [];
      while (read.length < 10) read.push(secondsOf(await fast.next()));
      received.push({ slow: [first, secondsOf(await slow.next())], fast: read });
      await Promise.all([slow.return(), fast.return()]);
    }
    print(received);`);
  expect(received).toHaveLength(2);
  for (const { slow, fast } of received) {
    expect(fast[0]).toBe(slow[0]);
    expect(new Set(fast).size).toBe(fast.length);
    expect(fast.slice(0, -1)).not.toContain(slow[1]);
  }
});

test('a subscription that ends before its first event leaves no timer', async () => {
  const resources = await script<string[][]>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const resources = [];
    for (const selection of ['cpu { percent }', 'memory { total }', 'machine { cpu { percent } memory { total } }']) {
      const events = await subscribe({ schema, document: parse('subscription { ' + selection + ' }') });
      await events.return();
      resources.push(process.getActiveResourcesInfo());
      const waiting = await subscribe({ schema, document: parse('subscription { cpu(interval: 3600) { percent } }') });
      const next = waiting.next();
      await new Promise((resolve) => setImmediate(resolve));
      await waiting.return();
      await next;
      resources.push(process.getActiveResourcesInfo());
    }
    print(resources);`);
  for (const each of resources) expect(each).not.toContain('Timeout');
});

test('the server queues no events for a client that does not read', async (context) => {
  needsSupport(context, 'swapMemory');
  const { stuck, later, ticks } = await script<{ stuck: number[]; later: number[]; ticks: number }>(`
    import { schema } from '@psutil/graphql';
    import { createYoga } from 'graphql-yoga';
    import { once } from 'node:events';
    import { createServer } from 'node:http';
    import { connect } from 'node:net';
    const server = createServer(createYoga({ schema, logging: false })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const fields = Array.from({ length: 300 }, (_, i) => 'a' + i + ': createTime b' + i + ': memoryInfo { rss vms }').join(' ');
    const body = JSON.stringify({ query: 'subscription { processes(interval: 0.1, first: 5000) { edges { node { ' + fields + ' } } } }' });
    const head = 'POST /graphql HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-type: application/json\\r\\naccept: text/event-stream\\r\\ncontent-length: ';
    const client = connect(port, '127.0.0.1').pause();
    const [socket] = await once(server, 'connection');
    client.write(head + body.length + '\\r\\n\\r\\n' + body);
    const ticking = await fetch('http://127.0.0.1:' + port + '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { swap(interval: 0.1) { total } }' }),
    });
    const state = () => [socket.bytesWritten, socket.writableLength];
    let ticks = 0;
    let before = [];
    let since = 0;
    let stuck;
    for await (const _ of ticking.body) {
      ticks++;
      const now = state();
      since = now[1] > 0 && now.join() === before.join() ? since + 1 : 0;
      before = now;
      if (since === 10) stuck = now;
      if (since === 40) break;
    }
    print({ stuck, later: state(), ticks });
    client.destroy();
    server.close();
    server.closeAllConnections();`);
  expect(stuck[0]).toBeGreaterThan(0);
  expect(later).toEqual(stuck);
  expect(ticks).toBeGreaterThan(40);
});

test('all subscribers receive a failed read as an error and then the next successful one', async (context) => {
  context.skip(!LINUX, 'replaces /proc/meminfo through HOST_PROC');
  const { proc } = hostWith({ 'proc/meminfo': '' });
  const path = `${proc}/meminfo`;
  const meminfo = readFileSync('/proc/meminfo', 'utf8');
  const received = await script<(string | number)[][]>(
    `
    import { schema, maskError } from '@psutil/graphql';
    import { writeFileSync } from 'node:fs';
    import { parse, subscribe } from 'graphql';
    const listen = async (selection) => {
      const received = [];
      for await (const { data, errors } of await subscribe({ schema, document: parse('subscription { ' + selection + ' }') })) {
        received.push(errors ? maskError(errors[0]).extensions.code : 'read');
        if (received.length === 2) writeFileSync('${path}', ${JSON.stringify(meminfo)});
        if (received.at(-1) === 'read') return received;
      }
    };
    print(await Promise.all([listen('memory(interval: 0.1) { total }'), listen('memory(interval: 0.1) { total }'), listen('machine(interval: 0.1) { memory { total } }')]));`,
    { env: { HOST_PROC: proc } },
  );
  for (const each of received) {
    expect(each.length).toBeGreaterThan(2);
    expect(new Set(each.slice(0, -1))).toEqual(new Set(['MALFORMED_FILE']));
    expect(each.at(-1)).toBe('read');
  }
  expect(received).toHaveLength(3);
});
