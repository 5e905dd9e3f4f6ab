import { swapMemory } from '@psutil/memory';
import { swapMemory as swapMemoryAsync } from '@psutil/memory/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, thrownBy } from './thrown.ts';

const meminfo = 'MemTotal: 9 kB\nSwapCached: 5 kB\nSwapTotal: 4000 kB\nSwapFree: 1000 kB\n';
const vmstat = 'nr_free_pages 5\npgpgin 7\npswpin 3\npswpout 10\npswpinx 99\npgfault 8\n';

test('swapMemory() returns used swap as total minus free, and converts pages that were swapped', () => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': vmstat }), pageSize: 4096 };
  expect(swapMemory({ host })).toEqual({
    total: 4_096_000,
    used: 3_072_000,
    free: 1_024_000,
    percent: 75,
    sin: 12_288,
    sout: 40_960,
  });
});

test('swapMemory() converts pages with the page size of the host', async () => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': vmstat }), pageSize: 65536 };
  expect(await swapMemoryAsync({ host })).toMatchObject({ sin: 196_608, sout: 655_360 });
});

test('swapMemory() omits sin and sout if vmstat is missing', () => {
  const host = hostWith({ 'proc/meminfo': meminfo });
  expect(swapMemory({ host })).toEqual({ total: 4_096_000, used: 3_072_000, free: 1_024_000, percent: 75 });
});

test('swapMemory() omits sin or sout if vmstat has no such line', () => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': 'pswpout 1\n' }), pageSize: 4096 };
  expect(swapMemory({ host })).toEqual({
    total: 4_096_000,
    used: 3_072_000,
    free: 1_024_000,
    percent: 75,
    sout: 4096,
  });
});

test('swapMemory() needs no total memory', () => {
  const host = hostWith({ 'proc/meminfo': 'SwapTotal: 4000 kB\nSwapFree: 1000 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 4_096_000, used: 3_072_000, free: 1_024_000, percent: 75 });
});

test('swapMemory() of a host without swap is 0 percent', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 0, used: 0, free: 0, percent: 0 });
});

test('swapMemory() of another host without swap lines does not call sysinfo', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 0, used: 0, free: 0, percent: 0 });
});

test('swapMemory().used is not negative if SwapFree exceeds SwapTotal, as in some containers', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nSwapTotal: 10 kB\nSwapFree: 4000 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 10_240, used: 0, free: 10_240, percent: 0 });
});

test.for([
  ['truncated', 'pgpgin 7\npswpin'],
  ['not a number', 'pgpgin 7\npswpin x'],
  ['negative', 'pgpgin 7\npswpin -1\n'],
  ['larger than 64 bits', 'pgpgin 7\npswpin 99999999999999999999\n'],
  ['too large in bytes', 'pgpgin 7\npswpin 281474976710656\n'],
])('swapMemory() throws ERR_MALFORMED_FILE for a number of pages that is %s', ([, text]) => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': text as string }), pageSize: 65536 };
  expect(thrownBy(() => swapMemory({ host }))).toEqual(malformed(`${host.proc}/vmstat`, 2));
});
