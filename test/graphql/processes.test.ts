import { createPsutilYoga } from '@psutil/graphql';
import { attributeNames, Process, pids } from '@psutil/process';
import { expect, test } from 'vitest';
import { end, sleeper, zombie } from '../support/children.ts';
import { type Answer, ask, everyField } from '../support/graph.ts';
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
type Processes = { readonly processes: Connection };
type One = { readonly process: Node | null };

test('the query of the README answers with what ps says', async (context) => {
  needs(context, 'ps');
  const child = await sleeper();
  const query =
    '{ processes(first: 5000, orderBy: { field: PID }) { edges { node { pid name parent { pid name } children { pid name } } } } }';
  const { data, errors } = await ask<Processes>(query);
  expect(errors).toBeUndefined();
  const nodes = new Map(data?.processes.edges.map(({ node }) => [node.pid, node]));
  expect(nodes.get(child.pid)).toMatchObject({ name: 'sleep', parent: { pid: process.pid }, children: [] });
  expect(nodes.get(process.pid)?.children).toContainEqual({ pid: child.pid, name: 'sleep' });
  for (const line of tool('ps', '-e', '-o', 'pid=,ppid=,comm=').trim().split('\n')) {
    const [, pid, ppid, name] = /^\s*(\d+)\s+(\d+) (.*)$/.exec(line) ?? [];
    const node = nodes.get(Number(pid));
    if (!node || node.name !== name) continue; // it has just started, or was renamed
    expect(node.parent?.pid ?? 0).toBe(Number(ppid));
  }
});

test('a process is found by its pid and by its id', async () => {
  const { data } = await ask<One>(`{ process(pid: ${process.pid}) { id pid name status } }`);
  expect(data?.process).toMatchObject({
    pid: process.pid,
    id: new Process().id,
    status: expect.stringMatching(/^[A-Z_]+$/),
  });
  const again = await ask<One>('query ($id: ID) { process(id: $id) { pid } }', { id: data?.process?.id });
  expect(again.data?.process?.pid).toBe(process.pid);
});

test('a process that ended is null, with a code and its pid', async () => {
  const child = await sleeper();
  const { id } = new Process(child.pid);
  await end(child);
  const byPid = await ask<One>(`{ process(pid: ${child.pid}) { name } }`);
  const byId = await ask<One>('query ($id: ID) { process(id: $id) { name } }', { id });
  for (const { data, errors } of [byPid, byId]) {
    expect(data).toEqual({ process: null });
    expect(errors).toMatchObject([{ path: ['process'], extensions: { code: 'NO_SUCH_PROCESS', pid: child.pid } }]);
  }
});

test('a field that a zombie has lost is null with a code, and its other fields answer', async () => {
  const { pid } = await zombie();
  const { data, errors } = await ask<One>(`{ process(pid: ${pid}) { pid name status exe } }`);
  expect(data?.process).toEqual({ pid, name: 'sleep', status: 'ZOMBIE', exe: null });
  expect(errors).toMatchObject([{ path: ['process', 'exe'], extensions: { code: 'ZOMBIE_PROCESS', pid } }]);
});

test.for([
  '{ process { pid } }',
  '{ process(pid: 1, id: "x") { pid } }',
  '{ process(pid: -1) { pid } }',
  '{ process(id: "x") { pid } }',
])('%s is an input error', async (query) => {
  const { errors } = await ask<One>(query);
  expect(errors).toMatchObject([{ path: ['process'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('pages follow each other without a gap, whatever starts between them', async () => {
  const query =
    'query ($after: String) { processes(first: 7, after: $after) { totalCount edges { node { pid } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
  const before = pids();
  const seen: number[] = [];
  let page: Connection | undefined;
  do {
    const answer: { data: Processes | null } = await ask<Processes>(query, { after: page?.pageInfo.endCursor });
    page = answer.data?.processes as Connection;
    expect(page.pageInfo.hasPreviousPage).toBe(seen.length > 0);
    seen.push(...page.edges.map(({ node }) => node.pid));
    await sleeper();
  } while (page.pageInfo.hasNextPage && seen.length < 10_000);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  const lasting = before.filter((pid) => pids().includes(pid));
  expect(seen).toEqual(expect.arrayContaining(lasting));
});

test('processes are sorted by what is asked, both ways', async () => {
  const query =
    'query ($direction: OrderDirection!) { processes(orderBy: { field: MEMORY, direction: $direction }) { edges { node { memoryInfo { rss } } } } }';
  for (const [direction, sign] of [
    ['ASC', 1],
    ['DESC', -1],
  ] as const) {
    const { data } = await ask<Processes>(query, { direction });
    const sizes = data?.processes.edges.map(({ node }) => node.memoryInfo?.rss ?? 0) as number[];
    expect(sizes).toEqual([...sizes].sort((a, b) => sign * (a - b)));
  }
});

test.for(['first: -1', 'first: 5001', 'after: "x"', 'after: "bnVsbA"'])(
  'processes(%s) is an input error',
  async (args) => {
    const { data, errors } = await ask<Processes>(`{ processes(${args}) { totalCount } }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['processes'], extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

test('children can be asked as deep as they go, parents before their children', async () => {
  const shell = await sleeper('sh', '-c', 'sh -c "sleep 1000; true"; true');
  await expect.poll(() => new Process(shell.pid).children({ recursive: true }).length).toBe(2);
  const { data } = await ask<One>(
    `{ process(pid: ${shell.pid}) { children { pid } all: children(recursive: true) { name parent { pid } pid } } }`,
  );
  const node = data?.process as unknown as { children: Node[]; all: Node[] };
  expect(node.children).toHaveLength(1);
  expect(node.all.map(({ name }) => name)).toEqual(['sh', 'sleep']);
  expect(node.all[1]?.parent?.pid).toBe(node.all[0]?.pid);
  for (const { pid } of node.all) process.kill(pid, 'SIGKILL');
});

test('what is not asked is not read', async () => {
  const { pid } = await zombie(); // whose exe would be an error
  const { data, errors } = await ask<One>(
    `query ($no: Boolean = false) { process(pid: ${pid}) { name exe @include(if: $no) ... @skip(if: true) { exe } } }`,
  );
  expect(data).toEqual({ process: { name: 'sleep' } });
  expect(errors).toBeUndefined();
});

test('the schema answers in the executor of others, without a context', async () => {
  const { data, errors } = await script<Answer<One>>(`
    const { schema } = await import('@psutil/graphql');
    const { graphql } = await import('graphql');
    const query = '{ cpu { percent } process(pid: ' + process.pid + ') { pid parent { pid } } processes(first: 1) { totalCount } }';
    print(await graphql({ schema, source: query }));`);
  expect(errors).toBeUndefined();
  expect(data?.process).toMatchObject({ parent: { pid: process.pid } });
});

test('every attribute is a field, and what is of this program answers', async () => {
  const { data, errors } = await ask<{ process: Record<string, unknown> }>(
    `{ process(pid: ${process.pid})${await everyField()} }`,
  );
  const self = new Process();
  expect(errors).toMatchObject([{ path: ['process', 'environ'], extensions: { code: 'ACCESS_DENIED' } }]);
  const found = data?.process ?? {};
  const { pid, nice, numFds, sessionId, cwd, cmdline, cpuAffinity } = found;
  expect({ pid, nice, sessionId, cwd, cmdline, cpuAffinity }).toEqual({
    ...{ pid: process.pid, nice: self.nice(), sessionId: self.sessionId(), cwd: self.cwd(), cmdline: self.cmdline() },
    cpuAffinity: self.cpuAffinity(),
  });
  expect(numFds).toBeGreaterThan(2);
  const names = attributeNames.filter((name) => !['cpuPercent', 'environ'].includes(name));
  expect(names.filter((name) => !(name in found))).toEqual([]);
  expect(found['memoryMaps']).toContainEqual(expect.objectContaining({ path: '[heap]', rss: expect.any(Number) }));
});

test('environments are not read, and not shown, unless the server allows it', async () => {
  const { pid } = await sleeper();
  const body = JSON.stringify({ query: `{ process(pid: ${pid}) { name environ { name value } } }` });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const asked = async (yoga: ReturnType<typeof createPsutilYoga>) =>
    (await yoga.fetch('http://localhost/graphql', request)).json();
  expect(await asked(createPsutilYoga())).toMatchObject({
    data: { process: { name: 'sleep', environ: null } },
    errors: [{ extensions: { code: 'ACCESS_DENIED', pid } }],
  });
  const { data, errors } = await asked(createPsutilYoga({ allowEnviron: true }));
  expect(errors).toBeUndefined();
  expect(data.process.environ).toContainEqual({ name: 'PATH', value: process.env['PATH'] });
});

test('ancestors are listed, the nearest first', async () => {
  const { pid } = await sleeper();
  const { data } = await ask<{ process: { parents: { pid: number }[] } }>(
    `{ process(pid: ${pid}) { parents { pid } } }`,
  );
  expect(data?.process.parents.map((parent) => parent.pid)).toEqual(new Process(pid).parents().map((each) => each.pid));
  expect(data?.process.parents[0]?.pid).toBe(process.pid);
});
