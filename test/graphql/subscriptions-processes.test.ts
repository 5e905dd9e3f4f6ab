import { LINUX } from '@psutil/native';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { idleName, killAndWait, spawnChild, spawnTree } from '../support/children.ts';
import { type GraphQLResult, needsSupport } from '../support/graph.ts';
import { startServer } from '../support/http.ts';
import { needs, script } from '../support/run.ts';
import { needsStrace, traceScript } from '../support/strace.ts';
import { firstOf, subscribe } from '../support/stream.ts';

interface Node {
  readonly pid: number;
  readonly id: string;
  readonly name: string | null;
  readonly cpuPercent: number | null;
  readonly parent: { readonly pid: number } | null;
}
type ProcessData = { readonly process: Node | null };
type ProcessesData = {
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Node }[] };
};

test('process sends an event per interval until the process has ended', async () => {
  const url = await startServer();
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  for (const [query, variables] of [
    [`subscription { process(pid: ${child.pid}, interval: 0.1) { id name parent { pid } } }`, {}],
    ['subscription ($id: ID) { process(id: $id, interval: 0.1) { id name parent { pid } } }', { id }],
  ] as const) {
    const events = await firstOf(subscribe<ProcessData>(url, { query, variables }), 2);
    for (const { data, errors } of events) {
      expect(errors).toBeUndefined();
      expect(data?.process).toEqual({ id, name: idleName, parent: { pid: process.pid } });
    }
  }
  const events: GraphQLResult<ProcessData>[] = [];
  for await (const event of subscribe<ProcessData>(url, {
    query: `subscription { process(pid: ${child.pid}, interval: 0.1) { pid } }`,
  })) {
    if (events.push(event) === 2) await killAndWait(child);
  }
  const last = events.pop();
  expect(last).toMatchObject({
    data: { process: null },
    errors: [{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: child.pid } }],
  });
  expect(events.map(({ data }) => data?.process)).toEqual(events.map(() => ({ pid: child.pid })));
});

test('process sends a single error for invalid arguments or a process that has ended', async () => {
  const url = await startServer();
  const child = await spawnChild();
  await killAndWait(child);
  for (const [args, code] of [
    [`pid: ${child.pid}`, 'NO_SUCH_PROCESS'],
    ['pid: -1', 'BAD_USER_INPUT'],
    ['id: "x"', 'BAD_USER_INPUT'],
    ['interval: 1', 'BAD_USER_INPUT'],
    ['pid: 1, id: "x"', 'BAD_USER_INPUT'],
    ['pid: 1, interval: 0', 'BAD_USER_INPUT'],
  ] as const) {
    const events: GraphQLResult<ProcessData>[] = [];
    for await (const event of subscribe<ProcessData>(url, { query: `subscription { process(${args}) { pid } }` }))
      events.push(event);
    expect(events, args).toMatchObject([{ errors: [{ extensions: { code } }] }]);
  }
});

test('cpuPercent covers the time since the previous event', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  needsSupport(context, 'ioCounters');
  const url = await startServer();
  const busy = await spawnChild('sh', '-c', 'while :; do :; done');
  const idle = await spawnChild();
  const query = 'subscription ($pid: Int) { process(pid: $pid, interval: 0.3) { cpuPercent ioRates { readBytes } } }';
  const percentOf = async (pid: number) => {
    const events = await firstOf(subscribe<ProcessData>(url, { query, variables: { pid } }), 3);
    return events.map(({ data }) => data?.process?.cpuPercent as number);
  };
  for (const percent of await percentOf(busy.pid)) expect(percent).toBeGreaterThan(5);
  for (const percent of await percentOf(idle.pid)) expect(percent).toBe(0);
});

test('processes applies filter, first and orderBy to each event', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const url = await startServer();
  const { pid, childPid } = await spawnTree();
  const busy = await spawnChild('sh', '-c', 'while :; do :; done');
  const filtered = `subscription { processes(filter: { pid: [${pid}, ${childPid}] }, interval: 0.2, first: 1, orderBy: { field: PID, direction: DESC }) {
    totalCount edges { node { pid parent { pid } } } } }`;
  for (const { data, errors } of await firstOf(subscribe<ProcessesData>(url, { query: filtered }), 2)) {
    expect(errors).toBeUndefined();
    const last = Math.max(pid, childPid);
    expect(data?.processes).toMatchObject({ totalCount: 2, edges: [{ node: { pid: last } }] });
    expect(data?.processes.edges[0]?.node.parent?.pid).toBe(new Process(last).ppid());
  }
  const top = `subscription { processes(filter: { pid: [${pid}, ${childPid}, ${busy.pid}] }, interval: 0.3, orderBy: { field: CPU_PERCENT, direction: DESC }) {
    edges { node { pid cpuPercent } } } }`;
  for (const { data, errors } of await firstOf(subscribe<ProcessesData>(url, { query: top }), 3)) {
    expect(errors).toBeUndefined();
    const [first] = data?.processes.edges ?? [];
    expect(first?.node.pid).toBe(busy.pid);
    expect(first?.node.cpuPercent).toBeGreaterThan(0);
  }
});

test('processes includes a process that has started since the previous event', async () => {
  const url = await startServer();
  const query = `subscription { processes(filter: { name: { equals: "${idleName}" } }, first: 5000, interval: 0.1) { edges { node { pid } } } }`;
  const events = subscribe<ProcessesData>(url, { query });
  const pidsOf = (result: GraphQLResult<ProcessesData> | undefined) =>
    result?.data?.processes.edges.map(({ node }) => node.pid) ?? [];
  const { value: before } = await events.next();
  const child = await spawnChild();
  expect(pidsOf(before as GraphQLResult<ProcessesData>)).not.toContain(child.pid);
  let seen = 0;
  for await (const event of events) if (pidsOf(event).includes(child.pid) || ++seen > 50) break;
  expect(seen).toBeLessThan(50);
});

test('equal subscriptions to processes and processChanges share their reads, whatever their page size', async (context) => {
  needsStrace(context);
  const code = `
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const { existsSync } = await import('node:fs');
    const subscribeTo = (selection) => subscribe({ schema, document: parse('subscription { ' + selection + ' }') });
    let events = 0;
    async function receiveFive(selection) {
      let count = 0;
      for await (const { errors } of await subscribeTo(selection)) {
        if (errors) throw errors[0];
        events++;
        if (++count === 5) break;
      }
    }
    const selectionOf = (i) => i % 2 === 0
      ? 'processes(interval: 0.2, first: ' + (i + 1) + ') { edges { node { name cpuTimes { user } } } }'
      : 'processChanges(interval: 0.2) { changed { name cpuTimes { user } } }';
    await Promise.all(Array.from({ length: 30 }, (_, i) => receiveFive(selectionOf(i))));
    existsSync('/stopped');
    await new Promise((resolve) => setTimeout(resolve, 500));
    print(events);`;
  const { printed, calls } = await traceScript<number>(code, 'openat,access,faccessat,faccessat2');
  const stop = calls.findIndex((call) => call.includes('"/stopped"'));
  const reads = calls.flatMap((call, index) => (call.includes('"/proc/1/stat"') ? [index] : []));
  expect(printed).toBe(150);
  expect(reads.length).toBeGreaterThanOrEqual(5);
  expect(reads.length).toBeLessThan(50);
  expect(reads.filter((index) => index > stop)).toEqual([]);
});

interface Event {
  readonly type: 'START' | 'EXEC' | 'EXIT';
  readonly pid: number;
  readonly ppid: number | null;
  readonly exitCode: number | null;
  readonly source: 'KERNEL' | 'SNAPSHOTS';
  readonly process: { readonly pid: number; readonly name: string | null } | null;
}
type Events = { readonly processEvents: Event };

/** Starts children that exit after 1.5 seconds; returns their events once each of the `wanted` conditions was met. */
async function eventsOfChildren(url: string, args: string, ...wanted: ((event: Event) => boolean)[]): Promise<Event[]> {
  const children = new Set<number>();
  // Snapshots of the processes are one second apart, so a child must live longer to appear in one.
  const startChild = async () => {
    const child = await spawnChild();
    children.add(child.pid);
    setTimeout(() => child.kill('SIGKILL'), 1500);
  };
  const timer = setInterval(startChild, 250);
  onTestFinished(() => clearInterval(timer));
  const query = `subscription { processEvents${args} { type pid ppid exitCode source process { pid name } } }`;
  const received: Event[] = [];
  for await (const { data, errors } of subscribe<Events>(url, { query })) {
    expect(errors).toBeUndefined();
    const event = (data as Events).processEvents;
    if (children.has(event.pid)) received.push(event);
    if (wanted.every((isWanted) => received.some(isWanted))) break;
  }
  return received;
}

const isStart = ({ type }: Event) => type === 'START';
const isExit = ({ type }: Event) => type === 'EXIT';

test('processEvents sends starts and exits, with the process while it exists', async (context) => {
  needsSupport(context, 'processEvents');
  const events = await eventsOfChildren(
    await startServer(),
    '',
    isStart,
    isExit,
    (event) => event.process?.name === idleName,
  );
  for (const { type, ppid, exitCode, source, process: node, pid } of events) {
    expect(ppid).toBe(type === 'START' ? process.pid : null);
    expect(exitCode).toBe(type === 'EXIT' && source === 'KERNEL' ? -9 : null);
    if (type === 'EXIT' || node === null) expect(node).toBeNull();
    else expect(node).toEqual({ pid, name: expect.stringMatching(/^(sleep|node.*)$/) });
  }
});

test('processEvents sends only exits with start: false and no exits with exit: false', async (context) => {
  needsSupport(context, 'processEvents');
  const url = await startServer();
  const exits = await eventsOfChildren(url, '(start: false)', isExit);
  expect(exits.map(({ type }) => type)).toEqual(['EXIT']);
  const starts = await eventsOfChildren(url, '(exit: false)', isStart);
  expect(starts.map(({ type }) => type)).not.toContain('EXIT');
  const query = 'subscription { processEvents(start: false, exit: false) { pid } }';
  const [event] = await firstOf(subscribe<Events>(url, { query }), 1);
  expect(event).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('subscribers to processEvents share one event source, which closes after the last of them', async (context) => {
  context.skip(!LINUX, 'counts the file descriptors in /proc/self/fd');
  const { before, one, many, after, timers } = await script<Record<string, number>>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const { readdirSync } = await import('node:fs');
    const { spawn } = await import('node:child_process');
    const fds = () => readdirSync('/proc/self/fd').length;
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const document = parse('subscription { processEvents { pid } }');
    const settle = () => new Promise((resolve) => setTimeout(resolve, 300));
    const listen = async () => {
      const events = await subscribe({ schema, document });
      const next = events.next();
      return { unsubscribe: async () => (await events.return(), await next) };
    };
    await (await listen()).unsubscribe();
    await settle();
    const before = fds();
    const first = await listen();
    await settle();
    const one = fds();
    const others = await Promise.all(Array.from({ length: 50 }, listen));
    await settle();
    const many = fds();
    await Promise.all([first, ...others].map(({ unsubscribe }) => unsubscribe()));
    await settle();
    print({ before, one, many, after: fds(), timers: timers() });`);
  expect(many).toBe(one);
  expect(after).toBe(before);
  expect(timers).toBe(0);
});
