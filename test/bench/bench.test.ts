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
interface Measured {
  readonly tasks: readonly { readonly id: string; readonly sides: Readonly<Record<'floor' | 'ours', Figures>> }[];
}

test('the bench runs, and the floor finds what we find', (context) => {
  context.skip(!LINUX, 'the floor is known of Linux alone');
  needs(context, process.env['CC'] ?? 'cc');
  const args = ['--quick', '--rounds=1', '--sides=floor,ours', '--json'];
  const { tasks }: Measured = JSON.parse(bench(...args, 'T1', 'T8h', 'T8i'));
  expect(tasks.map(({ id }) => id)).toEqual(['T1', 'T8h', 'T8i']);
  for (const { id, sides } of tasks) {
    expect(sides.floor.found, id).toBe(sides.ours.found);
    expect(sides.floor.found, id).toBeGreaterThan(0);
  }
});

test('the page describes every task of the bench', (context) => {
  context.skip(!LINUX, 'the floor is known of Linux alone');
  const page = readFileSync(join(root, 'docs/performance.md'), 'utf8');
  const described = [...page.matchAll(/^\| (T\w+) \|/gm)].map(([, id]) => id);
  const listed = bench('--list').trim().split('\n');
  expect(described).toEqual(listed.map((line) => line.split('\t')[0]));
});
