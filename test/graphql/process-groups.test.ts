import { setImmediate as nextIteration } from 'node:timers/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { expect, test } from 'vitest';
import { groupProcesses } from '../../packages/graphql/dist/process-grouping.js';
import { spawnChild, spawnZombie } from '../support/children.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { needs } from '../support/run.ts';

interface Node {
  readonly pid: number;
  readonly username: string;
  readonly name: string;
  readonly exe: string | null;
  readonly container: string | null;
  readonly cgroup: string | null;
  readonly sessionId: number;
  readonly status: string;
  readonly numThreads: number | null;
  readonly numFds: number | null;
  readonly cpuPercent: number | null;
  readonly memoryPercent: number | null;
  readonly cpuTimes: { readonly user: number; readonly system: number } | null;
  readonly memoryInfo: { readonly rss: number } | null;
  readonly ioCounters: { readonly writeCount: number; readonly readChars: number } | null;
  readonly ioRates: { readonly readBytes: number; readonly writeBytes: number } | null;
}
interface Group {
  readonly key: string | null;
  readonly count: number;
  readonly processes: { readonly totalCount: number; readonly edges: readonly { readonly node: { pid: number } }[] };
  readonly [field: string]: unknown;
}
interface Groups {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Group }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const nodeFields = `pid username name exe container cgroup sessionId status numThreads numFds cpuPercent memoryPercent
  cpuTimes { user system } memoryInfo { rss } ioCounters { writeCount readChars } ioRates { readBytes writeBytes }`;

const keys: Readonly<Record<string, (node: Node) => string | null>> = {
  USER: ({ username }) => username,
  NAME: ({ name }) => name,
  EXE: ({ exe }) => exe || null,
  CONTAINER: ({ container }) => container,
  CGROUP: ({ cgroup }) => cgroup,
  SESSION: ({ sessionId }) => String(sessionId),
  STATUS: ({ status }) => status,
};

const sums: Readonly<Record<string, (node: Node) => number | null | undefined>> = {
  cpuPercent: ({ cpuPercent }) => cpuPercent,
  cpuTime: ({ cpuTimes }) => cpuTimes && cpuTimes.user + cpuTimes.system,
  memory: ({ memoryInfo }) => memoryInfo?.rss,
  memoryPercent: ({ memoryPercent }) => memoryPercent,
  readRate: ({ ioRates }) => ioRates?.readBytes,
  writeRate: ({ ioRates }) => ioRates?.writeBytes,
  numThreads: ({ numThreads }) => numThreads,
  numFds: ({ numFds }) => numFds,
};

/** Sums the numbers that are known; null if there are none. */
function sumOf(nodes: readonly Node[], numberOf: (node: Node) => number | null | undefined): number | null {
  const known = nodes.map(numberOf).filter((number) => typeof number === 'number');
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

test.for(Object.keys(keys))(
  'processGroups by %s holds the sums of the processes of each group',
  async (by, context) => {
    needs(context, 'sh', '-c', 'exit');
    await spawnZombie(); // Its exe cannot be read.
    interface Data {
      readonly processes: { readonly edges: readonly { readonly node: Node }[] };
      readonly processGroups: Groups;
    }
    const { data } = await runQuery<Data>(`{
    processes(first: 5000) { edges { node { ${nodeFields} } } }
    processGroups(by: ${by}, first: 1000) { totalCount edges { node {
      key count ${Object.keys(sums).join(' ')} ioCounters { writeCount readChars }
      processes(first: 500) { totalCount edges { node { pid } } } } } }
  }`);
    const nodes = data?.processes.edges.map(({ node }) => node) ?? [];
    const groups = data?.processGroups.edges.map(({ node }) => node) ?? [];
    const expected = new Map<string | null, Node[]>();
    for (const node of nodes) {
      const key = keys[by]?.(node) ?? null;
      expected.set(key, [...(expected.get(key) ?? []), node]);
    }
    expect(new Set(groups.map(({ key }) => key))).toEqual(new Set(expected.keys()));
    expect(data?.processGroups.totalCount).toBe(expected.size);
    for (const { key, count, processes, ioCounters, ...numbers } of groups) {
      const members = expected.get(key) ?? [];
      expect(processes.edges.map(({ node }) => node.pid)).toEqual(members.slice(0, 500).map(({ pid }) => pid));
      expect([count, processes.totalCount]).toEqual([members.length, members.length]);
      for (const [name, numberOf] of Object.entries(sums)) {
        const sum = sumOf(members, numberOf);
        if (sum === null) expect(numbers[name], `${name} of ${key}`).toBeNull();
        else expect(numbers[name], `${name} of ${key}`).toBeCloseTo(sum, 6);
      }
      const known = members.flatMap((node) => node.ioCounters ?? []);
      const writeCount = known.reduce((total, each) => total + each.writeCount, 0);
      if (known.length > 0) expect(ioCounters).toMatchObject({ writeCount });
      else expect(ioCounters).toBeNull();
    }
  },
);

test.for<[field: string, name: string]>([
  ['COUNT', 'count'],
  ['CPU_PERCENT', 'cpuPercent'],
  ['CPU_TIME', 'cpuTime'],
  ['MEMORY', 'memory'],
  ['READ_RATE', 'readRate'],
  ['WRITE_RATE', 'writeRate'],
  ['NUM_THREADS', 'numThreads'],
  ['NUM_FDS', 'numFds'],
  ['KEY', 'key'],
])('processGroups are sorted by %s, then by their key', async ([field, name]) => {
  const query = `{ processGroups(by: NAME, first: 5000, orderBy: { field: ${field}, direction: DESC }) { edges { node { key ${name} } } } }`;
  const { data, errors } = await runQuery<{ processGroups: Groups }>(query);
  expect(errors).toBeUndefined();
  const groups = data?.processGroups.edges.map(({ node }) => node) ?? [];
  expect(groups.length).toBeGreaterThan(1);
  const lowest = name === 'key' ? '' : -1;
  for (const [index, group] of groups.slice(1).entries()) {
    const [before, after] = [groups[index]?.[name] ?? lowest, group[name] ?? lowest];
    expect(before >= after, `${before} before ${after}`).toBe(true);
    if (before === after) expect(String(groups[index]?.key) < String(group.key)).toBe(true);
  }
});

test('processGroups are sorted by their count by default, and an order need not be selected', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const busy = await spawnChild('sh', '-c', 'while :; do :; done');
  const filter = `filter: { ppid: [${process.pid}] }`;
  const query = `{
    default: processGroups(by: NAME, ${filter}) { edges { node { count } } }
    busiest: processGroups(by: NAME, ${filter}, first: 1, orderBy: { field: CPU_PERCENT, direction: DESC }) {
      edges { node { key processes(first: 1, orderBy: { field: CPU_PERCENT, direction: DESC }) { edges { node { pid } } } } } }
  }`;
  await spawnChild();
  await spawnChild();
  await expect
    .poll(async () => {
      const { data } = await runQuery<{ default: Groups; busiest: Groups }>(query);
      const counts = data?.default.edges.map(({ node }) => node.count) ?? [];
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      expect(counts[0]).toBeGreaterThanOrEqual(2);
      return data?.busiest.edges[0]?.node;
    })
    .toEqual({ key: 'sh', processes: { edges: [{ node: { pid: busy.pid } }] } });
});

test('the pages of processGroups hold each group once', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const pids = [
    (await spawnChild()).pid,
    (await spawnChild()).pid,
    (await spawnChild('sh', '-c', 'sleep 1000; true')).pid,
  ];
  const query = `query ($after: String) { processGroups(by: NAME, first: 1, after: $after, filter: { pid: [${pids}] }) {
    totalCount edges { cursor node { key count } } pageInfo { hasNextPage endCursor } } }`;
  const seen: unknown[] = [];
  let page: Groups | undefined;
  do {
    const result: { data: { processGroups: Groups } | null } = await runQuery(query, {
      after: page?.pageInfo.endCursor,
    });
    page = result.data?.processGroups as Groups;
    seen.push(...page.edges.map(({ node }) => node));
  } while (page.pageInfo.hasNextPage);
  expect(page.totalCount).toBe(2);
  expect(seen).toEqual([
    { key: 'sleep', count: 2 },
    { key: 'sh', count: 1 },
  ]);
});

test.for([
  'by: NAME, first: -1',
  'by: NAME, first: 1, last: 1',
  'by: NAME, interval: 0',
  'by: NAME, orderBy: [{ field: KEY }, { field: KEY }]',
  'by: NAME, after: "x"',
])('processGroups(%s) fails with BAD_USER_INPUT alone', async (args) => {
  const { data, errors } = await runQuery<{ swap: object }>(`{ swap { total } processGroups(${args}) { totalCount } }`);
  expect(errors).toMatchObject([{ path: ['processGroups'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(data).toMatchObject({ swap: { total: expect.any(Number) }, processGroups: null });
});

test('a cursor of another grouping fails with BAD_USER_INPUT', async (context) => {
  needsSupport(context, 'username');
  const first = await runQuery<{ processGroups: Groups }>('{ processGroups(by: NAME, first: 1) { edges { cursor } } }');
  const after = first.data?.processGroups.edges[0]?.cursor;
  const query = 'query ($after: String) { processGroups(by: USER, after: $after) { totalCount } }';
  expect((await runQuery(query, { after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('grouping many processes does not block the event loop', async () => {
  const entry = { pid: 1, get: () => 'name' } as unknown as ProcessEntry;
  let iterations = 0;
  let isDone = false;
  const groups = groupProcesses(Array(1_000_000).fill(entry), { by: 'NAME' }, []).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    iterations += 1;
    await nextIteration();
  }
  expect((await groups)[0]?.processes).toHaveLength(1_000_000);
  expect(iterations).toBeGreaterThan(3);
});

test('a filter of the processes of each group is within the limits of a document', async () => {
  const filter = '{ status: [RUNNING], name: { contains: "a" } }';
  const query = `{ processGroups(by: NAME, first: 1000) { edges { node { processes(filter: ${filter}) { totalCount } } } } }`;
  expect((await runQuery(query)).errors).toBeUndefined();
});
