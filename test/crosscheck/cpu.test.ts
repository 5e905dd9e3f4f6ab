import { type CpuStats, type CpuTimes, cpuCount, cpuFreq, cpuStats, cpuTimes, getloadavg } from '@psutil/cpu';
import { cpuPercent } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { expectBracketed } from '../support/bracket.ts';
import { sleeper } from '../support/children.ts';
import { needs, needsPsutil, psutil, tool } from '../support/run.ts';

test('cpuCount() equals nproc', (context) => {
  needs(context, 'nproc');
  expect(cpuCount()).toBe(Number(tool('nproc', '--all')));
});

test('cpuCount({ logical: false }) equals the cores of lscpu', (context) => {
  needs(context, 'lscpu');
  const lines = tool('lscpu', '--online', '--parse=CORE,SOCKET').split('\n');
  const cores = new Set(lines.filter((line) => /^\d/.test(line)));
  expect(cpuCount({ logical: false })).toBe(cores.size);
});

test('cpuCount() equals psutil', (context) => {
  needsPsutil(context);
  expect(cpuCount()).toBe(psutil('psutil.cpu_count()'));
  expect(cpuCount({ logical: false })).toBe(psutil('psutil.cpu_count(logical=False)'));
});

const modes = ['user', 'system', 'idle', 'nice', 'irq', 'softirq', 'steal', 'guest', 'guestNice'] as const;
const pythonName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// Counters only increase, except for iowait. The kernel may decrease idle by a tick.
test.for(modes)('cpuTimes().%s agrees with psutil', (mode: keyof CpuTimes, context) => {
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

test('cpuPercent() measures a busy CPU like psutil', async (context) => {
  needsPsutil(context);
  await sleeper(process.execPath, '-e', 'const end = Date.now() + 20_000; while (Date.now() < end);');
  // One CPU is busy all the time. Other processes only increase the utilization.
  const minimum = 90 / (cpuCount() as number);
  await expect.poll(() => cpuPercent({ interval: 0.5 }), { timeout: 15_000 }).toBeGreaterThan(minimum);
  expect(psutil<number>('psutil.cpu_percent(interval=0.5)')).toBeGreaterThan(minimum);
});

const counters: readonly (readonly [keyof CpuStats, string])[] = [
  ['ctxSwitches', 'ctx_switches'],
  ['interrupts', 'interrupts'],
  ['softInterrupts', 'soft_interrupts'],
];

test.for(counters)('cpuStats().%s agrees with psutil', ([ours, theirs], context) => {
  needsPsutil(context);
  expectBracketed(
    () => psutil<number>(`psutil.cpu_stats().${theirs}`),
    () => cpuStats()[ours] ?? Number.NaN,
  );
});

test('cpuStats().ctxSwitches agrees with vmstat', (context) => {
  needs(context, 'vmstat');
  const theirs = () => Number(/(\d+) CPU context switches/.exec(tool('vmstat', '-s'))?.[1] ?? Number.NaN);
  expectBracketed(theirs, () => cpuStats().ctxSwitches);
});

test('cpuFreq() has the limits of psutil, and a current frequency', (context) => {
  needsPsutil(context);
  const theirs = psutil<[number, number, number][]>('psutil.cpu_freq(percpu=True)');
  const ours = cpuFreq({ percpu: true });
  expect(ours.map(({ min, max }) => [min ?? 0, max ?? 0])).toEqual(theirs.map(([, min, max]) => [min, max]));
  expect(ours.every(({ current }) => current > 0)).toBe(true);
});

// The kernel updates the averages every five seconds, possibly between the two readings.
const pollOptions = { timeout: 20_000 };

test('getloadavg() equals uptime and psutil', async (context) => {
  needs(context, 'uptime');
  needsPsutil(context);
  const ofUptime = () => /load average: ([\d.]+), ([\d.]+), ([\d.]+)/.exec(tool('uptime'))?.slice(1).map(Number);
  await expect.poll(() => [getloadavg(), ofUptime()].map(String), pollOptions).toSatisfy(([a, b]) => a === b);
  await expect
    .poll(
      () =>
        [getloadavg(), psutil<number[]>('psutil.getloadavg()')].map((each) => String(each.map((x) => x.toFixed(2)))),
      pollOptions,
    )
    .toSatisfy(([a, b]) => a === b);
});
