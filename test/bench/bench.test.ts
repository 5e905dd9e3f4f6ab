import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINUX } from '@psutil/psutil';
import { expect, test } from 'vitest';
import { needs, root, tool } from '../support/run.ts';

const bench = (...args: readonly string[]) => tool(process.execPath, 'test/bench/bench.mjs', ...args);

interface Figures {
  readonly time: number;
  readonly found: number;
}
interface Results {
  readonly tasks: readonly { readonly id: string; readonly sides: Readonly<Record<'baseline' | 'ours', Figures>> }[];
}

test('the benchmark runs, and the baseline returns the results of psutil', (context) => {
  context.skip(!LINUX, 'the baseline supports Linux only');
  needs(context, process.env['CC'] ?? 'cc');
  const args = ['--quick', '--rounds=1', '--sides=baseline,ours', '--json'];
  const { tasks }: Results = JSON.parse(bench(...args, 'T1', 'T8h', 'T8i'));
  expect(tasks.map(({ id }) => id)).toEqual(['T1', 'T8h', 'T8i']);
  for (const { id, sides } of tasks) {
    expect(sides.baseline.found, id).toBe(sides.ours.found);
    expect(sides.baseline.found, id).toBeGreaterThan(0);
  }
});

test('docs/performance.md describes every task of the benchmark', (context) => {
  context.skip(!LINUX, 'the baseline supports Linux only');
  const page = readFileSync(join(root, 'docs/performance.md'), 'utf8');
  const described = [...page.matchAll(/^\| (T\w+) \|/gm)].map(([, id]) => id);
  const listed = bench('--list').trim().split('\n');
  expect(described).toEqual(listed.map((line) => line.split('\t')[0]));
});
