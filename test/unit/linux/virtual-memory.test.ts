import { virtualMemory } from '@psutil/memory';
import { virtualMemory as virtualMemoryAsync } from '@psutil/memory/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';

test('virtualMemory().used is total minus available', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 250 kB\n' });
  expect(virtualMemory({ host })).toEqual({
    total: 1024000,
    available: 256000,
    percent: 75,
    used: 768000,
    free: 102400,
  });
});

const meminfo = `MemTotal:       16384 kB
MemFree:         1024 kB
MemAvailable:    4096 kB
Buffers:           10 kB
Cached:           200 kB
SwapCached:         3 kB
Active:          3000 kB
Inactive:        2000 kB
Active(anon):    1500 kB
Inactive(anon):   500 kB
Active(file):    1500 kB
Inactive(file):  1500 kB
Shmem:             50 kB
KReclaimable:      90 kB
Slab:             100 kB
SReclaimable:      70 kB
SUnreclaim:        30 kB
VmallocTotal:   34359738367 kB
HugePages_Total:       7
`;

const memory = {
  total: 16_777_216,
  available: 4_194_304,
  percent: 75,
  used: 12_582_912,
  free: 1_048_576,
  active: 3_072_000,
  inactive: 2_048_000,
  buffers: 10_240,
  cached: 276_480,
  shared: 51_200,
  slab: 102_400,
};

test('virtualMemory() returns every field that the kernel reports, in bytes, and includes reclaimable slab in cached', () => {
  expect(virtualMemory({ host: hostWith({ 'proc/meminfo': meminfo }) })).toEqual(memory);
});

test('the asynchronous virtualMemory() returns the same', async () => {
  expect(await virtualMemoryAsync({ host: hostWith({ 'proc/meminfo': meminfo }) })).toEqual(memory);
});

test('virtualMemory() parses lines without a space after the colon', () => {
  const host = hostWith({ 'proc/meminfo': meminfo.replace(/: +/g, ':') });
  expect(virtualMemory({ host })).toEqual(memory);
});

test('virtualMemory() parses lines in any order, without a unit and without a final newline', () => {
  const host = hostWith({ 'proc/meminfo': 'MemAvailable: 1\nMemFree:\t2\nMemTotal: 4' });
  expect(virtualMemory({ host })).toEqual({ total: 4096, available: 1024, percent: 75, used: 3072, free: 2048 });
});

test.for([
  ['Buffers', 'buffers'],
  ['Cached', 'cached'],
  ['Active', 'active'],
  ['Inactive', 'inactive'],
  ['Shmem', 'shared'],
  ['Slab', 'slab'],
  ['MemFree', 'free'],
])('virtualMemory() omits only the field of a missing line: %s, %s', ([line, field]) => {
  const host = hostWith({ 'proc/meminfo': meminfo.replace(new RegExp(`^${line}: .*\n`, 'm'), '') });
  const others = Object.entries(memory).filter(([name]) => name !== field);
  expect(virtualMemory({ host })).toEqual(Object.fromEntries(others));
});

test('virtualMemory().cached is Cached if SReclaimable is missing', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nMemAvailable: 3 kB\nCached: 5 kB\n' });
  expect(virtualMemory({ host })).toMatchObject({ cached: 5120 });
});

test('virtualMemory() reads shared memory under its name in Linux 2.4', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nMemAvailable: 3 kB\nMemShared: 5 kB\n' });
  expect(virtualMemory({ host })).toMatchObject({ shared: 5120 });
});

test('virtualMemory() ignores unknown lines', () => {
  const odd = ':\n\n   \nNoColon\nTotal: x kB\nMemTotalx: -1 kB\nxMemTotal: 5 kB\n__proto__: 5 kB\n\0: 5 kB\n';
  const host = hostWith({ 'proc/meminfo': `${odd}${meminfo}${odd}` });
  expect(virtualMemory({ host })).toEqual(memory);
});

test('virtualMemory() of terabytes is exact', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 8796093022207 kB\nMemAvailable: 1 kB\n' });
  expect(virtualMemory({ host })).toMatchObject({ total: 9_007_199_254_739_968, used: 9_007_199_254_738_944 });
});

test('virtualMemory() of a host without memory is 0 percent', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 0 kB\nMemFree: 0 kB\nMemAvailable: 0 kB\n' });
  expect(virtualMemory({ host })).toEqual({ total: 0, available: 0, percent: 0, used: 0, free: 0 });
});
