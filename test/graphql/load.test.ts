import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { cmdlineLimits } from '../../packages/graphql/dist/guard/redact.js';
import { truncation } from '../../packages/graphql/dist/guard/redact-text.js';
import { needsSupport, serve } from '../support/graph.ts';
import { codeOf, listen, post, startServer } from '../support/http.ts';
import { needsRoot, nobody } from '../support/run.ts';

/** Opens connections of this process to itself: two sockets for each. */
async function openConnections(count: number): Promise<void> {
  const server = createServer(() => {}); // The server never responds.
  const { port } = new URL(await listen(server));
  for (let index = 0; index < count; index += 1) {
    const socket = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
  }
}

const typename = { query: '{ __typename }' };

test('concurrent large queries take bounded memory, and others are answered', { timeout: 90_000 }, async (context) => {
  needsSupport(context, 'connections');
  await openConnections(20);
  const { url, server } = await serve();
  const target = new Process(server.pid);
  const page = (selection: string) => `sockets { edges { node { ${selection} } } }`;
  const nested = page(`process { ${page(`process { ${page('fd')} }`)} }`);
  const queries = Array.from({ length: 8 }, (_, index) => `{ a${index}: process(pid: ${process.pid}) { ${nested} } }`);
  let isDone = false;
  const replies = Promise.all(queries.map((query) => post(url, { query }))).finally(() => {
    isDone = true;
  });
  let peak = 0;
  let answered = 0;
  while (!isDone) {
    expect((await post(url, typename)).status).toBe(200);
    answered += 1;
    peak = Math.max(peak, target.memoryInfo().rss);
  }
  const codes = (await replies).map((reply) => codeOf(reply));
  expect(new Set(codes)).toEqual(new Set([undefined]));
  expect(answered).toBeGreaterThan(10);
  expect(peak).toBeLessThan(1.4 * 2 ** 30);
});

test('a process with a hundred thousand arguments makes no other value fail', async (context) => {
  needsRoot(context);
  const args = ['-e', 'setTimeout(() => {}, 1e6)', ...Array(100_000).fill('a')];
  const children = Array.from({ length: 3 }, () => spawn(process.execPath, args, { uid: nobody, stdio: 'ignore' }));
  onTestFinished(() => children.forEach((child) => void child.kill('SIGKILL')));
  await Promise.all(children.map((child) => once(child, 'spawn')));
  const url = await startServer();
  const reply = await post(url, {
    query: '{ processes(first: 5000) { totalCount edges { node { pid name cmdline } } } }',
  });
  const { totalCount, edges } = JSON.parse(reply.body).data.processes;
  expect(reply.status).toBe(200);
  expect(edges).toHaveLength(totalCount);
  const cmdlines = new Map(
    edges.map(({ node }: { node: { pid: number; cmdline: string[] | null } }) => [node.pid, node.cmdline]),
  );
  for (const { pid } of children) {
    expect(cmdlines.get(pid)).toHaveLength(cmdlineLimits.count + 1);
    expect((cmdlines.get(pid) as string[]).at(-1)).toBe(truncation);
  }
  expect(cmdlines.get(process.pid)).not.toBeNull();
});
