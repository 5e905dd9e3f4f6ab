import { mkdirSync, statfsSync } from 'node:fs';
import { diskUsage } from '@psutil/disk';
import { diskUsage as diskUsageAsync } from '@psutil/disk/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { missing, rejectedBy, thrownBy } from './thrown.ts';

test('diskUsage() agrees with statfs of node:fs, sync and async', async () => {
  for (const path of ['/proc', '/sys']) {
    const { blocks, bfree, bavail, bsize } = statfsSync(path);
    const usage = diskUsage(path);
    expect(usage).toMatchObject({ total: blocks * bsize, used: (blocks - bfree) * bsize, free: bavail * bsize });
    expect(await diskUsageAsync(path)).toEqual(usage);
  }
});

test('diskUsage().percent is used in percent of used plus free', () => {
  const { total, used, free, percent, inodes } = diskUsage('/');
  expect(percent).toBeCloseTo((100 * used) / (used + free), 9);
  expect(used + free).toBeLessThanOrEqual(total);
  if (inodes) expect(inodes.percent).toBeCloseTo((100 * inodes.used) / (inodes.used + inodes.free), 9);
});

test('diskUsage() of a filesystem of size 0 is 0, and inodes is null', () => {
  expect(diskUsage('/proc')).toEqual({ total: 0, used: 0, free: 0, percent: 0, inodes: null });
});

test('diskUsage() resolves a path below the root of the host', async () => {
  const host = hostWith({ 'mnt/data/x': '' });
  mkdirSync(`${host.root}/mnt/empty`);
  expect(diskUsage('/mnt/data', { host }).total).toBe(diskUsage(host.root).total);
  expect((await diskUsageAsync('mnt/empty', { host })).total).toBe(diskUsage(host.root).total);
  expect(thrownBy(() => diskUsage('/mnt/other', { host }))).toEqual(missing('statvfs', `${host.root}//mnt/other`));
});

test('diskUsage() throws ENOENT for a missing path, sync and async', async () => {
  for (const path of ['/nowhere/at/all', 'nowhere']) {
    expect(thrownBy(() => diskUsage(path))).toEqual(missing('statvfs', path));
    expect(await rejectedBy(diskUsageAsync(path, { timeout: 10 }))).toEqual(missing('statvfs', path));
  }
  expect(thrownBy(() => diskUsage(''))).toMatchObject({ code: 'ENOENT', syscall: 'statvfs' });
});

test('diskUsage() accepts unusual paths', () => {
  const name = 'a b\n\\040\u{1f600}';
  const host = hostWith({ [`${name}/x`]: '' });
  expect(diskUsage(`${host.root}/${name}`).total).toBeGreaterThan(0);
});

test('diskUsage() of many paths at once resolves for each of them', async () => {
  const paths = Array.from({ length: 200 }, (_, index) => `/proc/./${'./'.repeat(index % 50)}`);
  const answers = await Promise.all(paths.map((path) => diskUsageAsync(path, { timeout: 30 })));
  expect(answers).toHaveLength(200);
});

test('diskUsage() rejects when its signal is aborted, before or during the call', async () => {
  expect(await rejectedBy(diskUsageAsync('/', { signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' });
  expect((await diskUsageAsync('/', { signal: new AbortController().signal })).total).toBeGreaterThan(0);
});
