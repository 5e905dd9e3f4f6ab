import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import * as atOnce from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, onTestFinished, test } from 'vitest';

const forms = [
  ['at once', atOnce],
  ['through promises', promises],
] as const;

test.each(forms)('%s, the parts of the RAM are never more than the whole', async (_, { virtualMemory }) => {
  const { total, available, used, percent, ...parts } = await virtualMemory();
  expect(total).toBeGreaterThan(0);
  expect(available).toBeGreaterThan(0);
  expect(used + available).toBe(total);
  expect(percent).toBeCloseTo((100 * used) / total, 10);
  expect(percent).toBeGreaterThan(0);
  expect(percent).toBeLessThan(100);
  for (const part of Object.values(parts)) expect(part).toBeLessThanOrEqual(total);
});

test.each(forms)('%s, RAM that a program takes and touches is no longer available', async (_, { virtualMemory }) => {
  const taken = 256 * 2 ** 20;
  const { available } = await virtualMemory();
  // What others free meanwhile may hide it, but not each time.
  await expect
    .poll(
      async () => {
        const block = Buffer.alloc(taken, 1);
        const left = (await virtualMemory()).available;
        return block.length - taken + left;
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(available - taken / 2);
});

test.each(forms)('%s, the parts of the swap space add up', async (_, { swapMemory }) => {
  const { total, used, free, percent } = await swapMemory();
  expect(used + free).toBe(total);
  expect(free).toBeGreaterThanOrEqual(0);
  expect(percent).toBe(total === 0 ? 0 : (100 * used) / total);
});

test.each(forms)(
  '%s, the time that CPUs worked never decreases, and all is the sum of each',
  async (_, { cpuTimes }) => {
    const before = await cpuTimes();
    const each = await cpuTimes({ percpu: true });
    const after = await cpuTimes();
    for (const mode of ['user', 'system', 'nice', 'softirq'] as const) {
      const sum = each.reduce((all, times) => all + (times[mode] ?? Number.NaN), 0);
      // The kernel adds the nanoseconds of all CPUs before it rounds to ticks.
      const slack = (each.length + 1) / 100;
      expect(sum).toBeGreaterThanOrEqual((before[mode] ?? Number.NaN) - slack);
      expect(sum).toBeLessThanOrEqual((after[mode] ?? Number.NaN) + slack);
      expect(after[mode]).toBeGreaterThanOrEqual(before[mode] as number);
    }
  },
);

test.each(forms)('%s, there are as many CPUs as Node knows, and no more cores than CPUs', async (_, entry) => {
  const count = await entry.cpuCount();
  const cores = await entry.cpuCount({ logical: false });
  expect(count).toBe(cpus().length);
  expect(await entry.cpuTimes({ percpu: true })).toHaveLength(count as number);
  expect(await entry.cpuPercent({ percpu: true })).toHaveLength(count as number);
  expect(cores ?? 1).toBeGreaterThanOrEqual(1);
  expect(cores ?? 1).toBeLessThanOrEqual(count as number);
});

test.each(forms)('%s, every percentage is between 0 and 100', async (_, { cpuPercent }) => {
  for (let round = 0; round < 100; round++) {
    const percents = [await cpuPercent(), ...(await cpuPercent({ percpu: true }))];
    for (const percent of percents) {
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
    }
  }
});

test('CPUs that all have something to do are busy', async () => {
  for (const _ of cpus()) {
    const child = spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
  }
  atOnce.cpuPercent();
  const busy = () => promises.cpuPercent({ interval: 0.2 });
  await expect.poll(busy, { timeout: 20_000 }).toBeGreaterThan(80);
  const each = () => promises.cpuPercent({ interval: 0.2, percpu: true });
  await expect.poll(async () => Math.min(...(await each())), { timeout: 20_000 }).toBeGreaterThan(80);
  expect(atOnce.cpuPercent()).toBeGreaterThan(50);
});

test('the wait of cpuPercent ends at once when its signal says so', async () => {
  const { cpuPercent } = promises;
  await expect(cpuPercent({ interval: 3600, signal: AbortSignal.timeout(10) })).rejects.toThrow(/abort/i);
  await expect(cpuPercent({ interval: 3600, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test.each(forms)('%s, the machine booted before its first process began and before now', async (_, entry) => {
  const boot = await entry.bootTime();
  // The kernel tells the time of boot in whole seconds.
  expect(boot).toBeLessThanOrEqual((await new entry.Process(1).createTime()) + 1);
  expect(boot).toBeLessThan(Date.now() / 1000);
});

test.each(forms)('%s, a process began between the moments before and after its start', async (_, { Process }) => {
  const before = Date.now() / 1000;
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const began = await new Process(child.pid).createTime();
  const after = Date.now() / 1000;
  // The start is counted in ticks of a hundredth of a second, and the clock in milliseconds.
  expect(began).toBeGreaterThanOrEqual(before - 0.03);
  expect(began).toBeLessThanOrEqual(after + 0.02);
});
