import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '@psutil/graphql';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { idleCommand, idleName, spawnChild, waitForState } from '../support/children.ts';
import { temporaryDirectory } from '../support/executable.ts';
import { needsSupport, runQuery } from '../support/graph.ts';

interface Page<T> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}
type Data<T> = { readonly process: { readonly list: Page<T> } };

const nodesOf = <T>({ data }: { readonly data: Data<T> | null }): readonly T[] =>
  data?.process.list.edges.map(({ node }) => node) ?? [];

const read = <T>(list: string, pid = process.pid) => runQuery<Data<T>>(`{ process(pid: ${pid}) { list: ${list} } }`);

/** Opens files of this process; returns their directory and descriptors. */
function openFiles(flags: readonly string[]): { readonly directory: string; readonly fds: readonly number[] } {
  const directory = temporaryDirectory();
  const fds = flags.map((flag, index) => openSync(join(directory, `file${index}`), flag));
  onTestFinished(() => fds.forEach((fd) => void closeSync(fd)));
  return { directory, fds };
}

test('openFiles is a page of the files that match a filter', async (context) => {
  needsSupport(context, 'openFiles');
  const { directory, fds } = openFiles(['w', 'w', 'w+', 'a']);
  const inDirectory = `path: { startsWith: ${JSON.stringify(directory)} }`;
  const all = await read<{ fd: number; process: { pid: number } }>(
    `openFiles(filter: { ${inDirectory} }) { totalCount edges { node { fd process { pid } } } }`,
  );
  expect(nodesOf(all)).toEqual([...fds].sort((a, b) => a - b).map((fd) => ({ fd, process: { pid: process.pid } })));
  const written = await read(`openFiles(filter: { ${inDirectory}, mode: [W] }) { edges { node { fd } } }`);
  expect(nodesOf(written)).toEqual([{ fd: fds[0] }, { fd: fds[1] }]);
  const one = await read(`openFiles(filter: { fd: [${fds[3]}] }) { edges { node { path mode } } }`);
  expect(nodesOf(one)).toEqual([{ path: join(directory, 'file3'), mode: 'A' }]);
  const query = `openFiles(first: 3, filter: { ${inDirectory} }) { totalCount pageInfo { hasNextPage } edges { cursor } }`;
  const { data } = await read(query);
  expect(data?.process.list).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  const after = data?.process.list.edges.at(-1)?.cursor;
  const rest = await read(`openFiles(after: "${after}", filter: { ${inDirectory} }) { edges { node { fd } } }`);
  expect(nodesOf(rest)).toEqual([{ fd: fds[3] }]);
});

test('threads is a page of the threads, by ID', async (context) => {
  needsSupport(context, 'threads');
  const tids = nodesOf(await read<{ tid: number }>('threads(first: 1000) { edges { node { tid userTime } } }'));
  expect(tids.map(({ tid }) => tid)).toEqual(new Process().threads().map(({ id }) => id));
  const [, second] = tids;
  const found = await read(`threads(filter: { tid: [${second?.tid}] }) { totalCount edges { node { tid } } }`);
  expect(nodesOf(found)).toEqual([{ tid: second?.tid }]);
});

test('memoryMaps returns the mappings of each file together, or each mapping', async (context) => {
  needsSupport(context, 'memoryMaps');
  const child = await spawnChild();
  const target = new Process(child.pid);
  await expect.poll(() => target.name()).toBe(idleName);
  await expect.poll(() => target.memoryMaps().length).toBeGreaterThan(3);
  // The resident pages of a program grow while it starts.
  await waitForState(child.pid, 'S');
  const { pid } = child;
  interface Map {
    readonly path: string;
    readonly addr: string | null;
    readonly perms: string | null;
    readonly rss: number;
  }
  const exe = `filter: { path: { endsWith: "${idleName}" } }`;
  const nodes = '{ totalCount edges { node { path addr perms rss } } }';
  const [grouped, ...others] = nodesOf(await read<Map>(`memoryMaps(${exe}) ${nodes}`, pid));
  expect(others).toEqual([]);
  expect(grouped).toMatchObject({ path: target.exe(), addr: null, perms: null });
  const each = nodesOf(await read<Map>(`memoryMaps(grouped: false, ${exe}) ${nodes}`, pid));
  expect(each.length).toBeGreaterThan(1);
  expect(each.reduce((sum, { rss }) => sum + rss, 0)).toBe(grouped?.rss);
  expect(each.map(({ addr }) => addr)).toEqual(
    target
      .memoryMaps({ grouped: false })
      .filter(({ path }) => path.endsWith(idleName))
      .map(({ addr }) => addr),
  );
  const code = each.find(({ perms }) => perms?.includes('x'))?.perms;
  const executable = `memoryMaps(grouped: false, filter: { path: { endsWith: "${idleName}" }, perms: { equals: "${code}" } }) ${nodes}`;
  expect(nodesOf(await read<Map>(executable, pid))).toMatchObject([{ perms: code }]);
});

test('environ is a page of the variables that match a filter, in their order', async (context) => {
  needsSupport(context, 'environ');
  const [file, ...args] = idleCommand;
  const child = spawn(file, args, { env: { B: 'two', A: 'one', AB: 'two' } });
  onTestFinished(() => void child.kill('SIGKILL'));
  await expect.poll(() => new Process(child.pid).name()).toBe(idleName);
  const run = (args: string) =>
    execute(`{ process(pid: ${child.pid}) { list: environ${args} { edges { node { name value } } } } }`, {
      allowEnviron: true,
    }) as Promise<{ data: Data<{ name: string; value: string }> }>;
  expect(nodesOf(await run(''))).toEqual([
    { name: 'B', value: 'two' },
    { name: 'A', value: 'one' },
    { name: 'AB', value: 'two' },
  ]);
  expect(nodesOf(await run('(filter: { name: { startsWith: "A" }, value: { equals: "two" } })'))).toEqual([
    { name: 'AB', value: 'two' },
  ]);
});
