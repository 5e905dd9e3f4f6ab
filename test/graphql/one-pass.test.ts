import { expect, test } from 'vitest';
import { needsRoot } from '../support/run.ts';
import { needsStrace, traceScript } from '../support/strace.ts';

interface Printed {
  /** PIDs of the children, which run during the whole measurement. */
  readonly pids: readonly number[];
  /** PID of the script. */
  readonly own: number;
}

/**
 * A script that runs a query several times at once. It runs the query once before, so that the calls between its two
 * steps are those of the query and not of the first use of a module or a cache.
 */
const queryScript = (query: string, times: number) => `
  import { spawn } from 'node:child_process';
  import { openSync } from 'node:fs';
  import { createServer } from 'node:net';
  const { createPsutilYoga } = await import('@psutil/graphql');
  const { Process } = await import('@psutil/process');
  const step = (name) => { try { openSync('/step/' + name); } catch {} };
  const children = [1, 2, 3, 4, 5].map(() => spawn('sleep', ['1000'], { stdio: 'ignore' }));
  const server = createServer().listen(0, '127.0.0.1');
  const yoga = createPsutilYoga();
  const variables = { id: new Process(children[0].pid).id };
  const run = async () => {
    const body = JSON.stringify({ query: ${JSON.stringify(query)}, variables });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return (await yoga.fetch('http://localhost/graphql', request)).json();
  };
  await run();
  await new Promise((done) => setTimeout(done, 100));
  step('begin');
  const [{ data }] = await Promise.all(Array.from({ length: ${times} }, run));
  step('end');
  for (const child of children) child.kill('SIGKILL');
  server.close();
  if (!data) throw new Error('no data');
  print({ pids: children.map(({ pid }) => pid), own: process.pid });`;

/** Returns the system calls between the two steps of the script. */
async function traceQuery(
  query: string,
  times = 1,
): Promise<{ readonly printed: Printed; readonly calls: readonly string[] }> {
  const { printed, calls } = await traceScript<Printed>(
    queryScript(query, times),
    'openat,open,pread64,readlinkat,socket,sendto,sendmsg',
    '--decode-fds=path',
  );
  const [begin, end] = ['begin', 'end'].map((name) => calls.findIndex((line) => line.includes(`"/step/${name}"`)));
  return { printed, calls: calls.slice(begin as number, end) };
}

const countCalls = (calls: readonly string[], text: string) => calls.filter((line) => line.includes(text)).length;

test('a query of processes, children, sockets and open files scans /proc and the sockets once', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const { printed, calls } = await traceQuery(`query ($id: ID!) {
    processes(first: 5000) { edges { node {
      pid name parent { name } children { pid name sockets { edges { node { status } } } openFiles { edges { node { path } } } }
      sockets { edges { node { status process { name } } } } openFiles { edges { node { path process { pid } } } }
    } } }
    again: processes(first: 3, orderBy: { field: PID, direction: DESC }) { edges { node { name children(recursive: true) { name } } } }
    users: processGroups(by: USER) { edges { node { key numFds processes { edges { node { name } } } } } }
    names: processGroups(by: NAME) { edges { node { key numThreads } } }
    machine { processes(first: 1) { totalCount } users { name processes(first: 5000) { edges { node { pid } } } } }
    node(id: $id) { ... on Process { name user { name } session { username } sockets { totalCount } } }
    nodes(ids: [$id]) { ... on Process { numFds } }
  }`);
  expect(printed.pids).toHaveLength(5);
  for (const pid of printed.pids) {
    const below = new RegExp(`<(/proc/${pid})>, "(stat|fd)"`);
    expect(countCalls(calls, `"/proc/${pid}"`), `/proc/${pid}`).toBe(1);
    expect(
      calls.filter((line) => below.exec(line)?.[2] === 'stat'),
      `stat of ${pid}`,
    ).toHaveLength(1);
    expect(
      calls.filter((line) => below.exec(line)?.[2] === 'fd'),
      `fd of ${pid}`,
    ).toHaveLength(1);
  }
  // One netlink request for each of the four tables: TCP and UDP, over IPv4 and IPv6 (sock_diag(7)).
  expect(calls.filter((line) => /socket\(AF_NETLINK.*SOCK_DIAG/.test(line)).length).toBeLessThanOrEqual(4);
  expect(
    calls.filter((line) => /send(to|msg)\(\d+<[^>]*NETLINK|send(to|msg)\(.*SOCK_DIAG/.test(line)).length,
  ).toBeLessThanOrEqual(4);
});

test('a query of one process opens no directory of another process', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const query = '{ process(pid: 1) { name cpuTimes { user } } }';
  const { printed, calls } = await traceQuery(query);
  for (const pid of [...printed.pids, printed.own]) expect(countCalls(calls, `/proc/${pid}/`)).toBe(0);
  expect(countCalls(calls, '"/proc/1/stat"')).toBe(1);
  expect(countCalls(calls, '"/proc/1"') + countCalls(calls, '</proc/1>, "')).toBe(0);
});

test('a query of interface names does not read /proc/net/dev', async (context) => {
  needsStrace(context);
  const { calls } = await traceQuery('{ net { nics { name } } }');
  expect(countCalls(calls, '/net/dev"') + countCalls(calls, '/net/dev>')).toBe(0);
});

test('a burst of 50 equal queries scans /proc at most twice', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const { printed, calls } = await traceQuery('{ processes(first: 5000) { edges { node { pid name } } } }', 50);
  for (const pid of printed.pids) {
    const count = countCalls(calls, `"/proc/${pid}/stat"`);
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThanOrEqual(2);
  }
});

test('a burst of 50 equal queries of rates scans /proc at most four times', async (context) => {
  needsRoot(context);
  needsStrace(context);
  const query = '{ processes(first: 5000, interval: 0.2) { edges { node { pid cpuPercent } } } }';
  const { printed, calls } = await traceQuery(query, 50);
  for (const pid of printed.pids) {
    const count = countCalls(calls, `"/proc/${pid}/stat"`);
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(4);
  }
});
