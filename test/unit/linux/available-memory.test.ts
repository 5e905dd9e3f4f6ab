import { virtualMemory } from '@psutil/memory';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, thrownBy } from './thrown.ts';

const zone = (low: number | string) => `Node 0, zone   Normal
  pages free     9000
        min      48
        low      ${low}
        high     72
    pagesets
      cpu: 0
              high:  378
`;

/** The meminfo file of a kernel before 3.14, which has no MemAvailable. */
const old = `MemTotal:      100000 kB
MemFree:        10000 kB
Buffers:            5 kB
Cached:         20000 kB
Active(file):    8000 kB
Inactive(file): 12000 kB
SReclaimable:    4000 kB
`;

test('virtualMemory() estimates available like the kernel: half of each cache, or all but the low watermark, is usable', () => {
  const host = { ...hostWith({ 'proc/meminfo': old, 'proc/zoneinfo': zone(100) + zone(150) }), pageSize: 4096 };
  // The watermark is (100 + 150) pages = 1000 kB: 10000 - 1000 + (20000 - 1000) + (4000 - 1000) kB.
  expect(virtualMemory({ host })).toMatchObject({ available: 31_000 * 1024, used: 69_000 * 1024, percent: 69 });
});

test('virtualMemory() converts watermarks with the page size of the host', () => {
  const host = { ...hostWith({ 'proc/meminfo': old, 'proc/zoneinfo': zone(50) }), pageSize: 65536 };
  // 50 pages = 3200 kB: 10000 - 3200 + (20000 - 3200) + (4000 - 4000 / 2) kB.
  expect(virtualMemory({ host })).toMatchObject({ available: 25_600 * 1024 });
});

test('virtualMemory().available is 0 if the low watermark exceeds all free memory', () => {
  const host = { ...hostWith({ 'proc/meminfo': old, 'proc/zoneinfo': zone(25_000) }), pageSize: 4096 };
  // 100000 kB: 10000 - 100000 + 20000 / 2 + 4000 / 2 kB is negative.
  expect(virtualMemory({ host })).toMatchObject({ available: 0, percent: 100 });
});

test('virtualMemory().available is free plus cached memory if zoneinfo is missing', () => {
  const host = hostWith({ 'proc/meminfo': old });
  expect(virtualMemory({ host })).toMatchObject({ available: 30_000 * 1024, percent: 70 });
});

test.for(['Active(file)', 'Inactive(file)'])(
  'virtualMemory().available is free plus cached memory if meminfo has no line %s',
  (line) => {
    const meminfo = old.replace(`${line}:`, 'Unknown:');
    const host = hostWith({ 'proc/meminfo': meminfo, 'proc/zoneinfo': zone(100) });
    expect(virtualMemory({ host })).toMatchObject({ available: 30_000 * 1024 });
  },
);

test('virtualMemory() estimates available if MemAvailable is 0', () => {
  const host = hostWith({ 'proc/meminfo': `${old}MemAvailable: 0 kB\n` });
  expect(virtualMemory({ host })).toMatchObject({ available: 30_000 * 1024 });
});

test('virtualMemory().available is free memory if MemAvailable exceeds the total, as in some containers', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 1000 kB\nMemFree: 400 kB\nMemAvailable: 60000 kB\n' });
  expect(virtualMemory({ host })).toMatchObject({ total: 1_024_000, available: 409_600, used: 614_400, percent: 60 });
});

test('virtualMemory().available is at most the total', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 1000 kB\nMemFree: 5000 kB\nMemAvailable: 60000 kB\n' });
  expect(virtualMemory({ host })).toMatchObject({ total: 1_024_000, available: 1_024_000, used: 0, percent: 0 });
});

test('virtualMemory() has available and used if meminfo has only MemTotal', () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 1000 kB\n' });
  expect(virtualMemory({ host })).toEqual({ total: 1_024_000, available: 0, used: 1_024_000, percent: 100 });
});

test.for([
  ['not a number', 'x'],
  ['negative', '-1'],
  ['too large in bytes', '4503599627370496'],
  ['larger than 64 bits', '99999999999999999999'],
])('virtualMemory() throws ERR_MALFORMED_FILE for a watermark that is %s', ([, low]) => {
  const host = { ...hostWith({ 'proc/meminfo': old, 'proc/zoneinfo': zone(low as string) }), pageSize: 4096 };
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(malformed(`${host.proc}/zoneinfo`, 4));
});
