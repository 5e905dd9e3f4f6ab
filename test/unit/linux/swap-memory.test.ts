import { swapMemory } from '@psutil/memory';
import { swapMemory as swapMemoryAsync } from '@psutil/memory/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, thrownBy } from './thrown.ts';

const meminfo = 'MemTotal: 9 kB\nSwapCached: 5 kB\nSwapTotal: 4000 kB\nSwapFree: 1000 kB\n';
const vmstat = 'nr_free_pages 5\npgpgin 7\npswpin 3\npswpout 10\npswpinx 99\npgfault 8\n';

test('swapMemory counts what is not free as used, and what was swapped in pages', () => {
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

test('swapMemory counts pages of the size that the machine has', async () => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': vmstat }), pageSize: 65536 };
  expect(await swapMemoryAsync({ host })).toMatchObject({ sin: 196_608, sout: 655_360 });
});

test('swapMemory without a vmstat does not tell what was swapped', () => {
  const host = hostWith({ 'proc/meminfo': meminfo });
  expect(swapMemory({ host })).toEqual({ total: 4_096_000, used: 3_072_000, free: 1_024_000, percent: 75 });
});

test('swapMemory tells no more of what was swapped than vmstat counts', () => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': 'pswpout 1\n' }), pageSize: 4096 };
  expect(swapMemory({ host })).toEqual({
    total: 4_096_000,
    used: 3_072_000,
    free: 1_024_000,
    percent: 75,
    sout: 4096,
  });
});

test('swapMemory of a machine without swap is not used', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 0, used: 0, free: 0, percent: 0 });
});

test('swapMemory of another machine that says nothing of swap does not ask this one', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 0, used: 0, free: 0, percent: 0 });
});

test('swapMemory of a container that is shown the swap of its host is not less than nothing', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nSwapTotal: 10 kB\nSwapFree: 4000 kB\n' });
  expect(swapMemory({ host })).toEqual({ total: 10_240, used: 0, free: 10_240, percent: 0 });
});

test.for([
  ['cut off', 'pgpgin 7\npswpin'],
  ['no number', 'pgpgin 7\npswpin x'],
  ['negative', 'pgpgin 7\npswpin -1\n'],
  ['beyond 64 bits', 'pgpgin 7\npswpin 99999999999999999999\n'],
  ['more bytes than 64 bits', 'pgpgin 7\npswpin 281474976710656\n'],
])('a count of pages that is %s is malformed', ([, text]) => {
  const host = { ...hostWith({ 'proc/meminfo': meminfo, 'proc/vmstat': text as string }), pageSize: 65536 };
  expect(thrownBy(() => swapMemory({ host }))).toEqual(malformed(`${host.proc}/vmstat`, 2));
});
