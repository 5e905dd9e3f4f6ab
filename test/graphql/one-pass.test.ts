import { expect, test } from 'vitest';
import { needsRoot } from '../support/run.ts';
import { needsStrace, traced } from '../support/strace.ts';

interface Asked {
  /** What was opened below /proc of the processes that were there all the time, by pid. */
  readonly pids: readonly number[];
  readonly own: number;
}

/** A query by a program that has asked everything before, so that what it opens is of the query alone. */
const asking = (query: string, times: number) => `
  import { spawn } from 'node:child_process';
  import { openSync } from 'node:fs';
  import { createServer } from 'node:net';
  const { createPsutilYoga } = await import('@psutil/graphql');
  const step = (name) => { try { openSync('/step/' + name); } catch {} };
  const children = [1, 2, 3, 4, 5].map(() => spawn('sleep', ['1000'], { stdio: 'ignore' }));
  const server = createServer().listen(0, '127.0.0.1');
  const yoga = createPsutilYoga();
  const ask = async () => {
    const body = JSON.stringify({ query: ${JSON.stringify(query)} });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return (await yoga.fetch('http://localhost/graphql', request)).json();
  };
  await ask();
  await new Promise((done) => setTimeout(done, 100));
  step('begin');
  const [{ data }] = await Promise.all(Array.from({ length: ${times} }, ask));
  step('end');
  for (const child of children) child.kill('SIGKILL');
  server.close();
  if (!data) throw new Error('no answer');
  print({ pids: children.map(({ pid }) => pid), own: process.pid });`;

/** What is opened and asked between the two steps. */
async function during(
  query: string,
  times = 1,
): Promise<{ readonly printed: Asked; readonly calls: readonly string[] }> {
  const { printed, calls } = await traced<Asked>(
    asking(query, times),
    'openat,open,pread64,readlinkat,socket,sendto,sendmsg',
    '--decode-fds=path',
  );
  const [begin, end] = ['begin', 'end'].map((name) => calls.findIndex((line) => line.includes(`"/step/${name}"`)));
  return { printed, calls: calls.slice(begin as number, end) };
}

const opens = (calls: readonly string[], text: string) => calls.filter((line) => line.includes(text)).length;

test('processes, their children, connections and open files cost one pass over /proc and one over the sockets', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const { printed, calls } = await during(`{
    processes(first: 5000) { edges { node {
      pid name parent { name } children { pid name connections { status } openFiles { path } }
      connections { status process { name } } openFiles { path process { pid } }
    } } }
    again: processes(first: 3, orderBy: { field: PID, direction: DESC }) { edges { node { name children(recursive: true) { name } } } }
  }`);
  expect(printed.pids).toHaveLength(5);
  for (const pid of printed.pids) {
    const below = new RegExp(`<(/proc/${pid})>, "(stat|fd)"`);
    expect(opens(calls, `"/proc/${pid}"`), `/proc/${pid}`).toBe(1);
    expect(
      calls.filter((line) => below.exec(line)?.[2] === 'stat'),
      `stat of ${pid}`,
    ).toHaveLength(1);
    expect(
      calls.filter((line) => below.exec(line)?.[2] === 'fd'),
      `fd of ${pid}`,
    ).toHaveLength(1);
  }
  // One question for each of the four tables: TCP and UDP, of IPv4 and IPv6.
  expect(calls.filter((line) => /socket\(AF_NETLINK.*SOCK_DIAG/.test(line)).length).toBeLessThanOrEqual(4);
  expect(
    calls.filter((line) => /send(to|msg)\(\d+<[^>]*NETLINK|send(to|msg)\(.*SOCK_DIAG/.test(line)).length,
  ).toBeLessThanOrEqual(4);
});

test('one process costs what it is asked, whoever else is there', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const query = '{ process(pid: 1) { name cpuTimes { user } } }';
  const { printed, calls } = await during(query);
  for (const pid of [...printed.pids, printed.own]) expect(opens(calls, `/proc/${pid}/`)).toBe(0);
  expect(opens(calls, '"/proc/1/stat"')).toBe(1);
  expect(opens(calls, '"/proc/1"') + opens(calls, '</proc/1>, "')).toBe(0);
});

test('interfaces are read as far as they are asked', async (context) => {
  needsStrace(context);
  const names = await during('{ net { nics { name } } }');
  expect(opens(names.calls, '/net/dev"') + opens(names.calls, '/net/dev>')).toBe(0);
});

test('a burst of equal queries costs two passes at most', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const { printed, calls } = await during('{ processes(first: 5000) { edges { node { pid name } } } }', 50);
  for (const pid of printed.pids) {
    const count = opens(calls, `"/proc/${pid}/stat"`);
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(2);
  }
});
