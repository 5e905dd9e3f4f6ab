import { createPsutilYoga } from '@psutil/graphql';
import { LINUX } from '@psutil/native';
import { attributeNames, Process, pids } from '@psutil/process';
import { expect, test } from 'vitest';
import { idleName, killAndWait, spawnChild, spawnZombie } from '../support/children.ts';
import { allProcessFields, type GraphQLResult, needsSupport, runQuery } from '../support/graph.ts';
import { needs, script, tool } from '../support/run.ts';

interface Node {
  readonly id: string;
  readonly pid: number;
  readonly name: string | null;
  readonly exe: string | null;
  readonly status: string | null;
  readonly memoryInfo: { readonly rss: number } | null;
  readonly parent: Node | null;
  readonly children: readonly Node[];
}
interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}
type ProcessesData = { readonly processes: Connection };
type ProcessData = { readonly process: Node | null };

test('processes agrees with ps(1) on names, parents and children', async (context) => {
  needs(context, 'ps');
  const child = await spawnChild();
  const query =
    '{ processes(first: 5000, orderBy: { field: PID }) { edges { node { pid name parent { pid name } children { pid name } } } } }';
  const { data, errors } = await runQuery<ProcessesData>(query);
  expect(errors).toBeUndefined();
  const nodes = new Map(data?.processes.edges.map(({ node }) => [node.pid, node]));
  expect(nodes.get(child.pid)).toMatchObject({ name: idleName, parent: { pid: process.pid }, children: [] });
  expect(nodes.get(process.pid)?.children).toContainEqual({ pid: child.pid, name: idleName });
  for (const line of tool('ps', '-e', '-o', 'pid=,ppid=,comm=').trim().split('\n')) {
    const [, pid, ppid, name] = /^\s*(\d+)\s+(\d+) (.*)$/.exec(line) ?? [];
    const node = nodes.get(Number(pid));
    if (!node || node.name !== name) continue; // The process has just started, or changed its name.
    expect(node.parent?.pid ?? 0).toBe(Number(ppid));
  }
});

test('process finds a process by its PID and by its ID', async () => {
  const { data } = await runQuery<ProcessData>(`{ process(pid: ${process.pid}) { id pid name status } }`);
  expect(data?.process).toMatchObject({
    pid: process.pid,
    id: new Process().id,
    status: expect.stringMatching(/^[A-Z_]+$/),
  });
  const byId = await runQuery<ProcessData>('query ($id: ID) { process(id: $id) { pid } }', { id: data?.process?.id });
  expect(byId.data?.process?.pid).toBe(process.pid);
});

test('process is null with NO_SUCH_PROCESS for a process that has ended', async () => {
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  await killAndWait(child);
  const byPid = await runQuery<ProcessData>(`{ process(pid: ${child.pid}) { name } }`);
  const byId = await runQuery<ProcessData>('query ($id: ID) { process(id: $id) { name } }', { id });
  for (const { data, errors } of [byPid, byId]) {
    expect(data).toEqual({ process: null });
    expect(errors).toMatchObject([{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: child.pid } }]);
  }
});

test('an attribute that a zombie lacks is null with ZOMBIE_PROCESS and the other fields have values', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  const { data, errors } = await runQuery<ProcessData>(`{ process(pid: ${pid}) { pid name status exe } }`);
  expect(data?.process).toEqual({ pid, name: 'sleep', status: 'ZOMBIE', exe: null });
  expect(errors).toMatchObject([{ path: ['process', 'exe'], extensions: { code: 'ZOMBIE_PROCESS', pid } }]);
});

test.for([
  '{ process { pid } }',
  '{ process(pid: 1, id: "x") { pid } }',
  '{ process(pid: -1) { pid } }',
  '{ process(id: "x") { pid } }',
])('%s fails with BAD_USER_INPUT', async (query) => {
  const { errors } = await runQuery<ProcessData>(query);
  expect(errors).toMatchObject([{ path: ['process'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('the pages of processes have no gap although processes start between them', async () => {
  const query =
    'query ($after: String) { processes(first: 7, after: $after) { totalCount edges { node { pid } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
  const before = pids();
  const seen: number[] = [];
  let page: Connection | undefined;
  do {
    const result: { data: ProcessesData | null } = await runQuery<ProcessesData>(query, {
      after: page?.pageInfo.endCursor,
    });
    page = result.data?.processes as Connection;
    expect(page.pageInfo.hasPreviousPage).toBe(seen.length > 0);
    seen.push(...page.edges.map(({ node }) => node.pid));
    await spawnChild();
  } while (page.pageInfo.hasNextPage && seen.length < 10_000);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  const persistent = before.filter((pid) => pids().includes(pid));
  expect(seen).toEqual(expect.arrayContaining(persistent));
});

test('processes are sorted by orderBy in either direction', async () => {
  const query =
    'query ($direction: OrderDirection!) { processes(orderBy: { field: MEMORY, direction: $direction }) { edges { node { memoryInfo { rss } } } } }';
  for (const [direction, sign] of [
    ['ASC', 1],
    ['DESC', -1],
  ] as const) {
    const { data } = await runQuery<ProcessesData>(query, { direction });
    const sizes = data?.processes.edges.map(({ node }) => node.memoryInfo?.rss ?? 0) as number[];
    expect(sizes).toEqual([...sizes].sort((a, b) => sign * (a - b)));
  }
});

test('processes are sorted by several keys, each in its direction', async () => {
  const query = `{ processes(first: 5000, orderBy: [{ field: STATUS }, { field: NAME, direction: DESC }, { field: MEMORY }]) {
    edges { node { status name memoryInfo { rss } } } } }`;
  const { data } = await runQuery<ProcessesData>(query);
  const nodes = data?.processes.edges.map(({ node }) => node) ?? [];
  const statuses = nodes.map(({ status }) => status);
  expect(statuses).toEqual([...statuses].sort());
  for (const [index, { status, name, memoryInfo }] of nodes.slice(1).entries()) {
    const previous = nodes[index] as Node;
    if (previous.status !== status) continue;
    expect(String(previous.name) >= String(name), `${previous.name} before ${name}`).toBe(true);
    if (previous.name === name) expect(previous.memoryInfo?.rss).toBeLessThanOrEqual(memoryInfo?.rss ?? 0);
  }
});

test('orderBy with the same field twice fails with BAD_USER_INPUT', async () => {
  const { errors } = await runQuery('{ processes(orderBy: [{ field: PID }, { field: PID }]) { totalCount } }');
  expect(errors).toMatchObject([
    { message: 'orderBy has the field PID more than once', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test.for(['first: -1', 'first: 5001', 'after: "x"', 'after: "bnVsbA"'])(
  'processes(%s) fails with BAD_USER_INPUT',
  async (args) => {
    const { data, errors } = await runQuery<ProcessesData>(`{ processes(${args}) { totalCount } }`);
    expect(data).toEqual({ processes: null });
    expect(errors).toMatchObject([{ path: ['processes'], extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

test('children(recursive: true) returns all descendants, parents before their children', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const shell = await spawnChild('sh', '-c', 'sh -c "sleep 1000; true"; true');
  await expect.poll(() => new Process(shell.pid).children({ recursive: true }).length).toBe(2);
  const { data } = await runQuery<ProcessData>(
    `{ process(pid: ${shell.pid}) { children { pid } all: children(recursive: true) { name parent { pid } pid } } }`,
  );
  const node = data?.process as unknown as { children: Node[]; all: Node[] };
  expect(node.children).toHaveLength(1);
  expect(node.all.map(({ name }) => name)).toEqual(['sh', 'sleep']);
  expect(node.all[1]?.parent?.pid).toBe(node.all[0]?.pid);
  for (const { pid } of node.all) process.kill(pid, 'SIGKILL');
});

test('a field excluded by @include or @skip is not read', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie(); // Reading its exe would fail.
  const { data, errors } = await runQuery<ProcessData>(
    `query ($no: Boolean = false) { process(pid: ${pid}) { name exe @include(if: $no) ... @skip(if: true) { exe } } }`,
  );
  expect(data).toEqual({ process: { name: 'sleep' } });
  expect(errors).toBeUndefined();
});

test('the schema can be executed by graphql() without a context', async () => {
  const { data, errors } = await script<GraphQLResult<ProcessData>>(`
    const { schema } = await import('@psutil/graphql');
    const { graphql } = await import('graphql');
    const query = '{ cpu { percent } process(pid: ' + process.pid + ') { pid parent { pid } } processes(first: 1) { totalCount } }';
    print(await graphql({ schema, source: query }));`);
  expect(errors).toBeUndefined();
  expect(data?.process).toMatchObject({ parent: { pid: process.pid } });
});

test('every attribute is a field and can be read of this process', async (context) => {
  context.skip(!LINUX, 'compares the attributes that Linux supports');
  const { data, errors } = await runQuery<{ process: Record<string, unknown> }>(
    `{ process(pid: ${process.pid})${await allProcessFields()} }`,
  );
  const self = new Process();
  expect(errors).toMatchObject([
    { path: ['process', 'numHandles'], extensions: { code: 'NOT_SUPPORTED' } },
    { path: ['process', 'environ'], extensions: { code: 'ACCESS_DENIED' } },
  ]);
  const found = data?.process ?? {};
  const { pid, nice, numFds, sessionId, cwd, cmdline, cpuAffinity } = found;
  expect({ pid, nice, sessionId, cwd, cmdline, cpuAffinity }).toEqual({
    ...{ pid: process.pid, nice: self.nice(), sessionId: self.sessionId(), cwd: self.cwd(), cmdline: self.cmdline() },
    cpuAffinity: self.cpuAffinity(),
  });
  expect(numFds).toBeGreaterThan(2);
  // Attributes with another name, or that fail.
  const others = ['connections', 'cpuPercent', 'environ', 'numHandles'];
  const names = attributeNames.filter((name) => !others.includes(name));
  expect(names.filter((name) => !(name in found))).toEqual([]);
  expect(found['memoryMaps']).toMatchObject({
    edges: expect.arrayContaining([
      {
        cursor: expect.any(String),
        node: expect.objectContaining({ path: '[heap]', rss: expect.any(Number), perms: null }),
      },
    ]),
  });
});

test('environ fails with ACCESS_DENIED unless allowEnviron is set', async (context) => {
  needsSupport(context, 'environ');
  const { pid } = await spawnChild();
  const body = JSON.stringify({ query: `{ process(pid: ${pid}) { name environ { edges { node { name value } } } } }` });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const send = async (yoga: ReturnType<typeof createPsutilYoga>) =>
    (await yoga.fetch('http://localhost/graphql', request)).json();
  expect(await send(createPsutilYoga())).toMatchObject({
    data: { process: { name: idleName, environ: null } },
    errors: [{ extensions: { code: 'ACCESS_DENIED', pid } }],
  });
  const { data, errors } = await send(createPsutilYoga({ allowEnviron: true }));
  expect(errors).toBeUndefined();
  expect(data.process.environ.edges).toContainEqual({ node: { name: 'PATH', value: process.env['PATH'] } });
});

test('parents returns the ancestors, nearest first', async () => {
  const { pid } = await spawnChild();
  const { data } = await runQuery<{ process: { parents: { pid: number }[] } }>(
    `{ process(pid: ${pid}) { parents { pid } } }`,
  );
  expect(data?.process.parents.map((parent) => parent.pid)).toEqual(new Process(pid).parents().map((each) => each.pid));
  expect(data?.process.parents[0]?.pid).toBe(process.pid);
});
