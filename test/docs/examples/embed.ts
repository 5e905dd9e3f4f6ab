import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { type Checks, folder } from '../../support/examples.ts';
import { codeOf, json, operation, post, type Reply, send } from '../../support/http.ts';
import { root } from '../../support/run.ts';
import { firstOf, subscribe } from '../../support/stream.ts';

/** Starts an example on a free port, for the test that calls it. */
async function start(name: string): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const server = spawn(process.execPath, [join(folder, name)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [url] = await once(createInterface(server.stdout), 'line');
  return { url: String(url), server };
}

const memory = 'subscription { memory(interval: 0.1) { available } }';

/** Its own route, beside the graph. */
type Greet = (url: string) => Promise<Reply>;

const greeting: Greet = (url) => send(new URL('/hello', url).href, 'GET', {});
const greetingByName: Greet = (url) => post(new URL('/hello', url).href, { name: 'you' });

/** What holds of the graph in any server. */
const embedding = (name: string, greet: Greet, greeted: string): Checks => ({
  'answers the graph beside a route of its own': async () => {
    const { url } = await start(name);
    const { status, body } = await post(url, { query: `{ process(pid: ${process.pid}) { pid ppid } }` });
    expect([status, JSON.parse(body)]).toEqual([200, { data: { process: { pid: process.pid, ppid: process.ppid } } }]);
    expect(await greet(url)).toMatchObject({ status: 200, body: greeted });
    expect((await send(new URL('/other', url).href, 'GET', {})).status).toBe(404);
  },
  'streams what is subscribed to': async () => {
    const { url } = await start(name);
    const events = await firstOf(subscribe<{ memory: { available: number } }>(url, { query: memory }), 3);
    for (const { data, errors } of events) {
      expect(errors).toBeUndefined();
      expect(data?.memory.available).toBeGreaterThan(0);
    }
    expect((await post(url, { query: '{ __typename }' })).status).toBe(200);
  },
  'tells why a field is null': async () => {
    const { url } = await start(name);
    const reply = await post(url, { query: '{ process(pid: 2147483647) { pid } }' });
    expect(JSON.parse(reply.body)).toMatchObject({
      data: { process: null },
      errors: [{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: 2147483647 } }],
    });
  },
  'refuses a host that is not this machine': async () => {
    const { url } = await start(name);
    for (const host of ['evil.example', 'localhost.evil.example', '10.0.0.1']) {
      const reply = await send(url, 'POST', { ...json, host }, operation);
      expect([host, reply.status]).toEqual([host, 403]);
    }
    expect((await send(url, 'POST', { ...json, host: 'localhost' }, operation)).status).toBe(200);
  },
  'ends when it is told to, whoever listens': async () => {
    const { url, server } = await start(name);
    const events = subscribe(url, { query: memory });
    await events.next();
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    await expect(firstOf(events, 1000)).rejects.toThrow();
  },
});

/** What holds where the graph is as `createPsutilYoga` makes it. */
const guarded = (name: string): Checks => ({
  'refuses the pages of other sites, forms and long bodies': async () => {
    const { url } = await start(name);
    const foreign = await send(url, 'POST', { ...json, origin: 'https://evil.example' }, operation);
    expect([foreign.status, codeOf(foreign)]).toEqual([403, 'FORBIDDEN']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(url, 'POST', form, 'query={cpu{count}}')).status).toBe(415);
    expect((await post(url, { query: `#${'x'.repeat(256 * 1024)}\n{ cpu { count } }` })).status).toBe(413);
    expect((await post(url, { query: '{' })).status).toBe(400);
  },
});

const schema: Checks = {
  'leads from types of its own into the graph and on, within one reading': async () => {
    const { url, server } = await start('embed-schema.js');
    const { pid } = server;
    const query = `{
      services { name pid process { pid name parent { pid } ...Moving } }
      processes(filter: { pid: [${pid}] }) { edges { node { ...Moving } } }
      process(pid: ${process.pid}) { children { pid } }
    }
    fragment Moving on Process { numCtxSwitches { voluntary involuntary } pageFaults { minor } memoryInfo { rss } }`;
    const { data, errors } = JSON.parse((await post(url, { query })).body);
    expect(errors).toBeUndefined();
    const [{ node: moving }] = data.processes.edges;
    expect(moving.pageFaults.minor).toBeGreaterThan(0);
    const known = { pid, name: 'node', parent: { pid: process.pid }, ...moving };
    expect(data.services).toEqual([{ name: 'embed-schema', pid, process: known }]);
    expect(data.process.children).toContainEqual({ pid });
  },
  'keeps the names of codes': async () => {
    const { url, server } = await start('embed-schema.js');
    const query = `query ($port: Int!) {
      connections(kind: TCP, filter: { status: [LISTEN], localPort: [$port] }) {
        edges { node { pid family status } }
      }
    }`;
    const { body } = await post(url, { query, variables: { port: Number(new URL(url).port) } });
    const node = { pid: server.pid, family: 'AF_INET', status: 'LISTEN' };
    expect(JSON.parse(body)).toEqual({ data: { connections: { edges: [{ node }] } } });
  },
};

/** What is checked of the examples that make the graph part of another server or schema. */
export const embed: Readonly<Record<string, Checks>> = {
  'embed-express.js': {
    ...embedding('embed-express.js', greetingByName, 'hello you\n'),
    ...guarded('embed-express.js'),
  },
  'embed-fastify.js': {
    ...embedding('embed-fastify.js', greetingByName, 'hello you\n'),
    ...guarded('embed-fastify.js'),
  },
  'embed-http.js': { ...embedding('embed-http.js', greeting, 'hello\n'), ...guarded('embed-http.js') },
  'embed-schema.js': { ...embedding('embed-schema.js', greeting, 'hello\n'), ...schema },
};
