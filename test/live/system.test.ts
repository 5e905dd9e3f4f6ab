import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { LINUX, WINDOWS } from '@psutil/native';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, onTestFinished, test } from 'vitest';
import { busyCommand, idleCommand } from '../support/children.ts';
import { needsSupport } from '../support/run.ts';

const forms = [
  ['synchronous', sync],
  ['promises', promises],
] as const;

test.each(forms)('%s: the fields of virtualMemory() do not exceed total', async (_, { virtualMemory }) => {
  const { total, available, used, percent, ...parts } = await virtualMemory();
  expect(total).toBeGreaterThan(0);
  expect(available).toBeGreaterThan(0);
  expect(used + available).toBe(total);
  expect(percent).toBeCloseTo((100 * used) / total, 10);
  expect(percent).toBeGreaterThan(0);
  expect(percent).toBeLessThan(100);
  for (const part of Object.values(parts)) expect(part).toBeLessThanOrEqual(total);
});

test.each(forms)('%s: available of virtualMemory() decreases when memory is allocated', async (_, entry) => {
  const size = 256 * 2 ** 20;
  const { available } = await entry.virtualMemory();
  // Other programs may free memory at the same time, so one measurement is not enough.
  await expect
    .poll(
      async () => {
        const block = Buffer.alloc(size, 1);
        const remaining = (await entry.virtualMemory()).available;
        return block.length - size + remaining;
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(available - size / 2);
});

test.for(forms)('%s: used and free of swapMemory() add up to total', async ([_, { swapMemory }], context) => {
  needsSupport(context, 'swapMemory');
  const { total, used, free, percent } = await swapMemory();
  expect(used + free).toBe(total);
  expect(free).toBeGreaterThanOrEqual(0);
  expect(percent).toBe(total === 0 ? 0 : (100 * used) / total);
});

test.each(forms)('%s: cpuTimes() never decreases and is the sum of all CPUs', async (_, { cpuTimes }) => {
  const before = await cpuTimes();
  const each = await cpuTimes({ percpu: true });
  const after = await cpuTimes();
  // A field is absent on the systems that do not have it.
  const modes = (['user', 'system', 'nice', 'softirq'] as const).filter((mode) => mode in before);
  expect(modes.length).toBeGreaterThanOrEqual(LINUX ? 4 : 2);
  for (const mode of modes) {
    const sum = each.reduce((all, times) => all + (times[mode] ?? Number.NaN), 0);
    // Linux adds the nanoseconds of all CPUs before it rounds them to clock ticks.
    const slack = (each.length + 1) / 100;
    expect(sum).toBeGreaterThanOrEqual((before[mode] ?? Number.NaN) - slack);
    expect(sum).toBeLessThanOrEqual((after[mode] ?? Number.NaN) + slack);
    expect(after[mode]).toBeGreaterThanOrEqual(before[mode] as number);
  }
});

test.each(forms)('%s: cpuCount() is that of os.cpus() and at least the number of cores', async (_, entry) => {
  const count = await entry.cpuCount();
  const cores = await entry.cpuCount({ logical: false });
  expect(count).toBe(cpus().length);
  expect(await entry.cpuTimes({ percpu: true })).toHaveLength(count as number);
  expect(await entry.cpuPercent({ percpu: true })).toHaveLength(count as number);
  expect(cores ?? 1).toBeGreaterThanOrEqual(1);
  expect(cores ?? 1).toBeLessThanOrEqual(count as number);
});

test.each(forms)('%s: cpuPercent() is between 0 and 100', async (_, { cpuPercent }) => {
  for (let round = 0; round < 100; round++) {
    const percents = [await cpuPercent(), ...(await cpuPercent({ percpu: true }))];
    for (const percent of percents) {
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
    }
  }
});

test('cpuPercent() is above 80 while every CPU is busy', async () => {
  const [file, ...args] = busyCommand;
  for (const _ of cpus()) {
    const child = spawn(file, args, { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
  }
  sync.cpuPercent();
  const busy = () => promises.cpuPercent({ interval: 0.2 });
  await expect.poll(busy, { timeout: 20_000 }).toBeGreaterThan(80);
  const each = () => promises.cpuPercent({ interval: 0.2, percpu: true });
  await expect.poll(async () => Math.min(...(await each())), { timeout: 20_000 }).toBeGreaterThan(80);
  expect(sync.cpuPercent()).toBeGreaterThan(50);
});

test('promises: cpuPercent() rejects when its signal is aborted', async () => {
  const { cpuPercent } = promises;
  await expect(cpuPercent({ interval: 3600, signal: AbortSignal.timeout(10) })).rejects.toThrow(/abort/i);
  await expect(cpuPercent({ interval: 3600, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test.each(forms)('%s: bootTime() is before the start of the oldest process', async (_, entry) => {
  const boot = await entry.bootTime();
  const oldest = new entry.Process(WINDOWS ? process.pid : 1);
  // Linux reports the boot time in whole seconds.
  expect(boot).toBeLessThanOrEqual((await oldest.createTime()) + 1);
  expect(boot).toBeLessThan(Date.now() / 1000);
});

test.each(forms)('%s: createTime() is between the times before and after the start', async (_, { Process }) => {
  const [file, ...args] = idleCommand;
  const before = Date.now() / 1000;
  const child = spawn(file, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const started = await new Process(child.pid).createTime();
  const after = Date.now() / 1000;
  // Linux counts clock ticks of 10 ms, and Date.now() has milliseconds.
  expect(started).toBeGreaterThanOrEqual(before - 0.03);
  expect(started).toBeLessThanOrEqual(after + 0.02);
});
