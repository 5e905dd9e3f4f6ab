import * as atOnce from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { failure } from '../support/outcome.ts';

type Self = atOnce.Process | promises.Process;

/** What methods of this very process answer to what they cannot take: nothing of it is ever done. */
const refused: readonly (readonly [
  what: string,
  error: string,
  args: readonly unknown[],
  call: (self: Self, arg: never) => unknown,
])[] = [
  ['nice of what is no integer', 'TypeError', [null, '1', 1.5, Number.NaN, true, {}], (self, arg) => self.nice(arg)],
  ['nice out of range', 'RangeError', [-21, 21, 2 ** 31, -(2 ** 40)], (self, arg) => self.nice(arg)],
  ['ionice of no class', 'TypeError', [null, '2', 1.5, {}], (self, arg) => self.ionice(arg)],
  ['ionice of a class that is not there', 'RangeError', [-1, 4, 8, 2 ** 32], (self, arg) => self.ionice(arg)],
  ['ionice with no place', 'TypeError', ['1', 1.5, true, {}], (self, arg) => self.ionice(2, arg)],
  ['ionice with a place out of range', 'RangeError', [-1, 8, 2 ** 32], (self, arg) => self.ionice(2, arg)],
  ['ionice of a class without places', 'RangeError', [1, 7], (self, arg) => self.ionice(3, arg)],
  ['ionice of no class at all', 'RangeError', [1, 7], (self, arg) => self.ionice(0, arg)],
  ['ionice with a place and no class', 'TypeError', [0, 1], (self, arg) => self.ionice(undefined as never, arg)],
  ['rlimit of no resource', 'TypeError', [undefined, null, '7', 1.5, {}], (self, arg) => self.rlimit(arg)],
  ['rlimit of a resource that is not there', 'RangeError', [-1, 16, 2 ** 32], (self, arg) => self.rlimit(arg)],
  [
    'rlimit with no limits',
    'TypeError',
    [null, 1, '1', {}, [1, '1'], [undefined, 1]],
    (self, arg) => self.rlimit(4, arg),
  ],
  [
    'rlimit with wrong limits',
    'RangeError',
    [[], [1], [1, 2, 3], [-1, 1], [2, 1], [1.5, 2], [Number.NaN, 1], [Number.POSITIVE_INFINITY, 1], [1, 2 ** 64]],
    (self, arg) => self.rlimit(4, arg),
  ],
  [
    'cpuAffinity with no list',
    'TypeError',
    [null, 0, '0', {}, new Set([0]), ['0'], [0.5], [null]],
    (self, arg) => self.cpuAffinity(arg),
  ],
  [
    'cpuAffinity with a CPU that cannot be',
    'RangeError',
    [[-1], [2 ** 21], [0, 2 ** 32]],
    (self, arg) => self.cpuAffinity(arg),
  ],
  ['a signal that is none', 'TypeError', [undefined, null, 1.5, {}, ['SIGTERM']], (self, arg) => self.sendSignal(arg)],
  [
    'a signal that is not there',
    'RangeError',
    ['', 'TERM', 'sigterm', 'SIGNOPE', 'toString', -1, 65, 2 ** 32],
    (self, arg) => self.sendSignal(arg),
  ],
  ['a kind of sockets that is none', 'TypeError', [null, 1, ['inet']], (self, kind) => self.connections({ kind })],
  ['a kind of sockets that is not there', 'RangeError', ['', 'tcp5'], (self, kind) => self.connections({ kind })],
  ['grouped that is no boolean', 'TypeError', [null, 0, 'no'], (self, grouped) => self.memoryMaps({ grouped })],
  ['memtype that is no string', 'TypeError', [null, 0, {}], (self, memtype) => self.memoryPercent({ memtype })],
  [
    'memtype that is not there',
    'RangeError',
    ['', 'RSS', 'toString'],
    (self, memtype) => self.memoryPercent({ memtype }),
  ],
  ['an interval that is no number', 'TypeError', ['1', true, {}], (self, interval) => self.cpuPercent({ interval })],
  [
    'an interval out of range',
    'RangeError',
    [-1, Number.NaN, Number.POSITIVE_INFINITY],
    (self, interval) => self.cpuPercent({ interval }),
  ],
  ['a timeout that is no number', 'TypeError', ['1', true, {}], (self, timeout) => self.wait({ timeout })],
  [
    'a timeout out of range',
    'RangeError',
    [-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY],
    (self, timeout) => self.wait({ timeout }),
  ],
  [
    'a signal to stop that is none',
    'TypeError',
    [null, 'SIGTERM', {}, new AbortController()],
    (self, signal) => self.wait({ signal }),
  ],
  ['options of a wait that are none', 'TypeError', [null, 1, [1]], (self, options) => self.wait(options)],
];

const cases = (
  [
    ['at once', atOnce],
    ['through promises', promises],
  ] as const
).flatMap(([form, { Process }]) =>
  refused.map(([what, error, args, call]) => [form, what, error, args, call, Process] as const),
);

test.each(cases)('%s, %s is a %s', async (_, __, error, args, call, Form) => {
  const self = new Form();
  const state = async () => [await self.nice(), await self.ionice(), await self.rlimit(4), await self.cpuAffinity()];
  const before = await state();
  for (const arg of args) expect(await failure(() => call(self, arg as never))).toMatchObject({ name: error });
  expect(await state()).toEqual(before);
});

test.each([
  ['at once', atOnce],
  ['through promises', promises],
] as const)('%s, waitProcs refuses what is no list of processes', async (_, entry) => {
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
