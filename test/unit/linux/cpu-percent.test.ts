import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuPercent } from '@psutil/cpu';
import { cpuPercent as cpuPercentAsync } from '@psutil/cpu/promises';
import type { Host } from '@psutil/native';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

/** Ticks of a CPU in the order of the columns: user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice. */
type Ticks = readonly number[];

const statOf = (total: Ticks, cpus: Readonly<Record<number, Ticks>> = {}) =>
  [
    `cpu  ${total.join(' ')}`,
    ...Object.entries(cpus).map(([cpu, ticks]) => `cpu${cpu} ${ticks.join(' ')}`),
    'ctxt 1',
  ].join('\n');

/** A host with a clock tick of one second, so that sums are exact. */
const hostThat = (stat: string): Host => ({ ...hostWith({ 'proc/stat': stat }), clockTick: 1 });

const rewrite = (host: Host, text: string) => writeFileSync(join(host.proc, 'stat'), text);

/** Returns the result of cpuPercent() for two readings. */
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
  ['iowait is not busy', [25, 0, 0, 25, 50, 0, 0, 0], 25],
  ['guest is included in user and not counted twice', [50, 0, 0, 50, 0, 0, 0, 0, 50, 0], 50],
  ['guest_nice is included in nice and not counted twice', [0, 30, 0, 70, 0, 0, 0, 0, 0, 30], 30],
  ['one tick of two', [1, 0, 0, 1], 50],
  ['one tick of three', [1, 0, 0, 2], 100 / 3],
  ['no time passed', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
] as const)('cpuPercent() is correct: %s', ([, passed, percent]) => {
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
] as const)('cpuPercent() ignores a counter that decreased: %s', ([, before, after, percent]) => {
  expect(between(before, after)).toBe(percent);
});

test('cpuPercent() compares new columns with 0', () => {
  expect(between([10, 0, 0, 10], [20, 0, 0, 20, 20])).toBe(25);
});

test('the first cpuPercent() of a host is 0, each later call compares with the previous one', () => {
  const host = hostThat(statOf([500, 0, 0, 500]));
  expect(cpuPercent({ host })).toBe(0);
  rewrite(host, statOf([510, 0, 0, 530]));
  expect(cpuPercent({ host })).toBe(25);
  rewrite(host, statOf([540, 0, 0, 540]));
  expect(cpuPercent({ host })).toBe(75);
  expect(cpuPercent({ host })).toBe(0);
});

test('cpuPercent({ percpu: true }) matches CPUs by number when CPUs are added and removed', () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0], 1: [0, 0, 0, 0], 3: [50, 0, 0, 50] }));
  cpuPercent({ host, percpu: true });
  rewrite(host, statOf([0, 0, 0, 0], { 0: [10, 0, 0, 30], 2: [900, 0, 0, 100], 3: [60, 0, 0, 50] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([25, 0, 100]);
  rewrite(host, statOf([0, 0, 0, 0], { 2: [910, 0, 0, 110] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([50]);
});

test('cpuPercent() with and without percpu have separate states', () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0] }));
  cpuPercent({ host });
  rewrite(host, statOf([10, 0, 0, 10], { 0: [10, 0, 0, 10] }));
  expect(cpuPercent({ host, percpu: true })).toEqual([50]);
  rewrite(host, statOf([40, 0, 0, 10], { 0: [40, 0, 0, 10] }));
  expect(cpuPercent({ host })).toBe(80);
  expect(cpuPercent({ host, percpu: true })).toEqual([100]);
});

test('cpuPercent() has a separate state for each host', () => {
  const [busy, idle] = [hostThat(statOf([0, 0, 0, 0])), hostThat(statOf([0, 0, 0, 0]))];
  expect([cpuPercent({ host: busy }), cpuPercent({ host: idle })]).toEqual([0, 0]);
  rewrite(busy, statOf([90, 0, 0, 10]));
  rewrite(idle, statOf([1, 0, 0, 99]));
  expect([cpuPercent({ host: busy }), cpuPercent({ host: idle })]).toEqual([90, 1]);
});

test('the synchronous and the asynchronous cpuPercent() share the state of a host', async () => {
  const host = hostThat(statOf([0, 0, 0, 0]));
  expect(await cpuPercentAsync({ host })).toBe(0);
  rewrite(host, statOf([30, 0, 0, 10]));
  expect(cpuPercent({ host, interval: 0 })).toBe(75);
  rewrite(host, statOf([30, 0, 0, 30]));
  expect(await cpuPercentAsync({ host, interval: null })).toBe(0);
});

test('cpuPercent() with an interval compares its own two readings and does not change the state', async () => {
  const host = hostThat(statOf([0, 0, 0, 0], { 0: [0, 0, 0, 0] }));
  cpuPercent({ host });
  rewrite(host, statOf([30, 0, 0, 10], { 0: [30, 0, 0, 10], 7: [1, 2, 3, 4] }));
  expect(await cpuPercentAsync({ host, interval: 0.001 })).toBe(0);
  expect(await cpuPercentAsync({ host, interval: 0.001, percpu: true })).toEqual([0, 0]);
  expect(cpuPercent({ host })).toBe(75);
});

test('a failed reading does not change the state of cpuPercent()', () => {
  const host = hostThat(statOf([0, 0, 0, 0]));
  cpuPercent({ host });
  rewrite(host, 'cpu  1 2');
  expect(() => cpuPercent({ host })).toThrow('cannot parse');
  rewrite(host, statOf([30, 0, 0, 10]));
  expect(cpuPercent({ host })).toBe(75);
});
