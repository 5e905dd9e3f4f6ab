import { type CpuTimes, cpuCount, cpuTimes } from '@psutil/cpu';
import { cpuPercent } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { expectBracketed } from '../support/bracket.ts';
import { sleeper } from '../support/children.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

test('cpuCount is what nproc says', (context) => {
  needs(context, 'nproc');
  expect(cpuCount()).toBe(Number(tool('nproc', '--all')));
});

test('cpuCount of cores is what lscpu says', (context) => {
  needs(context, 'lscpu');
  const lines = tool('lscpu', '--online', '--parse=CORE,SOCKET').split('\n');
  const cores = new Set(lines.filter((line) => /^\d/.test(line)));
  expect(cpuCount({ logical: false })).toBe(cores.size);
});

test('cpuCount is that of psutil', (context) => {
  needsPsutil(context);
  expect(cpuCount()).toBe(psutil('psutil.cpu_count()'));
  expect(cpuCount({ logical: false })).toBe(psutil('psutil.cpu_count(logical=False)'));
});

const modes = ['user', 'system', 'idle', 'nice', 'irq', 'softirq', 'steal', 'guest', 'guestNice'] as const;
const pythonName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Counters only grow, but for iowait; the kernel may take back a tick of idle.
test.for(modes)('cpuTimes has the %s of psutil', (mode: keyof CpuTimes, context) => {
  needsPsutil(context);
  const theirs = (of: string) => psutil<number>(`psutil.cpu_times${of}.${pythonName(mode)}`);
  expectBracketed(
    () => theirs('()'),
    () => cpuTimes()[mode] ?? Number.NaN,
    0.05,
  );
  for (const cpu of cpuTimes({ percpu: true }).keys()) {
    expectBracketed(
      () => theirs(`(percpu=True)[${cpu}]`),
      () => cpuTimes({ percpu: true })[cpu]?.[mode] ?? Number.NaN,
      0.05,
    );
  }
});

test('cpuPercent sees a busy CPU as psutil does', async (context) => {
  needsPsutil(context);
  await sleeper(process.execPath, '-e', 'const end = Date.now() + 20_000; while (Date.now() < end);');
  // One CPU of them is busy all the time; what else runs only adds to it.
  const least = 90 / (cpuCount() as number);
  await expect.poll(() => cpuPercent({ interval: 0.5 }), { timeout: 15_000 }).toBeGreaterThan(least);
  expect(psutil<number>('psutil.cpu_percent(interval=0.5)')).toBeGreaterThan(least);
});
