import { Process, type Process as ProcessType } from '@psutil/process';
import { expect, test } from 'vitest';
import { spawnChild, spawnZombie, waitForState } from '../support/children.ts';
import { copyIdleProgram, startIdleProgram, temporaryDirectory } from '../support/executable.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { needs } from '../support/run.ts';

interface Matches {
  readonly processes: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly pid: number } }[];
  };
}

/** Returns the PIDs of the processes that match a filter. */
async function matching(filter: object): Promise<number[]> {
  const query =
    'query ($filter: ProcessFilter) { processes(first: 5000, filter: $filter) { totalCount edges { node { pid } } } }';
  const { data, errors } = await runQuery<Matches>(query, { filter });
  expect(errors).toBeUndefined();
  expect(data?.processes.totalCount).toBe(data?.processes.edges.length);
  return data?.processes.edges.map(({ node }) => node.pid) ?? [];
}

const word = 'psutil-filter-test';
const isoTime = (seconds: number) => new Date(seconds * 1000).toISOString();

test.for<[string, (process: ProcessType) => object]>([
  ['its PID', ({ pid }) => ({ pid: [pid, 2 ** 30] })],
  ['its parent and the beginning of its name', () => ({ ppid: [process.pid], name: { startsWith: word.slice(0, 8) } })],
  ['its exact name', (child) => ({ name: { equals: child.name() } })],
  ['one of several names', (child) => ({ name: { in: ['nosuch', child.name()] } })],
  ['a part of its executable path', (child) => ({ exe: { contains: child.exe().slice(5) } })],
  ['a part of its arguments', () => ({ cmdline: { contains: word } })],
  [
    'its user, parent, status and name',
    (child) => ({
      username: { equals: child.username() },
      ppid: [process.pid],
      status: ['SLEEPING'],
      name: { contains: 'psutil' },
    }),
  ],
  ['its name in another case', (child) => ({ name: { equals: child.name().toUpperCase(), ignoreCase: true } })],
  ['the end of its executable path', (child) => ({ exe: { endsWith: child.exe().slice(-8) } })],
  ['two conditions on its name', () => ({ name: { startsWith: 'psutil', contains: 'filter' } })],
  ['its real user ID', (child) => ({ uid: [child.uids().real] })],
  [
    'its start time',
    (child) => ({ createTime: { after: isoTime(child.createTime() - 1), before: isoTime(child.createTime() + 1) } }),
  ],
  ['its memory', () => ({ ppid: [process.pid], memory: { gt: 1, lt: 2 ** 40 }, memoryPercent: { gt: 0, lte: 100 } })],
  ['its threads and descriptors', () => ({ ppid: [process.pid], numThreads: { gte: 1, lt: 100 }, numFds: { gte: 0 } })],
  [
    'a rate that is not selected',
    () => ({ ppid: [process.pid], cpuPercent: { gte: 0 }, readRate: { gte: 0 }, writeRate: { gte: 0 } }),
  ],
  [
    'criteria in and, or and not',
    () => ({
      or: [{ name: { equals: 'nosuch' } }, { and: [{ cmdline: { contains: word } }, { not: { status: ['ZOMBIE'] } }] }],
      not: { or: [{ pid: [1] }, { username: { equals: 'nosuch' } }] },
    }),
  ],
  ['a search for an argument in another case', () => ({ search: word.toUpperCase() })],
])('a filter by %s matches the process', async ([, filter], context) => {
  needs(context, 'sh', '-c', 'exit');
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${word}`));
  await waitForState(pid, 'S');
  expect(await matching(filter(new Process(pid)))).toContain(pid);
});

test('a filter matches the processes that meet all of its conditions', async () => {
  const { pid } = await spawnChild();
  expect(await matching({ pid: [pid] })).toEqual([pid]);
  expect(await matching({ search: String(pid) })).toContain(pid);
  expect(await matching({ pid: [pid], status: ['ZOMBIE'] })).toEqual([]);
  expect(await matching({ pid: [] })).toEqual([]);
  expect(await matching({ name: { equals: 'Sleep' }, pid: [pid] })).toEqual([]);
});

test('a filter by an unreadable attribute matches nothing and an empty filter matches everything', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  expect(await matching({ pid: [pid], exe: { contains: '' } })).toEqual([]);
  expect(await matching({ status: ['ZOMBIE'] })).toContain(pid);
  const all = await matching({});
  expect(all).toContain(pid);
  expect(await matching({ name: null, status: null })).toContain(pid);
});

test('a container filter with an empty string matches only processes in a container', async (context) => {
  needsSupport(context, 'container');
  const { pid } = await spawnChild();
  const { data } = await runQuery<{ process: { container: string | null } }>(`{ process(pid: ${pid}) { container } }`);
  const pids = await matching({ pid: [pid], container: { contains: '' } });
  expect(pids).toEqual(data?.process.container === null ? [] : [pid]);
});

test('a filter by a rate returns the busy process only', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const busy = await spawnChild('sh', '-c', 'while :; do :; done');
  const idle = await spawnChild();
  const pid = [busy.pid, idle.pid];
  await expect.poll(() => matching({ pid, not: { cpuPercent: { lte: 0 } } })).toEqual([busy.pid]);
  expect(await matching({ pid, cpuPercent: { gt: 1_000_000 } })).toEqual([]);
});

test('a criterion that cannot be read and its negation both match nothing', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  const exe = { contains: '' };
  expect(await matching({ pid: [pid], exe })).toEqual([]);
  expect(await matching({ pid: [pid], not: { exe } })).toEqual([]);
  expect(await matching({ pid: [pid], or: [{ exe }, { status: ['ZOMBIE'] }] })).toEqual([pid]);
});

test('the negation of a container filter matches the processes outside containers', async (context) => {
  needsSupport(context, 'container');
  const { pid } = await spawnChild();
  const inside = await matching({ pid: [pid], container: { contains: '' } });
  const outside = await matching({ pid: [pid], not: { container: { contains: '' } } });
  expect([...inside, ...outside]).toEqual([pid]);
});

test('a negated search for a redacted secret does not reveal it', async () => {
  const secret = 'hunter2-correct-horse';
  const { pid } = await spawnChild(process.execPath, '-e', 'setTimeout(() => {}, 1e6)', '--', `--password=${secret}`);
  for (const cmdline of [{ contains: secret }, { endsWith: secret }]) {
    expect(await matching({ pid: [pid], cmdline })).toEqual([]);
    expect(await matching({ pid: [pid], not: { cmdline } })).toEqual([pid]);
  }
});

test.for<[name: string, filter: string, message: string]>([
  ['nested too deeply', `${'{ not: '.repeat(9)}{ pid: [1] }${' }'.repeat(9)}`, 'nested more than 8 levels deep'],
  ['nested 300 levels deep', `${'{ not: '.repeat(300)}{ pid: [1] }${' }'.repeat(300)}`, 'nested more than 8 levels'],
  ['with too many conditions', `{ or: [${'{ pid: [1] } '.repeat(60)}] }`, 'more than 100 conditions'],
])('a filter %s fails with BAD_USER_INPUT', async ([, filter, message]) => {
  const { errors } = await runQuery(`{ processes(filter: ${filter}) { totalCount } }`);
  expect(errors).toMatchObject([
    { message: expect.stringContaining(message), path: ['processes'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('the complexity of a document includes the conditions of its filters', async () => {
  const filter = { or: Array.from({ length: 40 }, () => ({ name: { contains: 'x' } })) };
  const inline = `{ or: [${'{ name: { contains: "x" } } '.repeat(40)}] }`;
  const page = (value: string) => (_: unknown, index: number) =>
    `p${index}: processes(filter: ${value}) { totalCount }`;
  const pages = (count: number, value: string) => Array.from({ length: count }, page(value)).join(' ');
  expect(
    (await runQuery(`query ($filter: ProcessFilter) { ${pages(3, '$filter')} }`, { filter })).errors,
  ).toBeUndefined();
  expect((await runQuery(`{ ${pages(1, inline)} }`)).errors).toBeUndefined();
  const hostile = await runQuery(`query ($filter: ProcessFilter) { ${pages(50, '{ not: $filter }')} }`, { filter });
  expect(hostile.errors).toMatchObject([{ extensions: { code: 'DOCUMENT_TOO_COMPLEX' } }]);
});

test('a cursor continues the pages of a filtered list', async () => {
  const children = await Promise.all([1, 2, 3].map(() => spawnChild()));
  const pids = children.map(({ pid }) => pid).sort((a, b) => a - b);
  const query = `query ($after: String) { processes(first: 2, after: $after, filter: { pid: [${pids}] }) {
    totalCount edges { node { pid } } pageInfo { endCursor hasNextPage } } }`;
  interface Pages {
    readonly processes: Matches['processes'] & {
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  }
  const first = (await runQuery<Pages>(query)).data?.processes;
  expect(first?.pageInfo.hasNextPage).toBe(true);
  const rest = (await runQuery<Pages>(query, { after: first?.pageInfo.endCursor })).data?.processes;
  const seen = [first, rest].flatMap((page) => page?.edges.map(({ node }) => node.pid) ?? []);
  expect([seen, first?.totalCount, rest?.pageInfo.hasNextPage]).toEqual([pids, 3, false]);
});

test('a kernel thread has no executable, which no condition matches', async (context) => {
  const found = await matching({ cmdline: { equals: '' }, ppid: [2] });
  const thread = found.find((pid) => new Process(pid).exe() === '');
  context.skip(thread === undefined, 'there is no kernel thread, or its executable is not readable');
  expect(await matching({ pid: [thread], exe: { contains: '' } })).toEqual([]);
  expect(await matching({ pid: [thread], not: { exe: { contains: '' } } })).toEqual([thread]);
});
