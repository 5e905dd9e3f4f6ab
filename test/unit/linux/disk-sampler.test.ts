import { writeFileSync } from 'node:fs';
import * as sync from '@psutil/disk';
import * as promises from '@psutil/disk/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

/** sda, a partition and a device that is built on it, with the same reads. */
const stats = (reads: number, sectors: number, busy: number) =>
  ['sda', 'sda1', 'dm-0'].map((name) => `8 0 ${name} ${reads} 0 ${sectors} 0 0 0 0 0 0 ${busy} 0\n`).join('');

test.for([
  ['sync', sync],
  ['async', promises],
] as const)('%s: a disk sampler returns rates per second', async ([, { createDiskSampler }]) => {
  const host = hostWith({ 'proc/diskstats': stats(1000, 8, 0) });
  const one = createDiskSampler({ host });
  const other = createDiskSampler({ host });
  await Promise.all([one.sample(), other.sample()]);
  writeFileSync(`${host.proc}/diskstats`, stats(1010, 28, 1_000_000));
  const { seconds, total, disks } = await one.sample();
  expect(total.readCount * seconds).toBeCloseTo(10, 6);
  expect(total.readBytes * seconds).toBeCloseTo(20 * 512, 4);
  expect(total).toMatchObject({ writeCount: 0, writeBytes: 0 });
  expect(Object.keys(disks)).toEqual(['sda', 'sda1', 'dm-0']);
  expect(disks['sda']).toEqual({ ...total, busyPercent: 100 });
  expect((await one.sample()).total.readCount).toBe(0);
  const later = await other.sample();
  expect(later.total.readCount * later.seconds).toBeCloseTo(10, 6);
});

test('the rates of a disk that is new or whose counters wrapped are 0', () => {
  const host = hostWith({ 'proc/diskstats': '8 0 sda 9 9 9 9 9 9 9 9 9 9 9\n' });
  const sampler = sync.createDiskSampler({ host });
  writeFileSync(`${host.proc}/diskstats`, '8 0 sda 1 1 1 1 1 1 1 1 1 1 1\n8 16 sdb 7 7 7 7 7 7 7 7 7 7 7\n');
  const { disks } = sampler.sample();
  const none = { readCount: 0, writeCount: 0, readBytes: 0, writeBytes: 0, busyPercent: 0 };
  expect(disks).toEqual({ sda: none, sdb: none });
});

test('the rates of a host without disks are 0', () => {
  const host = hostWith({ 'proc/diskstats': '' });
  const total = { readCount: 0, writeCount: 0, readBytes: 0, writeBytes: 0 };
  expect(sync.createDiskSampler({ host }).sample()).toEqual({ seconds: expect.any(Number), total, disks: {} });
});

test('after a failed sample of a disk sampler, the next one compares with the sample before it', async () => {
  const host = hostWith({ 'proc/diskstats': stats(0, 0, 0) });
  const sampler = sync.createDiskSampler({ host });
  const pool = promises.createDiskSampler({ host });
  await pool.sample();
  writeFileSync(`${host.proc}/diskstats`, 'x\n');
  const error = malformed(`${host.proc}/diskstats`, 1);
  expect(thrownBy(() => sampler.sample())).toEqual(error);
  expect(await rejectedBy(pool.sample())).toEqual(error);
  writeFileSync(`${host.proc}/diskstats`, stats(5, 0, 0));
  for (const { total, seconds } of [sampler.sample(), await pool.sample()])
    expect(total.readCount * seconds).toBeCloseTo(5, 6);
});
