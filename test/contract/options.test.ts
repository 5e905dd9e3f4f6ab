import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';

const names = [
  ...['cpuTimes', 'cpuPercent', 'cpuTimesPercent', 'cpuCount', 'cpuStats', 'cpuFreq', 'getloadavg', 'createCpuSampler'],
  ...['virtualMemory', 'swapMemory'],
  ...['diskPartitions', 'diskUsage', 'diskIoCounters', 'createDiskSampler'],
  ...['netIoCounters', 'netConnections', 'netIfAddrs', 'netIfStats', 'createNetSampler'],
  ...['pids', 'pidExists', 'processIter', 'processEvents', 'createProcessSampler'],
  ...['sensorsTemperatures', 'sensorsFans', 'sensorsBattery', 'users', 'bootTime', 'hostInfo', 'limits', 'pressure'],
];

const requiredArguments: Readonly<Record<string, readonly unknown[]>> = { diskUsage: ['.'], pidExists: [1] };

const entries = [
  ['@psutil/psutil', sync],
  ['@psutil/psutil/promises', promises],
] as const;

const each = entries.flatMap(([entry, exports]) =>
  names.map((name) => [name, entry, exports as unknown as Record<string, (...args: unknown[]) => unknown>] as const),
);

test.each(each)('%s() of %s throws a TypeError for an unknown option', async (name, _, exports) => {
  const args = [...(requiredArguments[name] ?? []), { hosts: {} }];
  expect(await failure(() => exports[name]?.(...args))).toMatchObject({
    name: 'TypeError',
    message: expect.stringMatching(/^unknown option "hosts": expected host/),
  });
});

type Call = (...args: unknown[]) => unknown;

/** Calls of `@psutil/process` with options. */
const processCalls: readonly (readonly [string, (entry: Record<string, Call>, options: object) => unknown])[] = [
  ['new Process', ({ Process }, options) => Reflect.construct(Process as Call, [process.pid, options])],
  ['pids', ({ pids }, options) => pids?.(options)],
  ['pidExists', ({ pidExists }, options) => pidExists?.(1, options)],
  ['processIter', ({ processIter }, options) => processIter?.(options)],
  ['processEvents', ({ processEvents }, options) => processEvents?.(options)],
  ['createProcessSampler', ({ createProcessSampler }, options) => createProcessSampler?.(options)],
  ['waitProcs', ({ waitProcs }, options) => waitProcs?.([], options)],
  ['killTree', ({ killTree }, options) => killTree?.(-1, options)],
  ...['asDict', 'children', 'connections', 'cpuPercent', 'memoryMaps', 'memoryPercent', 'wait'].map(
    (name) =>
      [
        `Process.${name}`,
        ({ Process }: Record<string, Call>, options: object) =>
          (Reflect.construct(Process as Call, []) as Record<string, Call>)[name]?.(options),
      ] as const,
  ),
];

const eachProcessCall = entries.flatMap(([entry, exports]) =>
  processCalls.map(([name, call]) => [name, entry, call, exports as unknown as Record<string, Call>] as const),
);

test.each(eachProcessCall)('%s() of %s throws a TypeError for an unknown option', async (_, __, call, exports) => {
  const error = await failure(() => call(exports, { unknown: 1 }));
  expect(error).toMatchObject({
    name: 'TypeError',
    message: expect.stringMatching(/^unknown option "unknown": expected /),
  });
});

test.each(each)('%s() of %s has its own name', (name, _, exports) => {
  expect(exports[name]?.name).toBe(name);
});
