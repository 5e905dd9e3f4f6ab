import { bootTime } from '@psutil/system';
import { bootTime as bootTimeAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

test('bootTime() returns btime of /proc/stat, sync and async', async () => {
  const host = hostWith({ 'proc/stat': 'cpu  1 2 3 4\nintr 9\nxbtime 1\nbtime 1700000000\nprocesses 5\n' });
  expect(bootTime({ host })).toBe(1_700_000_000);
  expect(await bootTimeAsync({ host })).toBe(1_700_000_000);
});

test('bootTime() does not depend on the clock tick', () => {
  const host = { ...hostWith({ 'proc/stat': 'btime 1700000000' }), clockTick: 1000 };
  expect(bootTime({ host })).toBe(1_700_000_000);
});

test('bootTime() can be later than 2038', () => {
  expect(bootTime({ host: hostWith({ 'proc/stat': 'btime 4102444800\n' }) })).toBe(4_102_444_800);
});

test('bootTime() finds btime after a line of one megabyte', () => {
  const host = hostWith({ 'proc/stat': `intr 5${' 0'.repeat(500_000)}\nbtime 7\n` });
  expect(bootTime({ host })).toBe(7);
});

test.for([
  ['empty', '', 1],
  ['without btime', 'cpu  1 2 3 4\nctxt 5\n', 2],
  ['truncated', 'cpu  1 2 3 4\nbtime', 2],
  ['with a btime that is not a number', 'cpu  1 2 3 4\nbtime now\n', 2],
  ['with a negative btime', 'btime -1700000000\n', 1],
  ['with a fractional btime', 'btime 1700000000.5\n', 1],
  ['with a btime larger than 64 bits', 'btime 99999999999999999999\n', 1],
] as const)('bootTime() throws ERR_MALFORMED_FILE for a /proc/stat that is %s', async ([, stat, line]) => {
  const host = hostWith({ 'proc/stat': stat });
  const error = malformed(`${host.proc}/stat`, line);
  expect(thrownBy(() => bootTime({ host }))).toEqual(error);
  expect(await rejectedBy(bootTimeAsync({ host }))).toEqual(error);
});

test('bootTime() throws the system error if /proc/stat is missing', () => {
  expect(thrownBy(() => bootTime({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/stat'));
});
