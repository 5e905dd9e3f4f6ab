import { expect, test } from 'vitest';
import { sleeper, zombie } from '../support/children.ts';
import { ask } from '../support/graph.ts';

interface Rated {
  readonly pid: number;
  readonly cpuPercent: number | null;
  readonly ioRates: { readonly writeChars: number; readonly readBytes: number } | null;
}
interface Answer {
  readonly processes: { readonly edges: readonly { readonly node: Rated }[] };
}

test('who is busy uses a CPU, and comes before who is not', async () => {
  const busy = await sleeper('sh', '-c', 'while :; do :; done');
  const query =
    '{ processes(first: 5000, orderBy: { field: CPU_PERCENT, direction: DESC }) { edges { node { pid cpuPercent } } } }';
  await expect
    .poll(async () => {
      const nodes = (await ask<Answer>(query)).data?.processes.edges.map(({ node }) => node) ?? [];
      const percents = nodes.map(({ cpuPercent }) => cpuPercent ?? 0);
      expect(percents).toEqual([...percents].sort((a, b) => b - a));
      expect(Math.min(...percents)).toBeGreaterThanOrEqual(0);
      return nodes.find(({ pid }) => pid === busy.pid)?.cpuPercent;
    })
    .toBeGreaterThan(0);
});

test('who writes has a rate, alone and in a list', async () => {
  const { pid } = await sleeper('sh', '-c', 'while :; do echo x; done');
  const fields = 'pid cpuPercent ioRates { writeChars readBytes }';
  const one = await ask<{ process: Rated }>(`{ process(pid: ${pid}) { ${fields} } }`);
  const all = await ask<Answer>(`{ processes(filter: { pid: [${pid}] }) { edges { node { ${fields} } } } }`);
  for (const rated of [one.data?.process, all.data?.processes.edges[0]?.node]) {
    expect(rated?.ioRates?.writeChars).toBeGreaterThan(0);
    expect(rated?.cpuPercent).toBeGreaterThanOrEqual(0);
  }
});

test('a zombie does nothing, and that is no error but where its counters are closed', async () => {
  const { pid } = await zombie();
  const { data, errors } = await ask<{ process: Rated }>(`{ process(pid: ${pid}) { pid cpuPercent } }`);
  expect([data?.process, errors]).toEqual([{ pid, cpuPercent: 0 }, undefined]);
});
