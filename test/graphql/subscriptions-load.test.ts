import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostWith } from '../support/host-with.ts';
import { script } from '../support/run.ts';
import { needsStrace, traced } from '../support/strace.ts';

/** A server in a script, and how its clients ask. */
const prelude = `
  import { createPsutilServer } from '@psutil/graphql';
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { existsSync, readdirSync } from 'node:fs';
  import { connect } from 'node:net';
  import { setTimeout as sleep } from 'node:timers/promises';
  const server = createPsutilServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const bodyOf = (selected) => JSON.stringify({ query: 'subscription { ' + selected + ' }' });
  const end = () => (server.close(), server.closeAllConnections());
  /** Reads a subscription until so many events have come. */
  async function client(selected, count, then) {
    const response = await fetch('http://127.0.0.1:' + port + '/graphql', { method: 'POST', headers, body: bodyOf(selected) });
    const again = then && setInterval(then, 100);
    let events = 0;
    try {
    for await (const chunk of response.body) {
      events += String(Buffer.from(chunk)).split('event: next').length - 1;
      if (events >= count) return events;
    }
    } finally {
      clearInterval(again);
    }
    throw new Error('the stream ended after ' + events);
  }
  async function until(isSo) {
    for (let i = 0; i < 400; i++) if (isSo()) return true; else await sleep(25);
    return false;
  }
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;`;

test('many subscribers cost the readings of one, and nothing is read when they have gone', async (context) => {
  needsStrace(context);
  const code = `${prelude}
    const alone = Array.from({ length: 25 }, () => client('diskIo(interval: 0.1) { seconds }', 10));
    const together = Array.from({ length: 25 }, () => client('machine(interval: 0.1) { diskIo { seconds } }', 10));
    const events = (await Promise.all([...alone, ...together])).reduce((sum, count) => sum + count);
    const left = await until(() => timers() === 0);
    await sleep(200);
    existsSync('/left');
    await sleep(500);
    end();
    print({ events, left });`;
  const { printed, calls } = await traced<{ events: number; left: boolean }>(
    code,
    'pread64,access,faccessat,faccessat2',
    '--decode-fds=path',
  );
  expect(printed.events).toBeGreaterThanOrEqual(500);
  expect(printed.left).toBe(true);
  const leaving = calls.findIndex((call) => call.includes('"/left"'));
  const readings = calls.flatMap((call, index) => (call.includes('</proc/diskstats>') ? [index] : []));
  expect(leaving).toBeGreaterThan(0);
  expect(readings.length).toBeGreaterThan(10);
  expect(readings.length).toBeLessThan(100);
  expect(readings.filter((index) => index > leaving)).toEqual([]);
});

test('clients that go at any stage leave no descriptor and no timer', async () => {
  const { before, during, after } = await script<Record<'before' | 'during' | 'after', [timers: number, fds: number]>>(
    `${prelude}
    const requestOf = (selected) => {
      const body = bodyOf(selected);
      return 'POST /graphql HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-type: application/json\\r\\naccept: text/event-stream\\r\\ncontent-length: ' + body.length + '\\r\\n\\r\\n' + body;
    };
    const state = () => [timers(), readdirSync('/proc/self/fd').length];
    const stages = [
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
    async function come(go, request, round) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      await once(socket, 'connect');
      await go(socket, request, round);
    }
    await client('memory(interval: 0.1) { percent }', 2);
    await client('processEvents { pid }', 1, () => spawn('true', { stdio: 'ignore' }));
    await until(() => timers() === 0);
    const before = state();
    let during;
    for (let round = 0; round < 9; round++) {
      const coming = subscriptions.flatMap((selected) => stages.map((go) => come(go, requestOf(selected), round)));
      await sleep(100);
      during ??= state();
      await Promise.all(coming);
    }
    await until(() => timers() === 0 && state()[1] <= before[1]);
    print({ before, during, after: state() });
    end();`,
  );
  expect(before[0]).toBe(0);
  expect(during[0]).toBeGreaterThan(0);
  expect(during[1]).toBeGreaterThan(before[1]);
  expect(after[0]).toBe(0);
  expect(after[1]).toBeLessThanOrEqual(before[1]);
});

test('a subscriber that does not ask for a while gets the newest, and nothing that it missed', async () => {
  const told = await script<{ slow: number[]; fast: number[] }[]>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const told = [];
    for (const selected of ['netIo(interval: 0.1) { seconds }', 'machine(interval: 0.1) { netIo { seconds } swap { total } }']) {
      const document = parse('subscription { ' + selected + ' }');
      const slow = await subscribe({ schema, document });
      const fast = await subscribe({ schema, document });
      const secondsOf = ({ value: { data } }) => (data.netIo ?? data.machine.netIo).seconds;
      const first = secondsOf(await slow.next());
      const read = [];
      while (read.length < 10) read.push(secondsOf(await fast.next()));
      told.push({ slow: [first, secondsOf(await slow.next())], fast: read });
      await Promise.all([slow.return(), fast.return()]);
    }
    print(told);`);
  expect(told).toHaveLength(2);
  for (const { slow, fast } of told) {
    expect(fast[0]).toBe(slow[0]);
    expect(new Set(fast).size).toBe(fast.length);
    expect(fast.slice(0, -1)).not.toContain(slow[1]);
  }
});

test('an iteration that is left before its first event reads nothing', async () => {
  const resources = await script<string[][]>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const left = [];
    for (const selected of ['cpu { percent }', 'memory { total }', 'machine { cpu { percent } memory { total } }']) {
      const events = await subscribe({ schema, document: parse('subscription { ' + selected + ' }') });
      await events.return();
      left.push(process.getActiveResourcesInfo());
      const waiting = await subscribe({ schema, document: parse('subscription { cpu(interval: 3600) { percent } }') });
      const next = waiting.next();
      await new Promise((resolve) => setImmediate(resolve));
      await waiting.return();
      await next;
      left.push(process.getActiveResourcesInfo());
    }
    print(left);`);
  for (const each of resources) expect(each).not.toContain('Timeout');
});

test('a client that does not read makes no queue', async () => {
  const { stuck, later, ticks } = await script<{ stuck: number[]; later: number[]; ticks: number }>(`
    import { schema } from '@psutil/graphql';
    import { createYoga } from 'graphql-yoga';
    import { once } from 'node:events';
    import { createServer } from 'node:http';
    import { connect } from 'node:net';
    const server = createServer(createYoga({ schema, logging: false })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const much = Array.from({ length: 300 }, (_, i) => 'a' + i + ': createTime b' + i + ': memoryInfo { rss vms }').join(' ');
    const body = JSON.stringify({ query: 'subscription { processes(interval: 0.1, first: 5000) { edges { node { ' + much + ' } } } }' });
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

test('a reading that fails is told to all, and those after it go on', async () => {
  const { proc } = hostWith({ 'proc/meminfo': '' });
  const path = `${proc}/meminfo`;
  const good = readFileSync('/proc/meminfo', 'utf8');
  const told = await script<(string | number)[][]>(
    `
    import { schema, maskError } from '@psutil/graphql';
    import { writeFileSync } from 'node:fs';
    import { parse, subscribe } from 'graphql';
    const listen = async (selected) => {
      const told = [];
      for await (const { data, errors } of await subscribe({ schema, document: parse('subscription { ' + selected + ' }') })) {
        told.push(errors ? maskError(errors[0]).extensions.code : 'read');
        if (told.length === 2) writeFileSync('${path}', ${JSON.stringify(good)});
        if (told.at(-1) === 'read') return told;
      }
    };
    print(await Promise.all([listen('memory(interval: 0.1) { total }'), listen('memory(interval: 0.1) { total }'), listen('machine(interval: 0.1) { memory { total } }')]));`,
    { env: { HOST_PROC: proc } },
  );
  for (const each of told) {
    expect(each.length).toBeGreaterThan(2);
    expect(new Set(each.slice(0, -1))).toEqual(new Set(['MALFORMED_FILE']));
    expect(each.at(-1)).toBe('read');
  }
  expect(told).toHaveLength(3);
});
