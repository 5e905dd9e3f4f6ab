import { expect, test } from 'vitest';
import { spawnChild, spawnZombie } from '../support/children.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { needs } from '../support/run.ts';

interface RatedProcess {
  readonly pid: number;
  readonly cpuPercent: number | null;
  readonly ioRates: { readonly writeChars: number; readonly readBytes: number } | null;
}
interface RatedProcesses {
  readonly processes: { readonly edges: readonly { readonly node: RatedProcess }[] };
}

test('processes ordered by CPU_PERCENT have a busy process with a positive percentage', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const busy = await spawnChild('sh', '-c', 'while :; do :; done');
  const query =
    '{ processes(first: 5000, orderBy: { field: CPU_PERCENT, direction: DESC }) { edges { node { pid cpuPercent } } } }';
  await expect
    .poll(async () => {
      const nodes = (await runQuery<RatedProcesses>(query)).data?.processes.edges.map(({ node }) => node) ?? [];
      const percents = nodes.map(({ cpuPercent }) => cpuPercent ?? 0);
      expect(percents).toEqual([...percents].sort((a, b) => b - a));
      expect(Math.min(...percents)).toBeGreaterThanOrEqual(0);
      return nodes.find(({ pid }) => pid === busy.pid)?.cpuPercent;
    })
    .toBeGreaterThan(0);
});

test('ioRates of a writing process is positive in process and in processes', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  needsSupport(context, 'ioCounters');
  const { pid } = await spawnChild('sh', '-c', 'while :; do echo x; done');
  const fields = 'pid cpuPercent ioRates { writeChars readBytes }';
  const one = await runQuery<{ process: RatedProcess }>(`{ process(pid: ${pid}) { ${fields} } }`);
  const all = await runQuery<RatedProcesses>(
    `{ processes(filter: { pid: [${pid}] }) { edges { node { ${fields} } } } }`,
  );
  for (const rated of [one.data?.process, all.data?.processes.edges[0]?.node]) {
    expect(rated?.ioRates?.writeChars).toBeGreaterThan(0);
    expect(rated?.cpuPercent).toBeGreaterThanOrEqual(0);
  }
});

test('cpuPercent of a zombie is 0 without an error', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnZombie();
  const { data, errors } = await runQuery<{ process: RatedProcess }>(`{ process(pid: ${pid}) { pid cpuPercent } }`);
  expect([data?.process, errors]).toEqual([{ pid, cpuPercent: 0 }, undefined]);
});

test('rates are measured during the longest interval of a request', async () => {
  const list = (interval: number) =>
    `processes(filter: { ppid: [${process.pid}] }, interval: ${interval}) { edges { node { pid cpuPercent } } }`;
  const pidsOf = (data: Readonly<Record<string, RatedProcesses['processes']>> | null) =>
    Object.values(data ?? {}).map(({ edges }) => edges.map(({ node }) => node.pid));
  const result = runQuery<Record<string, RatedProcesses['processes']>>(
    `{ a: ${list(0.1)} b: ${list(3)} c: ${list(0.2)} }`,
  );
  await runQuery(`{ ${list(0.1)} }`);
  const { pid } = await spawnChild();
  const [a, b, c] = pidsOf((await result).data);
  expect(b).toContain(pid);
  expect([a, c]).toEqual([b, b]);
});

test.for([0, -1, 10.5])('processes with an interval of %d seconds fails with BAD_USER_INPUT', async (interval) => {
  const { errors } = await runQuery(`{ processes(interval: ${interval}) { totalCount } }`);
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('interval must be greater than 0 and at most 10 seconds'),
      path: ['processes'],
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
});
