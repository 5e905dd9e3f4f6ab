import { setImmediate as nextIteration } from 'node:timers/promises';
import { Process } from '@psutil/process';
import { ProcessTable } from '@psutil/process/table';
import { expect, test } from 'vitest';
import { cmdlineText, redactCmdlines, redactedCmdline } from '../../packages/graphql/dist/cmdline.js';
import { cmdlineLimits } from '../../packages/graphql/dist/guard/redact.js';
import { spawnChild } from '../support/children.ts';
import { runQuery } from '../support/graph.ts';
import { post, startServer } from '../support/http.ts';
import { redaction, secret } from '../support/redact.ts';
import { needs } from '../support/run.ts';

/** Spawns a shell with arguments that it ignores. */
const spawnWithArguments = (...args: readonly string[]) => spawnChild('sh', '-c', 'sleep 1000; true', 'name', ...args);

test('Process.cmdline is redacted unless allowEnviron is set', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnWithArguments('--password', secret, `TOKEN=${secret}`);
  const query = `{ process(pid: ${pid}) { name cmdline } }`;
  const { data } = await runQuery<{ process: { name: string; cmdline: string[] } }>(query);
  expect(data?.process.cmdline).toEqual([
    'sh',
    '-c',
    'sleep 1000; true',
    'name',
    '--password',
    redaction,
    `TOKEN=${redaction}`,
  ]);
  const open = await post(await startServer({ allowEnviron: true }), { query });
  expect(JSON.parse(open.body).data.process.cmdline).toEqual(new Process(pid).cmdline());
  const closed = await post(await startServer(), { query });
  expect(closed.body).not.toContain(secret);
});

test('Process.cmdline is truncated, with and without allowEnviron', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnWithArguments('://a:'.repeat(20_000), 'a'.repeat(100_000), 'a'.repeat(100_000));
  for (const allowEnviron of [false, true]) {
    const reply = await post(await startServer({ allowEnviron }), { query: `{ process(pid: ${pid}) { cmdline } }` });
    const { cmdline } = JSON.parse(reply.body).data.process;
    expect(cmdline.at(-1)).toBe('[truncated]');
    expect(cmdline.join('').length).toBeLessThan(cmdlineLimits.total + 100);
  }
});

/** Returns the processes that match a filter, of those with some PIDs. */
async function matching(filter: object): Promise<number[] | undefined> {
  const query = 'query ($filter: ProcessFilter) { processes(filter: $filter) { edges { node { pid } } } }';
  const { data } = await runQuery<{ processes: { edges: { node: { pid: number } }[] } }>(query, { filter });
  return data?.processes.edges.map(({ node }) => node.pid);
}

test('a filter does not match redacted secrets', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnWithArguments('found', '--password', secret, `https://me:${secret}@a.example`);
  expect(await matching({ pid: [pid], search: 'found' })).toEqual([pid]);
  expect(await matching({ pid: [pid], cmdline: { contains: '--password' } })).toEqual([pid]);
  const start = 'sh -c sleep 1000; true name found --password';
  for (const filter of [
    { search: secret },
    { search: secret.slice(0, 4) },
    { search: `me:${secret.slice(0, 1)}` },
    { cmdline: { contains: secret } },
    { cmdline: { startsWith: `${start} ${secret.slice(0, 2)}` } },
    { cmdline: { equals: `${start} ${secret}` } },
    { cmdline: { in: [`${start} ${secret} https://me:${secret}@a.example`] } },
  ]) {
    expect(await matching({ pid: [pid], ...filter }), JSON.stringify(filter)).toEqual([]);
  }
});

test('a filter matches only the part of a command line that a response contains', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnWithArguments('a'.repeat(100_000), 'found', 'a'.repeat(100_000), 'missed');
  expect(await matching({ pid: [pid], cmdline: { contains: 'found' } })).toEqual([pid]);
  expect(await matching({ pid: [pid], cmdline: { contains: 'missed' } })).toEqual([]);
});

/** Returns a process of a snapshot whose arguments are given, and the number of times that they were read. */
async function processWith(cmdline: readonly string[]) {
  const entry = (await ProcessTable.read({ attrs: [], pids: [process.pid] })).entries[0];
  if (!entry) throw new Error('the table does not contain this process');
  let reads = 0;
  const get = () => {
    reads += 1;
    return cmdline as string[];
  };
  return { entry: Object.assign(entry, { get }), reads: () => reads };
}

test('the arguments of a process are redacted once per snapshot', async () => {
  const { entry, reads } = await processWith(['x', '--password', secret]);
  const results = await Promise.all(Array.from({ length: 40 }, () => redactedCmdline(entry)));
  await redactCmdlines([entry, entry]);
  expect(new Set(results).size).toBe(1);
  expect(await redactedCmdline(entry)).toBe(results[0]);
  expect(cmdlineText(entry)).toBe(`x --password ${redaction}`);
  expect(reads()).toBe(1);
});

test('redaction of many processes yields to the event loop', async () => {
  const hostile = Array(4).fill('password:a '.repeat(2000));
  const processes = await Promise.all(Array.from({ length: 40 }, () => processWith(hostile)));
  let iterations = 0;
  let isDone = false;
  const all = Promise.all(processes.map(({ entry }) => redactedCmdline(entry))).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await nextIteration();
    iterations += 1;
  }
  expect(await all).toHaveLength(40);
  expect(iterations).toBeGreaterThan(20);
});

test('an aborted request does not redact', async () => {
  const { entry, reads } = await processWith(['x', '--password', secret]);
  const signal = AbortSignal.abort();
  await expect(redactedCmdline(entry, signal)).rejects.toThrow('abort');
  await expect(redactCmdlines([entry], signal)).rejects.toThrow('abort');
  expect(reads()).toBe(0);
  expect(await redactedCmdline(entry)).toEqual(['x', '--password', redaction]);
});

test('invalid UTF-8 and control characters in arguments keep the response valid JSON', async (context) => {
  needs(context, 'bash');
  const name = 'a\u001b[2J\u009b\u202e"\\\n\ud800b';
  const script = `exec -a "$1$(printf '\\xff\\xed\\xa0\\x80')" sleep 1000`;
  const { pid } = await spawnChild('bash', '-c', script, 'x', `--token=\u001b]0;x\u0007 ${name}`);
  await expect.poll(() => new Process(pid).name()).toBe('sleep');
  const reply = await post(await startServer({ allowEnviron: true }), {
    query: `{ process(pid: ${pid}) { name cmdline } }`,
  });
  expect(reply.status).toBe(200);
  const { cmdline } = JSON.parse(reply.body).data.process;
  expect(cmdline).toEqual(new Process(pid).cmdline());
  expect(cmdline[0]).toContain('\u001b]0;x\u0007 a\u001b[2J\u009b\u202e"\\\n');
  expect(cmdline[0]).toMatch(/\ufffd+$/);
});
