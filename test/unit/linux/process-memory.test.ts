import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { resolveHost } from './process-files.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

test.for([
  [4096, { vms: 409_600, rss: 40_960, shared: 12_288, text: 8192, data: 20_480 }],
  [65_536, { vms: 6_553_600, rss: 655_360, shared: 196_608, text: 131_072, data: 327_680 }],
] as const)('memoryInfo() converts pages of %i bytes', async ([pageSize, memory]) => {
  const host = { ...resolveHost({ 7: { statm: '100 10 3 2 77 5 88\n' } }), pageSize };
  expect(new Process(7, { host }).memoryInfo()).toEqual(memory);
  expect(await new AsyncProcess(7, { host }).memoryInfo()).toEqual(memory);
});

test('memoryInfo() of terabytes is exact', () => {
  const host = resolveHost({ 7: { statm: '2199023255551 1 1 1 0 1 0' } });
  expect(new Process(7, { host }).memoryInfo().vms).toBe(9_007_199_254_736_896);
});

test.for([
  ['empty', ''],
  ['truncated', '100 10 3 2 0'],
  ['not a number', '100 x 3 2 0 5 0\n'],
  ['negative', '100 -10 3 2 0 5 0\n'],
  ['larger than 64 bits', '99999999999999999999 10 3 2 0 5 0\n'],
  ['too large in bytes', '100 4503599627370496 3 2 0 5 0\n'],
])('memoryInfo() throws ERR_MALFORMED_FILE for a statm that is %s', async ([, statm]) => {
  const host = resolveHost({ 7: { statm: statm as string } });
  const error = malformed(`${host.proc}/7/statm`, 1, 7);
  expect(thrownBy(() => new Process(7, { host }).memoryInfo())).toEqual(error);
  expect(await rejectedBy(new AsyncProcess(7, { host }).memoryInfo())).toEqual(error);
});

test('memoryPercent() is 0 if the total memory is 0', () => {
  const host = resolveHost({ 7: { statm: '100 10 3 2 0 5 0\n' } }, { 'proc/meminfo': 'MemTotal: 0 kB\n' });
  expect(new Process(7, { host }).memoryPercent()).toBe(0);
  expect(new Process(7, { host }).memoryPercent({ memtype: 'vms' })).toBe(0);
});

test('memoryInfo() throws the system error if statm is missing but the process exists', () => {
  const host = resolveHost({ 7: {} });
  const error = { ...missing('open', `${host.proc}/7/statm`), pid: 7 };
  expect(thrownBy(() => new Process(7, { host }).memoryInfo())).toEqual(error);
});

test('memoryMaps() decodes paths full of newlines in linear time', () => {
  const mapping = (path: string) => `55a0-55a1 r--p 00000000 fe:00 1  ${path}\nRss:  4 kB\n`;
  const read = (path: string) => {
    const host = resolveHost({ 7: { smaps: mapping(path).repeat(500) } });
    const start = performance.now();
    const maps = new Process(7, { host }).memoryMaps();
    return { maps, seconds: (performance.now() - start) / 1000 };
  };
  const { seconds } = read(`/${'x'.repeat(16_000)}`);
  const escaped = read(`/${'\\012'.repeat(4000)}`);
  expect(escaped.maps).toMatchObject([{ path: `/${'\n'.repeat(4000)}`, rss: 500 * 4096 }]);
  expect(escaped.seconds).toBeLessThan(20 * seconds + 0.1);
});
