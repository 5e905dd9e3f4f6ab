import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';

const names = [
  ...['cpuTimes', 'cpuPercent', 'cpuTimesPercent', 'cpuCount', 'cpuStats', 'cpuFreq', 'getloadavg', 'createCpuSampler'],
  ...['virtualMemory', 'swapMemory'],
  ...['diskPartitions', 'diskUsage', 'diskIoCounters', 'createDiskSampler'],
  ...['netIoCounters', 'netConnections', 'netIfAddrs', 'netIfStats', 'createNetSampler'],
  ...['sensorsTemperatures', 'sensorsFans', 'sensorsBattery', 'users', 'bootTime', 'hostInfo', 'limits', 'pressure'],
];

const entries = [
  ['@psutil/psutil', sync],
  ['@psutil/psutil/promises', promises],
] as const;

const each = entries.flatMap(([entry, exports]) =>
  names.map((name) => [name, entry, exports as unknown as Record<string, (...args: unknown[]) => unknown>] as const),
);

test.each(each)('%s() of %s throws a TypeError for an unknown option', async (name, _, exports) => {
  const args = [...(name === 'diskUsage' ? ['.'] : []), { hosts: {} }];
  expect(await failure(() => exports[name]?.(...args))).toMatchObject({
    name: 'TypeError',
    message: expect.stringMatching(/^unknown option "hosts": expected host/),
  });
});

test.each(each)('%s() of %s has its own name', (name, _, exports) => {
  expect(exports[name]?.name).toBe(name);
});
