import { readFileSync } from 'node:fs';
import { cpuCount } from '@psutil/cpu';
import { LINUX } from '@psutil/native';
import { bootTime } from '@psutil/system';
import { expect, test } from 'vitest';
import { expectNear } from '../support/bracket.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { needs, tool } from '../support/run.ts';

interface Memory {
  readonly total: number;
  readonly available: number;
  readonly used: number;
  readonly percent: number;
}

test('memory agrees with free(1)', async (context) => {
  needs(context, 'free');
  const { data, errors } = await runQuery<{ memory: Memory }>('{ memory { total available used percent } }');
  expect(errors).toBeUndefined();
  const { total, available, used, percent } = (data as { memory: Memory }).memory;
  const free = () => tool('free', '-b').split('\n')[1]?.split(/\s+/).map(Number) as number[];
  expect(total).toBe(free()[1]);
  expect(used).toBe(total - available);
  expect(percent).toBeCloseTo((100 * used) / total, 6);
  await expectNear(
    () => free()[6] as number,
    () => available,
    { share: 0.05, floor: 200 * 2 ** 20 },
  );
});

test('memory sizes beyond 32 bits are exact numbers', async (context) => {
  context.skip(!LINUX, 'reads /proc/meminfo');
  const { data } = await runQuery<{ memory: Memory }>('{ memory { total } }');
  const kilobytes = Number(/^MemTotal:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
  expect(data?.memory.total).toBe(kilobytes * 1024);
});

test('cpu returns the CPU counts, percentages and times', async () => {
  const query =
    '{ cpu { count cores: count(logical: false) percent percentPercpu times { user idle } timesPercpu { user } } }';
  const { data, errors } = await runQuery<{
    cpu: { count: number; cores: number | null; percent: number; percentPercpu: number[]; timesPercpu: object[] };
  }>(query);
  expect(errors).toBeUndefined();
  const cpu = data?.cpu;
  expect(cpu?.count).toBe(cpuCount());
  expect(cpu?.cores).toBe(cpuCount({ logical: false }));
  expect(cpu?.percentPercpu).toHaveLength(cpuCount() as number);
  expect(cpu?.timesPercpu).toHaveLength(cpuCount() as number);
  for (const percent of [cpu?.percent, ...(cpu?.percentPercpu ?? [])]) {
    expect(percent).toBeGreaterThanOrEqual(0);
    expect(percent).toBeLessThanOrEqual(100);
  }
});

test.for([0, -1, 11])('cpu.percent with an interval of %d seconds fails with BAD_USER_INPUT', async (interval) => {
  const { data, errors } = await runQuery<{ swap: object }>(
    `{ swap { total } cpu { percent(interval: ${interval}) } }`,
  );
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect(data).toBeNull(); // Neither percent nor cpu is nullable.
});

test('points in time are RFC 3339 strings', async (context) => {
  needsSupport(context, 'bootTime', 'users');
  const { data } = await runQuery<{ system: { bootTime: string } }>('{ system { bootTime } users { name started } }');
  expect(Math.abs(Date.parse(data?.system.bootTime as string) / 1000 - bootTime())).toBeLessThanOrEqual(1);
});
