import { Process, type Process as ProcessType } from '@psutil/process';
import { expect, test } from 'vitest';
import { spawnChild, spawnZombie } from '../support/children.ts';
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
  ['a search for an argument in another case', () => ({ search: word.toUpperCase() })],
])('a filter by %s matches the process', async ([, filter], context) => {
  needs(context, 'sh', '-c', 'exit');
  const pid = await startIdleProgram(copyIdleProgram(`${temporaryDirectory()}/${word}`));
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

test('a text filter with two operators is invalid', async () => {
  const query = '{ processes(filter: { name: { equals: "a", contains: "b" } }) { totalCount } }';
  expect((await runQuery(query)).errors?.[0]?.message).toContain('OneOf');
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
