import { writeFileSync } from 'node:fs';
import { type CpuTimesPercentOptions, cpuTimesPercent } from '@psutil/cpu';
import { cpuTimesPercent as cpuTimesPercentAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

const row = (name: string, columns: readonly number[]) => `${name} ${columns.join(' ')}\n`;

/** A host whose /proc/stat has the given lines, and a function that replaces them. */
function machine(...lines: string[]) {
  const host = { ...hostWith({ 'proc/stat': lines.join('') }), clockTick: 1 };
  return { host, becomes: (...later: string[]) => writeFileSync(`${host.proc}/stat`, later.join('')) };
}

test('cpuTimesPercent() returns the percentages since the previous call and counts guest time once', async () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  expect(cpuTimesPercent({ host }).user).toBe(0);
  becomes(row('cpu', [30, 10, 5, 40, 5, 2, 3, 5, 20, 4]));
  const shares = {
    user: 30,
    nice: 10,
    system: 5,
    idle: 40,
    iowait: 5,
    irq: 2,
    softirq: 3,
    steal: 5,
    guest: 20,
    guestNice: 4,
  };
  expect(cpuTimesPercent({ host })).toEqual(shares);
  becomes(row('cpu', [30, 10, 5, 140, 5, 2, 3, 5, 20, 4]));
  expect(await cpuTimesPercentAsync({ host })).toMatchObject({ user: 0, idle: 100, guest: 0 });
  expect(cpuTimesPercent({ host })).toMatchObject({ user: 0, idle: 0 });
});

test('cpuTimesPercent() has only the modes that the kernel reports', () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0]));
  cpuTimesPercent({ host });
  becomes(row('cpu', [1, 0, 1, 2]));
  expect(cpuTimesPercent({ host })).toEqual({ user: 25, nice: 0, system: 25, idle: 50 });
});

test('cpuTimesPercent() ignores a counter that decreased', () => {
  const { host, becomes } = machine(row('cpu', [10, 0, 0, 100, 50]));
  cpuTimesPercent({ host });
  becomes(row('cpu', [20, 0, 0, 90, 40]));
  expect(cpuTimesPercent({ host })).toMatchObject({ user: 100, idle: 0, iowait: 0 });
});

test('cpuTimesPercent({ percpu: true }) matches CPUs by number when CPUs are added and removed', () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0]), row('cpu0', [0, 0, 0, 0]), row('cpu2', [50, 0, 0, 50]));
  cpuTimesPercent({ host, percpu: true });
  becomes(row('cpu', [0, 0, 0, 0]), row('cpu1', [7, 0, 0, 3]), row('cpu2', [60, 0, 0, 80]));
  expect(cpuTimesPercent({ host, percpu: true })).toMatchObject([
    { user: 0, idle: 0 },
    { user: 25, idle: 75 },
  ]);
});

test('cpuTimesPercent() with and without percpu and cpuPercent() have separate states', () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0]), row('cpu0', [0, 0, 0, 0]));
  cpuTimesPercent({ host });
  cpuTimesPercent({ host, percpu: true });
  becomes(row('cpu', [1, 0, 0, 1]), row('cpu0', [1, 0, 0, 1]));
  expect(cpuTimesPercent({ host }).user).toBe(50);
  expect(cpuTimesPercent({ host, percpu: true })[0]?.user).toBe(50);
});

test.for([
  [{ interval: '1' }, 'TypeError'],
  [{ interval: -1 }, 'RangeError'],
  [{ percpu: 'yes' }, 'TypeError'],
] as const)('cpuTimesPercent(%o) throws a %s, sync and async', async ([options, name]) => {
  const given = { host: { proc: '/nowhere' }, ...options } as unknown as CpuTimesPercentOptions;
  expect(thrownBy(() => cpuTimesPercent(given))).toMatchObject({ name });
  expect(await rejectedBy(cpuTimesPercentAsync(given))).toMatchObject({ name });
});

test('cpuTimesPercent() with an interval throws a TypeError that names the asynchronous form, whose modes add up to 100', async () => {
  expect(thrownBy(() => cpuTimesPercent({ interval: 0.1 }))).toEqual({
    name: 'TypeError',
    message: 'an interval would block the event loop: use cpuTimesPercent of @psutil/cpu/promises',
  });
  const { guest: _, guestNice: __, ...shares } = await cpuTimesPercentAsync({ interval: 0.1 });
  expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
});
