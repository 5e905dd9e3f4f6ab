import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { end, sleeper, tree } from '../support/children.ts';
import type { Answer } from '../support/graph.ts';
import { script } from '../support/run.ts';
import { needsStrace, traced } from '../support/strace.ts';
import { firstOf, host, subscribe } from '../support/stream.ts';

interface Node {
  readonly pid: number;
  readonly id: string;
  readonly name: string | null;
  readonly cpuPercent: number | null;
  readonly parent: { readonly pid: number } | null;
}
type One = { readonly process: Node | null };
type All = { readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: Node }[] } };

test('a process is told once an interval, until it has ended', async () => {
  const url = await host();
  const child = await sleeper();
  const { id } = new Process(child.pid);
  for (const [query, variables] of [
    [`subscription { process(pid: ${child.pid}, interval: 0.1) { id name parent { pid } } }`, {}],
    ['subscription ($id: ID) { process(id: $id, interval: 0.1) { id name parent { pid } } }', { id }],
  ] as const) {
    const events = await firstOf(subscribe<One>(url, { query, variables }), 2);
    for (const { data, errors } of events) {
      expect(errors).toBeUndefined();
      expect(data?.process).toEqual({ id, name: 'sleep', parent: { pid: process.pid } });
    }
  }
  const events: Answer<One>[] = [];
  for await (const event of subscribe<One>(url, {
    query: `subscription { process(pid: ${child.pid}, interval: 0.1) { pid } }`,
  })) {
    if (events.push(event) === 2) await end(child);
  }
  const last = events.pop();
  expect(last).toMatchObject({
    data: { process: null },
    errors: [{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: child.pid } }],
  });
  expect(events.map(({ data }) => data?.process)).toEqual(events.map(() => ({ pid: child.pid })));
});

test('a process that is not there, or is said twice or never, is an error and no stream', async () => {
  const url = await host();
  const child = await sleeper();
  await end(child);
  for (const [args, code] of [
    [`pid: ${child.pid}`, 'NO_SUCH_PROCESS'],
    ['pid: -1', 'BAD_USER_INPUT'],
    ['id: "x"', 'BAD_USER_INPUT'],
    ['interval: 1', 'BAD_USER_INPUT'],
    ['pid: 1, id: "x"', 'BAD_USER_INPUT'],
    ['pid: 1, interval: 0', 'BAD_USER_INPUT'],
  ] as const) {
    const events: Answer<One>[] = [];
    for await (const event of subscribe<One>(url, { query: `subscription { process(${args}) { pid } }` }))
      events.push(event);
    expect(events, args).toMatchObject([{ errors: [{ extensions: { code } }] }]);
  }
});

test('what a process uses of a CPU is told since the event before', async () => {
  const url = await host();
  const busy = await sleeper('sh', '-c', 'while :; do :; done');
  const idle = await sleeper();
  const query = 'subscription ($pid: Int) { process(pid: $pid, interval: 0.3) { cpuPercent ioRates { readBytes } } }';
  const percentOf = async (pid: number) => {
    const events = await firstOf(subscribe<One>(url, { query, variables: { pid } }), 3);
    return events.map(({ data }) => data?.process?.cpuPercent as number);
  };
  for (const percent of await percentOf(busy.pid)) expect(percent).toBeGreaterThan(5);
  for (const percent of await percentOf(idle.pid)) expect(percent).toBe(0);
});

test('the processes are told once an interval, chosen and in order', async () => {
  const url = await host();
  const { pid, childPid } = await tree();
  const busy = await sleeper('sh', '-c', 'while :; do :; done');
  const chosen = `subscription { processes(filter: { pid: [${pid}, ${childPid}] }, interval: 0.2, first: 1, orderBy: { field: PID, direction: DESC }) {
    totalCount edges { node { pid parent { pid } } } } }`;
  for (const { data, errors } of await firstOf(subscribe<All>(url, { query: chosen }), 2)) {
    expect(errors).toBeUndefined();
    const last = Math.max(pid, childPid);
    expect(data?.processes).toMatchObject({ totalCount: 2, edges: [{ node: { pid: last } }] });
    expect(data?.processes.edges[0]?.node.parent?.pid).toBe(new Process(last).ppid());
  }
  const top = `subscription { processes(filter: { pid: [${pid}, ${childPid}, ${busy.pid}] }, interval: 0.3, orderBy: { field: CPU_PERCENT, direction: DESC }) {
    edges { node { pid cpuPercent } } } }`;
  for (const { data, errors } of await firstOf(subscribe<All>(url, { query: top }), 3)) {
    expect(errors).toBeUndefined();
    const [first] = data?.processes.edges ?? [];
    expect(first?.node.pid).toBe(busy.pid);
    expect(first?.node.cpuPercent).toBeGreaterThan(0);
  }
});

test('a process that started between two events is in the later one', async () => {
  const url = await host();
  const query =
    'subscription { processes(filter: { name: { equals: "sleep" } }, first: 5000, interval: 0.1) { edges { node { pid } } } }';
  const events = subscribe<All>(url, { query });
  const pidsOf = (answer: Answer<All> | undefined) => answer?.data?.processes.edges.map(({ node }) => node.pid) ?? [];
  const { value: before } = await events.next();
  const child = await sleeper();
  expect(pidsOf(before as Answer<All>)).not.toContain(child.pid);
  let seen = 0;
  for await (const event of events) if (pidsOf(event).includes(child.pid) || ++seen > 50) break;
  expect(seen).toBeLessThan(50);
});

test('equal subscriptions to processes share a reading, however many processes each wants', async (context) => {
  needsStrace(context);
  const code = `
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const { existsSync } = await import('node:fs');
    const subscribed = (selected) => subscribe({ schema, document: parse('subscription { ' + selected + ' }') });
    let events = 0;
    async function take(selected) {
      let taken = 0;
      for await (const { errors } of await subscribed(selected)) {
        if (errors) throw errors[0];
        events++;
        if (++taken === 5) break;
      }
    }
    const same = (i) => 'processes(interval: 0.2, first: ' + (i + 1) + ') { edges { node { name cpuTimes { user } } } }';
    await Promise.all(Array.from({ length: 30 }, (_, i) => take(same(i))));
    existsSync('/left');
    await new Promise((resolve) => setTimeout(resolve, 500));
    print(events);`;
  const { printed, calls } = await traced<number>(code, 'openat,access,faccessat,faccessat2');
  const leaving = calls.findIndex((call) => call.includes('"/left"'));
  const readings = calls.flatMap((call, index) => (call.includes('"/proc/1/stat"') ? [index] : []));
  expect(printed).toBe(150);
  expect(readings.length).toBeGreaterThanOrEqual(5);
  expect(readings.length).toBeLessThan(50);
  expect(readings.filter((index) => index > leaving)).toEqual([]);
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

/** What is told of children that come and go, until some of it is what is looked for. */
async function eventsOfChildren(url: string, args: string, ...wanted: ((event: Event) => boolean)[]): Promise<Event[]> {
  const children = new Set<number>();
  // As long as snapshots need to see them.
  const come = async () => {
    const child = await sleeper();
    children.add(child.pid);
    setTimeout(() => child.kill('SIGKILL'), 1500);
  };
  const coming = setInterval(come, 250);
  onTestFinished(() => clearInterval(coming));
  const query = `subscription { processEvents${args} { type pid ppid exitCode source process { pid name } } }`;
  const told: Event[] = [];
  for await (const { data, errors } of subscribe<Events>(url, { query })) {
    expect(errors).toBeUndefined();
    const event = (data as Events).processEvents;
    if (children.has(event.pid)) told.push(event);
    if (wanted.every((isWanted) => told.some(isWanted))) break;
  }
  return told;
}

const isStart = ({ type }: Event) => type === 'START';
const isExit = ({ type }: Event) => type === 'EXIT';

test('what processes do is told, with the process where it is there', async () => {
  const events = await eventsOfChildren(await host(), '', isStart, isExit, (event) => event.process?.name === 'sleep');
  for (const { type, ppid, exitCode, source, process: node, pid } of events) {
    expect(ppid).toBe(type === 'START' ? process.pid : null);
    expect(exitCode).toBe(type === 'EXIT' && source === 'KERNEL' ? -9 : null);
    if (type === 'EXIT' || node === null) expect(node).toBeNull();
    else expect(node).toEqual({ pid, name: expect.stringMatching(/^(sleep|node.*)$/) });
  }
});

test('starts or exits alone can be told', async () => {
  const url = await host();
  const exits = await eventsOfChildren(url, '(start: false)', isExit);
  expect(exits.map(({ type }) => type)).toEqual(['EXIT']);
  const starts = await eventsOfChildren(url, '(exit: false)', isStart);
  expect(starts.map(({ type }) => type)).not.toContain('EXIT');
  const query = 'subscription { processEvents(start: false, exit: false) { pid } }';
  const [event] = await firstOf(subscribe<Events>(url, { query }), 1);
  expect(event).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('all who listen to events share one source, which ends with the last of them', async () => {
  const told = await script<Record<string, number>>(`
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const { readdirSync } = await import('node:fs');
    const { spawn } = await import('node:child_process');
    const fds = () => readdirSync('/proc/self/fd').length;
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const document = parse('subscription { processEvents { pid } }');
    const rest = () => new Promise((resolve) => setTimeout(resolve, 300));
    const listen = async () => {
      const events = await subscribe({ schema, document });
      const next = events.next();
      return { leave: async () => (await events.return(), await next) };
    };
    await (await listen()).leave();
    await rest();
    const before = fds();
    const first = await listen();
    await rest();
    const one = fds();
    const others = await Promise.all(Array.from({ length: 50 }, listen));
    await rest();
    const many = fds();
    await Promise.all([first, ...others].map(({ leave }) => leave()));
    await rest();
    print({ before, one, many, after: fds(), timers: timers() });`);
  const { before, one, many, after, timers } = told;
  expect(many).toBe(one);
  expect(after).toBe(before);
  expect(timers).toBe(0);
});
