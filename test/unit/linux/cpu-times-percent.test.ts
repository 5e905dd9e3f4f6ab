import { writeFileSync } from 'node:fs';
import { type CpuTimesPercentOptions, cpuTimesPercent } from '@psutil/cpu';
import { cpuTimesPercent as cpuTimesPercentAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

const row = (name: string, columns: readonly number[]) => `${name} ${columns.join(' ')}\n`;

/** A host whose stat has these lines, which can be given others. */
function machine(...lines: string[]) {
  const host = { ...hostWith({ 'proc/stat': lines.join('') }), clockTick: 1 };
  return { host, becomes: (...later: string[]) => writeFileSync(`${host.proc}/stat`, later.join('')) };
}

test('cpuTimesPercent gives the shares since the call before, with the time of guests counted once', async () => {
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

test('cpuTimesPercent has the modes that the kernel has', () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0]));
  cpuTimesPercent({ host });
  becomes(row('cpu', [1, 0, 1, 2]));
  expect(cpuTimesPercent({ host })).toEqual({ user: 25, nice: 0, system: 25, idle: 50 });
});

test('a counter that goes backwards passed no time', () => {
  const { host, becomes } = machine(row('cpu', [10, 0, 0, 100, 50]));
  cpuTimesPercent({ host });
  becomes(row('cpu', [20, 0, 0, 90, 40]));
  expect(cpuTimesPercent({ host })).toMatchObject({ user: 100, idle: 0, iowait: 0 });
});

test('cpuTimesPercent matches CPUs by number when some come and go', () => {
  const { host, becomes } = machine(row('cpu', [0, 0, 0, 0]), row('cpu0', [0, 0, 0, 0]), row('cpu2', [50, 0, 0, 50]));
  cpuTimesPercent({ host, percpu: true });
  becomes(row('cpu', [0, 0, 0, 0]), row('cpu1', [7, 0, 0, 3]), row('cpu2', [60, 0, 0, 80]));
  expect(cpuTimesPercent({ host, percpu: true })).toMatchObject([
    { user: 0, idle: 0 },
    { user: 25, idle: 75 },
  ]);
});

test('cpuTimesPercent does not disturb the calls of another kind', () => {
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
] as const)('cpuTimesPercent of %o is a %s, in both forms', async ([options, name]) => {
  const given = { host: { proc: '/nowhere' }, ...options } as unknown as CpuTimesPercentOptions;
  expect(thrownBy(() => cpuTimesPercent(given))).toMatchObject({ name });
  expect(await rejectedBy(cpuTimesPercentAsync(given))).toMatchObject({ name });
});

test('cpuTimesPercent that would wait names the form that does, which adds up to 100', async () => {
  expect(thrownBy(() => cpuTimesPercent({ interval: 0.1 }))).toEqual({
    name: 'TypeError',
    message: 'an interval would block the event loop: use cpuTimesPercent of @psutil/cpu/promises',
  });
  const { guest: _, guestNice: __, ...shares } = await cpuTimesPercentAsync({ interval: 0.1 });
  expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
});
