import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect } from 'vitest';
import { type Checks, examplesDirectory } from '../../support/examples.ts';
import { codeOf, json, operation, post, type Reply, send } from '../../support/http.ts';
import { root } from '../../support/run.ts';
import { firstOf, subscribe } from '../../support/stream.ts';

interface Running {
  readonly url: string;
  readonly server: ChildProcess;
}

/** Starts an example on a free port. */
async function start(name: string): Promise<Running> {
  const server = spawn(process.execPath, [join(examplesDirectory, name)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(server);
  const [url] = await once(createInterface(server.stdout), 'line');
  return { url: String(url), server };
}

const servers: ChildProcess[] = [];
afterAll(() => {
  for (const server of servers) server.kill('SIGKILL');
});

const running = new Map<string, Promise<Running>>();

/** Returns the running example, which the tests share, or starts it. */
function shared(name: string): Promise<Running> {
  const started = running.get(name) ?? start(name);
  running.set(name, started);
  return started;
}

const memory = 'subscription { memory(interval: 0.1) { available } }';

/** Sends a request to the route of the example beside the GraphQL endpoint. */
type Greet = (url: string) => Promise<Reply>;

const greetByGet: Greet = (url) => send(new URL('/hello', url).href, 'GET', {});
const greetByPost: Greet = (url) => post(new URL('/hello', url).href, { name: 'you' });

/** Checks of the GraphQL endpoint in any server. */
const embedding = (name: string, greet: Greet, greeting: string): Checks => ({
  'serves GraphQL beside a route of its own': async () => {
    const { url } = await shared(name);
    const { status, body } = await post(url, { query: `{ process(pid: ${process.pid}) { pid ppid } }` });
    expect([status, JSON.parse(body)]).toEqual([200, { data: { process: { pid: process.pid, ppid: process.ppid } } }]);
    expect(await greet(url)).toMatchObject({ status: 200, body: greeting });
    expect((await send(new URL('/other', url).href, 'GET', {})).status).toBe(404);
  },
  'streams subscription events': async () => {
    const { url } = await shared(name);
    const events = await firstOf(subscribe<{ memory: { available: number } }>(url, { query: memory }), 3);
    for (const { data, errors } of events) {
      expect(errors).toBeUndefined();
      expect(data?.memory.available).toBeGreaterThan(0);
    }
    expect((await post(url, { query: '{ __typename }' })).status).toBe(200);
  },
  'reports the error of a field that is null': async () => {
    const { url } = await shared(name);
    const reply = await post(url, { query: '{ process(pid: 2147483647) { pid } }' });
    expect(JSON.parse(reply.body)).toMatchObject({
      data: { process: null },
      errors: [{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: 2147483647 } }],
    });
  },
  'rejects a Host header that does not name this machine': async () => {
    const { url } = await shared(name);
    for (const host of ['evil.example', 'localhost.evil.example', '10.0.0.1']) {
      const reply = await send(url, 'POST', { ...json, host }, operation);
      expect([host, reply.status]).toEqual([host, 403]);
    }
    expect((await send(url, 'POST', { ...json, host: 'localhost' }, operation)).status).toBe(200);
  },
  'exits on SIGTERM while a subscription is active': async () => {
    const { url, server } = await start(name);
    const events = subscribe(url, { query: memory });
    await events.next();
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    await expect(firstOf(events, 1000)).rejects.toThrow();
  },
});

/** Checks of a handler made by `createPsutilYoga`. */
const guarded = (name: string): Checks => ({
  'rejects cross-origin requests, forms and large bodies': async () => {
    const { url } = await shared(name);
    const foreign = await send(url, 'POST', { ...json, origin: 'https://evil.example' }, operation);
    expect([foreign.status, codeOf(foreign)]).toEqual([403, 'FORBIDDEN']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(url, 'POST', form, 'query={cpu{count}}')).status).toBe(415);
    expect((await post(url, { query: `#${'x'.repeat(256 * 1024)}\n{ cpu { count } }` })).status).toBe(413);
    expect((await post(url, { query: '{' })).status).toBe(400);
  },
});

const schema: Checks = {
  'resolves a Process from its own type, in the same snapshot as the rest of the query': async () => {
    const { url, server } = await shared('embed-schema.js');
    const { pid } = server;
    const query = `{
      services { name pid process { pid name parent { pid } ...Counters } }
      processes(filter: { pid: [${pid}] }) { edges { node { ...Counters } } }
      process(pid: ${process.pid}) { children { pid } }
    }
    fragment Counters on Process { numCtxSwitches { voluntary involuntary } pageFaults { minor } memoryInfo { rss } }`;
    const { data, errors } = JSON.parse((await post(url, { query })).body);
    expect(errors).toBeUndefined();
    const [{ node: counters }] = data.processes.edges;
    expect(counters.pageFaults.minor).toBeGreaterThan(0);
    const expected = { pid, name: 'node', parent: { pid: process.pid }, ...counters };
    expect(data.services).toEqual([{ name: 'embed-schema', pid, process: expected }]);
    expect(data.process.children).toContainEqual({ pid });
  },
  'keeps the enumeration names': async () => {
    const { url, server } = await shared('embed-schema.js');
    const query = `query ($port: Int!) {
      sockets(kind: TCP, filter: { status: [LISTEN], localPort: [$port] }) {
        edges { node { pid family status } }
      }
    }`;
    const { body } = await post(url, { query, variables: { port: Number(new URL(url).port) } });
    const node = { pid: server.pid, family: 'AF_INET', status: 'LISTEN' };
    expect(JSON.parse(body)).toEqual({ data: { sockets: { edges: [{ node }] } } });
  },
};

/** Checks of the examples that embed the GraphQL API in another server or schema. */
export const embed: Readonly<Record<string, Checks>> = {
  'embed-express.js': {
    ...embedding('embed-express.js', greetByPost, 'hello you\n'),
    ...guarded('embed-express.js'),
  },
  'embed-fastify.js': {
    ...embedding('embed-fastify.js', greetByPost, 'hello you\n'),
    ...guarded('embed-fastify.js'),
  },
  'embed-http.js': { ...embedding('embed-http.js', greetByGet, 'hello\n'), ...guarded('embed-http.js') },
  'embed-schema.js': { ...embedding('embed-schema.js', greetByGet, 'hello\n'), ...schema },
};
