import { cpuPercent } from '@psutil/cpu';
import { type CpuPercentOptions, cpuPercent as cpuPercentAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { rejectedBy, thrownBy } from './thrown.ts';

const longest = 2147483.647;

test.for([
  [{ interval: '1' }, 'TypeError', 'interval must be a number, not string'],
  [{ interval: [1] }, 'TypeError', 'interval must be a number, not object'],
  [{ interval: true }, 'TypeError', 'interval must be a number, not boolean'],
  [{ interval: -1 }, 'RangeError', `interval must be between 0 and ${longest} seconds: -1`],
  [{ interval: Number.NaN }, 'RangeError', `interval must be between 0 and ${longest} seconds: NaN`],
  [{ interval: Number.POSITIVE_INFINITY }, 'RangeError', `interval must be between 0 and ${longest} seconds: Infinity`],
  [{ interval: 2147483.648 }, 'RangeError', `interval must be between 0 and ${longest} seconds: 2147483.648`],
  [{ percpu: 'yes' }, 'TypeError', 'percpu must be a boolean, not string'],
  [{ percpu: null }, 'TypeError', 'percpu must be a boolean, not object'],
] as const)('cpuPercent(%o) throws a %s, sync and async', async ([options, name, message]) => {
  const given = { host: { proc: '/nowhere' }, ...options } as unknown as CpuPercentOptions;
  expect(thrownBy(() => cpuPercent(given))).toEqual({ name, message });
  expect(await rejectedBy(cpuPercentAsync(given))).toEqual({ name, message });
});

test.for([0.1, 1e-9])(
  'the synchronous cpuPercent() with an interval of %d seconds throws a TypeError that names the asynchronous form',
  (interval) => {
    expect(thrownBy(() => cpuPercent({ interval }))).toEqual({
      name: 'TypeError',
      message: 'an interval would block the event loop: use cpuPercent of @psutil/cpu/promises',
    });
  },
);

test('cpuPercent() rejects if its signal is already aborted', async () => {
  const signal = AbortSignal.abort();
  expect(await rejectedBy(cpuPercentAsync({ interval: 1000, signal, host: { proc: '/nowhere' } }))).toMatchObject({
    name: 'AbortError',
  });
});

test('cpuPercent() rejects when its signal is aborted', async () => {
  const controller = new AbortController();
  const host = hostWith({ 'proc/stat': 'cpu  1 2 3 4\n' });
  const percent = cpuPercentAsync({ interval: 1000, signal: controller.signal, host });
  controller.abort();
  expect(await rejectedBy(percent)).toMatchObject({ name: 'AbortError' });
});
