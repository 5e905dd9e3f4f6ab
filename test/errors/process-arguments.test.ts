import { LINUX, supports } from '@psutil/native';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';
import { lackedByWine, needsSupport } from '../support/run.ts';

const { RLIMIT_CORE } = sync;
type Self = sync.Process | promises.Process;

/** A call of a method of this process with wrong arguments, which must not change anything. */
type Case = readonly [
  title: string,
  method: string,
  error: string,
  args: readonly unknown[],
  call: (self: Self, arg: never) => unknown,
];

const settings: readonly Case[] = [
  [
    'a value that is not an integer',
    'nice',
    'TypeError',
    [null, '1', 1.5, Number.NaN, true, {}],
    (self, arg) => self.nice(arg),
  ],
  ['a value out of range', 'nice', 'RangeError', [-21, 21, 2 ** 31, -(2 ** 40)], (self, arg) => self.nice(arg)],
  [
    'a resource that is not an integer',
    'rlimit',
    'TypeError',
    [undefined, null, '7', 1.5, {}],
    (self, arg) => self.rlimit(arg),
  ],
  ['an unknown resource', 'rlimit', 'RangeError', [-1, 19, 2 ** 32], (self, arg) => self.rlimit(arg)],
  [
    'limits of another type',
    'rlimit',
    'TypeError',
    [null, 1, '1', {}, [1, '1'], [undefined, 1]],
    (self, arg) => self.rlimit(RLIMIT_CORE, arg),
  ],
  [
    'limits out of range',
    'rlimit',
    'RangeError',
    [[], [1], [1, 2, 3], [-1, 1], [2, 1], [1.5, 2], [Number.NaN, 1], [Number.POSITIVE_INFINITY, 1], [1, 2 ** 64]],
    (self, arg) => self.rlimit(RLIMIT_CORE, arg),
  ],
  [
    'a value that is not a list of integers',
    'cpuAffinity',
    'TypeError',
    [null, 0, '0', {}, new Set([0]), ['0'], [0.5], [null]],
    (self, arg) => self.cpuAffinity(arg),
  ],
  [
    'a CPU out of range',
    'cpuAffinity',
    'RangeError',
    [[-1], [2 ** 21], [0, 2 ** 32]],
    (self, arg) => self.cpuAffinity(arg),
  ],
];

const linuxSettings: readonly Case[] = [
  ['a class that is not an integer', 'ionice', 'TypeError', [null, '2', 1.5, {}], (self, arg) => self.ionice(arg)],
  ['an unknown class', 'ionice', 'RangeError', [-1, 4, 8, 2 ** 32], (self, arg) => self.ionice(arg)],
  ['a priority of another type', 'ionice', 'TypeError', ['1', 1.5, true, {}], (self, arg) => self.ionice(2, arg)],
  ['a priority out of range', 'ionice', 'RangeError', [-1, 8, 2 ** 32], (self, arg) => self.ionice(2, arg)],
  ['a priority in the class IDLE', 'ionice', 'RangeError', [1, 7], (self, arg) => self.ionice(3, arg)],
  ['a priority in the class NONE', 'ionice', 'RangeError', [1, 7], (self, arg) => self.ionice(0, arg)],
  ['a priority without a class', 'ionice', 'TypeError', [0, 1], (self, arg) => self.ionice(undefined as never, arg)],
];

const others: readonly Case[] = [
  [
    'a signal of another type',
    'sendSignal',
    'TypeError',
    [undefined, null, 1.5, {}, ['SIGTERM']],
    (self, arg) => self.sendSignal(arg),
  ],
  [
    'an unknown signal',
    'sendSignal',
    'RangeError',
    // FreeBSD has 128 signals.
    ['', 'TERM', 'sigterm', 'SIGNOPE', 'toString', -1, ...(LINUX ? [65] : []), 129, 2 ** 32],
    (self, arg) => self.sendSignal(arg),
  ],
  [
    'a kind of another type',
    'connections',
    'TypeError',
    [null, 1, ['inet']],
    (self, kind) => self.connections({ kind }),
  ],
  ['an unknown kind', 'connections', 'RangeError', ['', 'tcp5'], (self, kind) => self.connections({ kind })],
  [
    'grouped of another type',
    'memoryMaps',
    'TypeError',
    [null, 0, 'no'],
    (self, grouped) => self.memoryMaps({ grouped }),
  ],
  [
    'memtype of another type',
    'memoryPercent',
    'TypeError',
    [null, 0, {}],
    (self, memtype) => self.memoryPercent({ memtype }),
  ],
  [
    'an unknown memtype',
    'memoryPercent',
    'RangeError',
    ['', 'RSS', 'toString'],
    (self, memtype) => self.memoryPercent({ memtype }),
  ],
  [
    'an interval of another type',
    'cpuPercent',
    'TypeError',
    ['1', true, {}],
    (self, interval) => self.cpuPercent({ interval }),
  ],
  [
    'an interval out of range',
    'cpuPercent',
    'RangeError',
    [-1, Number.NaN, Number.POSITIVE_INFINITY],
    (self, interval) => self.cpuPercent({ interval }),
  ],
  ['a timeout of another type', 'wait', 'TypeError', ['1', true, {}], (self, timeout) => self.wait({ timeout })],
  [
    'a timeout out of range',
    'wait',
    'RangeError',
    [-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY],
    (self, timeout) => self.wait({ timeout }),
  ],
  [
    'a signal that is not an AbortSignal',
    'wait',
    'TypeError',
    [null, 'SIGTERM', {}, new AbortController()],
    (self, signal) => self.wait({ signal }),
  ],
  ['options that are not an object', 'wait', 'TypeError', [null, 1, [1]], (self, options) => self.wait(options)],
];

const entries = [
  ['synchronous', sync],
  ['promises', promises],
] as const;

const cases = entries.flatMap(([form, { Process }]) =>
  [...settings, ...linuxSettings, ...others].map(
    ([title, method, error, args, call]) => [form, method, title, error, args, call, Process] as const,
  ),
);

/** Returns everything that the calls could have changed. */
const settingsOf = async (self: Self) => [
  supports('Process.nice') && (await self.nice()),
  supports('Process.ionice') && !lackedByWine.includes('Process.ionice') && (await self.ionice()),
  supports('Process.rlimit') && (await self.rlimit(RLIMIT_CORE)),
  supports('Process.cpuAffinity') && (await self.cpuAffinity()),
];

test.for(cases)('%s: %s() with %s throws %s and changes nothing', async (each, context) => {
  const [, method, , error, args, call, Process] = each;
  needsSupport(context, `Process.${method}`);
  context.skip(method === 'ionice' && !LINUX, 'the I/O scheduling classes are those of Linux');
  const self = new Process();
  const before = await settingsOf(self);
  for (const arg of args) expect(await failure(() => call(self, arg as never))).toMatchObject({ name: error });
  expect(await settingsOf(self)).toEqual(before);
});

test.each(entries)('%s: waitProcs() throws for wrong processes and options', async (_, entry) => {
  for (const procs of [undefined, null, 1, 'abc', {}, [1], [undefined], [{ pid: 1 }]])
    expect(await failure(() => entry.waitProcs(procs as never))).toMatchObject({ name: 'TypeError' });
  for (const [options, name] of [
    [{ timeout: -1 }, 'RangeError'],
    [{ timeout: '1' }, 'TypeError'],
    [{ signal: 'x' }, 'TypeError'],
    [{ callback: 'x' }, 'TypeError'],
    [1, 'TypeError'],
  ] as const)
    expect(await failure(() => entry.waitProcs([], options as never))).toMatchObject({ name });
});
