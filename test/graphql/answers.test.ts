import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createPsutilServer } from '@psutil/graphql';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { defaultLimits, type Limits } from '../../packages/graphql/dist/guard/limits.js';
import { createServerWithLimits } from '../../packages/graphql/dist/server.js';
import { spawnChild } from '../support/children.ts';
import type { GraphQLResult } from '../support/graph.ts';
import { codeOf, json, listen, operation, post, type Reply, send, startServerWithLimits } from '../support/http.ts';
import { subscribe } from '../support/stream.ts';

type AnswerLimits = Limits['answers'];

/** Starts a server with other limits of answers and, in milliseconds, of time. */
const serverWith = (answers: { [Key in keyof AnswerLimits]?: Partial<AnswerLimits[Key]> }, time = 30_000) => {
  const { each, total } = defaultLimits.answers;
  const limits = { each: { ...each, ...answers.each }, total: { ...total, ...answers.total } };
  return startServerWithLimits({ time, answers: limits });
};

const resultOf = (reply: Reply) => [reply.status, codeOf(reply) ?? null];
const codesOf = (result: GraphQLResult<object> | undefined) => [
  ...new Set(result?.errors?.map(({ extensions }) => extensions?.code)),
];
const typename = { query: '{ __typename }' };
const self = `process(pid: ${process.pid})`;

test('a response beyond the limit of bytes gets 400 and ANSWER_TOO_LARGE', async () => {
  const url = await serverWith({ each: { bytes: 20_000 } });
  const aliases = Array.from({ length: 49 }, (_, index) => `a${index}: name`).join(' ');
  expect(resultOf(await post(url, { query: `{ ${self} { ${aliases} } }` }))).toEqual([200, null]);
  const query = `{ processes { edges { node { ${aliases} } } } }`;
  const reply = await post(url, { query });
  expect(resultOf(reply)).toEqual([400, 'ANSWER_TOO_LARGE']);
  expect(reply.body).not.toContain('"data"');
});

test('a response that is too large before any value is awaited is aborted too', async () => {
  const url = await serverWith({ each: { bytes: 100 } });
  expect(resultOf(await post(url, { query: '{ capabilities { name description } }' }))).toEqual([
    400,
    'ANSWER_TOO_LARGE',
  ]);
});

test('the names of types and the errors of fields count towards the limit of bytes', async () => {
  const url = await serverWith({ each: { bytes: 50_000 } });
  const names = Array.from({ length: 40 }, (_, index) => `a${index}: __typename`).join(' ');
  const errors = Array.from({ length: 40 }, (_, index) => `a${index}: environ { totalCount }`).join(' ');
  for (const selection of [names, `...F } } } } fragment F on Process { __typename ... { ${names} }`]) {
    const end = selection.startsWith('...') ? '' : '} } }';
    const reply = await post(url, { query: `{ processes { edges { node { ${selection} } ${end}` });
    expect(resultOf(reply), selection).toEqual([400, 'ANSWER_TOO_LARGE']);
  }
  const reply = await post(url, { query: `{ processes { edges { node { ${errors} } } } }` });
  expect(resultOf(reply)).toEqual([400, 'ANSWER_TOO_LARGE']);
});

test('introspection counts when it is serialized', async () => {
  const url = await serverWith({ each: { bytes: 5000 } });
  const reply = await post(url, { query: '{ __schema { types { name fields { name } } } }' });
  expect(resultOf(reply)).toEqual([400, 'ANSWER_TOO_LARGE']);
});

test('a value of one process that is too large fails alone', async () => {
  const child = await spawnChild(process.execPath, '-e', 'setTimeout(() => {}, 1e6)', ...Array(3000).fill('x'));
  const url = await serverWith({ each: { elements: 4000, bytes: 2 ** 20 } });
  const query = `{ processes(filter: { pid: [${child.pid}, ${process.pid}] }) { edges { node { pid cmdline } } } }`;
  const reply = await post(url, { query });
  const { data, errors } = JSON.parse(reply.body);
  const nodes: { pid: number; cmdline: string[] | null }[] = data.processes.edges.map(({ node }: never) => node);
  const cmdlineOf = (pid: number | undefined) => nodes.find((node) => node.pid === pid)?.cmdline;
  expect(reply.status).toBe(200);
  expect(cmdlineOf(child.pid)).toBeNull();
  expect(cmdlineOf(process.pid)?.length).toBeGreaterThan(0);
  expect(errors).toMatchObject([
    { path: [...Array(4).fill(expect.anything()), 'cmdline'], extensions: { code: 'ANSWER_TOO_LONG' } },
  ]);

  const complete = await post(await serverWith({}), { query: `{ process(pid: ${child.pid}) { cmdline } }` });
  expect(JSON.parse(complete.body).data.process.cmdline).toHaveLength(3003);
});

/** Sends a query and reads nothing of its response. */
async function sendWithoutReading(url: string, body: object, accept = 'application/json'): Promise<Socket> {
  const text = JSON.stringify(body);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {}); // The server closes the connection.
  socket.pause();
  await once(socket, 'connect');
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: ${accept}\r\n`;
  socket.write(`${head}content-length: ${text.length}\r\n\r\n${text}`);
  return socket;
}

/** The code of a process with eight children, which have long arguments and end with it. */
const parentCode = `
  const long = 'x'.repeat(32_000);
  for (let index = 0; index < 8; index++)
    require('node:child_process').spawn(process.execPath, ['-e', 'process.stdin.resume()', long, long], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  setTimeout(() => {}, 1e6);`;

/** Starts a process whose children have arguments of half a megabyte in total, to request responses of any size. */
async function startParent(): Promise<number> {
  const { pid } = await spawnChild(process.execPath, '-e', parentCode);
  const longCount = () => new Process(pid).children().filter((child) => child.cmdline().length === 5).length;
  await expect.poll(longCount, { timeout: 20_000 }).toBe(8);
  return pid;
}

/** Selects the arguments of all children repeatedly: about half a megabyte each time. */
const aliasesOf = (pid: number, count: number) =>
  `process(pid: ${pid}) { children { ${Array.from({ length: count }, (_, index) => `a${index}: cmdline`).join(' ')} } }`;

test('a client that does not read its response is disconnected, and frees its slot and its bytes', async () => {
  const pid = await startParent();
  const answers = { each: { elements: 10_000, bytes: 50_000_000 }, total: { elements: 10_000, bytes: 25_000_000 } };
  const limits = { ...defaultLimits, answers, time: 1500, queries: { perClient: 2, total: 2 } };
  const url = await listen(createServerWithLimits(limits, {}));
  const query = `{ ${aliasesOf(pid, 45)} }`;
  const sockets = [await sendWithoutReading(url, { query }), await sendWithoutReading(url, { query })];
  await expect.poll(async () => (await post(url, typename)).status, { interval: 20 }).toBe(429);
  await expect.poll(async () => (await post(url, typename)).status, { timeout: 10_000 }).toBe(200);
  for (const socket of sockets) {
    const closed = once(socket, 'close');
    socket.resume();
    await closed;
  }
  const reply = await post(url, { query });
  expect(resultOf(reply)).toEqual([200, null]);
  expect(reply.body.length).toBeGreaterThan(20_000_000);
});

test('responses in progress share a limit of bytes, beyond which only small ones succeed', async () => {
  const pid = await startParent();
  const url = await serverWith({ each: { bytes: 25_000_000 }, total: { bytes: 10_000_000 } });
  const query = `{ ${aliasesOf(pid, 45)} }`;
  const socket = await sendWithoutReading(url, { query });
  await expect.poll(async () => resultOf(await post(url, { query }))).toEqual([503, 'SERVICE_UNAVAILABLE']);
  const refused = await post(url, { query });
  expect(refused.headers['retry-after']).toBe('1');
  expect(resultOf(await post(url, typename))).toEqual([200, null]);
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
  socket.destroy();
  await expect.poll(async () => resultOf(await post(url, { query })), { timeout: 5000 }).toEqual([200, null]);
});

test('a subscriber that does not read its events is disconnected', async () => {
  const pid = await startParent();
  const url = await serverWith({ each: { bytes: 50_000_000 } }, 500);
  const query = `subscription { ${aliasesOf(pid, 40).replace(')', ', interval: 0.1)')} }`;
  const socket = await sendWithoutReading(url, { query }, 'text/event-stream');
  await once(socket, 'readable');
  const before = process.memoryUsage().arrayBuffers;
  const closed = once(socket, 'close');
  setTimeout(() => socket.resume(), 3000);
  await closed;
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 2 ** 20);
});

test('the limits apply to each event of a subscription, and sent events are released', async () => {
  const pid = await startParent();
  const url = await serverWith({ each: { bytes: 4_000_000 }, total: { bytes: 7_000_000 } });
  const query = `subscription { ${aliasesOf(pid, 3).replace(')', ', interval: 0.1)')} }`;
  let count = 0;
  for await (const { errors } of subscribe<object>(url, { query })) {
    expect(errors).toBeUndefined();
    if (++count === 10) break;
  }
  const tooLarge = `subscription { ${aliasesOf(pid, 20).replace(')', ', interval: 0.1)')} }`;
  const events: GraphQLResult<object>[] = [];
  for await (const event of subscribe<object>(url, { query: tooLarge })) {
    events.push(event);
    break;
  }
  expect(codesOf(events[0])).toEqual(['ANSWER_TOO_LARGE']);
  expect(JSON.stringify(events[0]).length).toBeLessThan(4_000_000);
});

test('the error of an event that is too large is the last event', async () => {
  const url = await serverWith({ each: { bytes: 1000 } });
  const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: createTime`).join(' ');
  const events: GraphQLResult<object>[] = [];
  for await (const event of subscribe<object>(url, { query: `subscription { ${self} { ${aliases} } }` })) {
    events.push(event);
  }
  expect(events.map(codesOf)).toEqual([['ANSWER_TOO_LARGE']]);
});

test('large responses are complete, for every kind of client', async () => {
  const pid = await startParent();
  const url = await listen(createPsutilServer());
  const body = { query: `{ ${aliasesOf(pid, 3)} }` };
  for (const accept of ['application/json', '*/*', 'application/graphql-response+json']) {
    const reply = await post(url, body, { accept });
    expect(Number(reply.headers['content-length'])).toBe(Buffer.byteLength(reply.body));
    expect(JSON.parse(reply.body).data.process.children[7].a2).toHaveLength(5);
  }
  const stream = await post(url, body, { accept: 'text/event-stream' });
  const [, data = ''] = /data: (\{.*\})\n/.exec(stream.body) ?? [];
  expect(JSON.parse(data).data.process.children[7].a2).toHaveLength(5);
  const parts = await post(url, body, { accept: 'multipart/mixed' });
  expect(parts.body).toContain('"a2"');
});
