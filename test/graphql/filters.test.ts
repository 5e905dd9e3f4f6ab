import { Process, type Process as ProcessType } from '@psutil/process';
import { expect, test } from 'vitest';
import { sleeper, zombie } from '../support/children.ts';
import { folder, program, start } from '../support/executable.ts';
import { ask } from '../support/graph.ts';

interface Found {
  readonly processes: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly pid: number } }[];
  };
}

/** The pids that a filter chooses. */
async function chosen(filter: object): Promise<number[]> {
  const query =
    'query ($filter: ProcessFilter) { processes(first: 5000, filter: $filter) { totalCount edges { node { pid } } } }';
  const { data, errors } = await ask<Found>(query, { filter });
  expect(errors).toBeUndefined();
  expect(data?.processes.totalCount).toBe(data?.processes.edges.length);
  return data?.processes.edges.map(({ node }) => node.pid) ?? [];
}

const word = 'psutil-filter-test';

test.for<[string, (process: ProcessType) => object]>([
  ['its pid', ({ pid }) => ({ pid: [pid, 2 ** 30] })],
  ['its parent and its name', () => ({ ppid: [process.pid], name: { startsWith: word.slice(0, 8) } })],
  ['exactly its name', (child) => ({ name: { equals: child.name() } })],
  ['one of several names', (child) => ({ name: { in: ['nosuch', child.name()] } })],
  ['a part of its path', (child) => ({ exe: { contains: child.exe().slice(5) } })],
  ['a part of its arguments', () => ({ cmdline: { contains: word } })],
  [
    'its user, parent and state',
    (child) => ({
      username: { equals: child.username() },
      ppid: [process.pid],
      status: ['SLEEPING'],
      name: { contains: 'psutil' },
    }),
  ],
  ['a word of its arguments, in another case', () => ({ search: word.toUpperCase() })],
])('a process is chosen by %s', async ([, filter]) => {
  const pid = await start(program(`${folder()}/${word}`));
  expect(await chosen(filter(new Process(pid)))).toContain(pid);
});

test('a filter chooses those alone that are all that it says', async () => {
  const { pid } = await sleeper();
  expect(await chosen({ pid: [pid] })).toEqual([pid]);
  expect(await chosen({ search: String(pid) })).toContain(pid);
  expect(await chosen({ pid: [pid], status: ['ZOMBIE'] })).toEqual([]);
  expect(await chosen({ pid: [] })).toEqual([]);
  expect(await chosen({ name: { equals: 'Sleep' }, pid: [pid] })).toEqual([]);
});

test('what cannot be read chooses nothing, and no filter or one without a word chooses all', async () => {
  const { pid } = await zombie();
  expect(await chosen({ pid: [pid], exe: { contains: '' } })).toEqual([]);
  expect(await chosen({ status: ['ZOMBIE'] })).toContain(pid);
  const all = await chosen({});
  expect(all).toContain(pid);
  expect(await chosen({ name: null, status: null })).toContain(pid);
});

test('any text is in the id of a container, and in that of none', async () => {
  const { pid } = await sleeper();
  const { data } = await ask<{ process: { container: string | null } }>(`{ process(pid: ${pid}) { container } }`);
  const found = await chosen({ pid: [pid], container: { contains: '' } });
  expect(found).toEqual(data?.process.container === null ? [] : [pid]);
});

test('a filter of text says one thing', async () => {
  const query = '{ processes(filter: { name: { equals: "a", contains: "b" } }) { totalCount } }';
  expect((await ask(query)).errors?.[0]?.message).toContain('OneOf');
});

test('cursors go on within a filter', async () => {
  const children = await Promise.all([1, 2, 3].map(() => sleeper()));
  const pids = children.map(({ pid }) => pid).sort((a, b) => a - b);
  const query = `query ($after: String) { processes(first: 2, after: $after, filter: { pid: [${pids}] }) {
    totalCount edges { node { pid } } pageInfo { endCursor hasNextPage } } }`;
  interface Pages {
    readonly processes: Found['processes'] & {
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  }
  const first = (await ask<Pages>(query)).data?.processes;
  expect(first?.pageInfo.hasNextPage).toBe(true);
  const rest = (await ask<Pages>(query, { after: first?.pageInfo.endCursor })).data?.processes;
  const seen = [first, rest].flatMap((page) => page?.edges.map(({ node }) => node.pid) ?? []);
  expect([seen, first?.totalCount, rest?.pageInfo.hasNextPage]).toEqual([pids, 3, false]);
});
