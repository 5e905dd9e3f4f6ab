import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuPercent } from '@psutil/cpu';
import { cpuPercent as cpuPercentAsync } from '@psutil/cpu/promises';
import type { Host } from '@psutil/native';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

/** Ticks of a CPU, in the columns' order: user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice. */
type Ticks = readonly number[];

const statOf = (total: Ticks, cpus: Readonly<Record<number, Ticks>> = {}) =>
  [
    `cpu  ${total.join(' ')}`,
    ...Object.entries(cpus).map(([cpu, ticks]) => `cpu${cpu} ${ticks.join(' ')}`),
    'ctxt 1',
  ].join('\n');

/** A machine whose ticks are seconds, so that sums are exact. */
const hostThat = (stat: string): Host => ({ ...hostWith({ 'proc/stat': stat }), clockTick: 1 });

const rewrite = (host: Host, text: string) => writeFileSync(join(host.proc, 'stat'), text);

/** What cpuPercent says of the time between two readings. */
function between(before: Ticks, after: Ticks): number {
  const host = hostThat(statOf(before));
  cpuPercent({ host });
  rewrite(host, statOf(after));
  return cpuPercent({ host });
}

test.for([
  ['idle', [0, 0, 0, 100], 0],
  ['all user', [100, 0, 0, 0], 100],
  ['half user', [50, 0, 0, 50], 50],
  ['nice, system, irq, softirq and steal are busy', [0, 10, 10, 50, 0, 10, 10, 10], 50],
  ['waiting for a disk is not busy', [25, 0, 0, 25, 50, 0, 0, 0], 25],
  ['guests are in user and not counted twice', [50, 0, 0, 50, 0, 0, 0, 0, 50, 0], 50],
  ['niced guests are in nice and not counted twice', [0, 30, 0, 70, 0, 0, 0, 0, 0, 30], 30],
  ['one tick of two', [1, 0, 0, 1], 50],
  ['one tick of three', [1, 0, 0, 2], 100 / 3],
  ['no time at all', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
] as const)('cpuPercent: %s', ([, passed, percent]) => {
  const before = [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 900, 800];
  const after = before.map((ticks, column) => ticks + (passed[column] ?? 0));
  expect(between(before, after)).toBe(percent);
});

test.for([
  ['iowait', [100, 0, 0, 100, 50], [110, 0, 0, 110, 0], 50],
  ['steal', [100, 0, 0, 100, 0, 0, 0, 50], [110, 0, 0, 110, 0, 0, 0, 0], 50],
  ['idle', [100, 0, 0, 100], [110, 0, 0, 50], 100],
  ['user', [100, 0, 0, 100], [50, 0, 0, 110], 0],
  ['everything', [100, 100, 100, 100], [1, 1, 1, 1], 0],
] as const)('cpuPercent counts as no time what went backwards: %s', ([, before, after, percent]) => {
  expect(between(before, after)).toBe(percent);
});

test('cpuPercent compares columns that a kernel did not have before with 0', () => {
  expect(between([10, 0, 0, 10], [20, 0, 0, 20, 20])).toBe(25);
});

test('the first cpuPercent of a host is 0, each later one compares with the one before', () => {
  const host = hostThat(statOf([500, 0, 0, 500]));
  expect(cpuPercent({ host })).toBe(0);
  rewrite(host, statOf([510, 0, 0, 530]));
  expect(cpuPercent({ host })).toBe(25);
  rewrite(host, statOf([540, 0, 0, 540]));
  expect(cpuPercent({ host })).toBe(75);
  expect(cpuPercent({ host })).toBe(0);
});

test('cpuPercent of each CPU matches CPUs by their number when some come and go', () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0], 1: [0, 0, 0, 0], 3: [50, 0, 0, 50] }));
  cpuPercent({ host, percpu: true });
  rewrite(host, statOf([0, 0, 0, 0], { 0: [10, 0, 0, 30], 2: [900, 0, 0, 100], 3: [60, 0, 0, 50] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([25, 0, 100]);
  rewrite(host, statOf([0, 0, 0, 0], { 2: [910, 0, 0, 110] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([50]);
});

test('cpuPercent of all and of each CPU do not disturb each other', () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0] }));
  cpuPercent({ host });
  rewrite(host, statOf([10, 0, 0, 10], { 0: [10, 0, 0, 10] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([50]);
  rewrite(host, statOf([40, 0, 0, 10], { 0: [40, 0, 0, 10] }));
  expect(cpuPercent({ host })).toBe(80);
  expect(cpuPercent({ host, percpu: true })).toEqual([100]);
});

test('cpuPercent of two hosts do not disturb each other', () => {
  const [busy, idle] = [hostThat(statOf([0, 0, 0, 0])), hostThat(statOf([0, 0, 0, 0]))];
  expect([cpuPercent({ host: busy }), cpuPercent({ host: idle })]).toEqual([0, 0]);
  rewrite(busy, statOf([90, 0, 0, 10]));
  rewrite(idle, statOf([1, 0, 0, 99]));
  expect([cpuPercent({ host: busy }), cpuPercent({ host: idle })]).toEqual([90, 1]);
});

test('cpuPercent here and on the thread pool share what they remember of a host', async () => {
  const host = hostThat(statOf([0, 0, 0, 0]));
  expect(await cpuPercentAsync({ host })).toBe(0);
  rewrite(host, statOf([30, 0, 0, 10]));
  expect(cpuPercent({ host, interval: 0 })).toBe(75);
  rewrite(host, statOf([30, 0, 0, 30]));
  expect(await cpuPercentAsync({ host, interval: null })).toBe(0);
});

test('cpuPercent over an interval compares its own two readings, and leaves those of others alone', async () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0] }));
  cpuPercent({ host });
  rewrite(host, statOf([30, 0, 0, 10], { 0: [30, 0, 0, 10], 7: [1, 2, 3, 4] }));
  expect(await cpuPercentAsync({ host, interval: 0.001 })).toBe(0);
  expect(await cpuPercentAsync({ host, interval: 0.001, percpu: true })).toEqual([0, 0]);
  expect(cpuPercent({ host })).toBe(75);
});

test('a reading that fails is not remembered', () => {
  const host = hostThat(statOf([0, 0, 0, 0]));
  cpuPercent({ host });
  rewrite(host, 'cpu  1 2');
  expect(() => cpuPercent({ host })).toThrow('cannot parse');
  rewrite(host, statOf([30, 0, 0, 10]));
  expect(cpuPercent({ host })).toBe(75);
});
