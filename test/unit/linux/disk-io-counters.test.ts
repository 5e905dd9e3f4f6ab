import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { diskIoCounters } from '@psutil/disk';
import { diskIoCounters as diskIoCountersAsync } from '@psutil/disk/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

/** A line of diskstats whose eleven counters are `first`, `first + 1` and so on, followed by the fields of newer kernels. */
const line = (name: string, first: number, more = '') =>
  `   8       0 ${name} ${Array.from({ length: 11 }, (_, index) => first + index).join(' ')}${more}\n`;
const counted = (first: number) => ({
  readCount: first,
  writeCount: first + 4,
  readBytes: (first + 2) * 512,
  writeBytes: (first + 6) * 512,
  readTime: first + 3,
  writeTime: first + 7,
  busyTime: first + 9,
  readMergedCount: first + 1,
  writeMergedCount: first + 5,
});
const twice = (first: number) =>
  Object.fromEntries(Object.entries(counted(first)).map(([field, value]) => [field, value * 2]));

test.for([
  ['14 fields', ''],
  ['18 fields, since Linux 4.18', ' 91 92 93 94'],
  ['20 fields, since Linux 5.5', ' 91 92 93 94 95 96'],
  ['unknown fields', ' 91 92 93 94 95 96 97 98'],
] as const)('diskIoCounters() reads %s, sync and async', async ([, more]) => {
  const host = hostWith({ 'proc/diskstats': line('sda', 100, more) + line('sda1', 10, more) });
  expect(diskIoCounters({ host })).toEqual(counted(100));
  expect(await diskIoCountersAsync({ host, perdisk: true })).toEqual({ sda: counted(100), sda1: counted(10) });
});

test('diskIoCounters() reads the lines of Linux 2.4, which have the size before the name', () => {
  const host = hostWith({ 'proc/diskstats': '   3     0   39082680 hda 1 2 3 4 5 6 7 8 9 10 11\n' });
  expect(diskIoCounters({ host, perdisk: true })).toEqual({ hda: counted(1) });
});

test('diskIoCounters() omits the fields that Linux 2.6 does not report for partitions', () => {
  const host = hostWith({ 'proc/diskstats': `${line('hda', 1)}   3    1   hda1 35486 38030 38031 38032\n` });
  expect(diskIoCounters({ host, perdisk: true })['hda1']).toEqual({
    readCount: 35_486,
    readBytes: 38_030 * 512,
    writeCount: 38_031,
    writeBytes: 38_032 * 512,
  });
});

test('diskIoCounters() counts each physical disk once: NVMe, its partitions, dm-crypt, LVM, md, loop, zram, RAM and multipath', () => {
  const whole = [
    'nvme0n1',
    'nvme0c0n1',
    'nvme1n1',
    'dm-0',
    'dm-1',
    'md127',
    'md_home',
    'loop0',
    'zram0',
    'ram0',
    'zd0',
  ];
  const disks = [...whole, 'nvme0n1p1', 'nvme0n1p2', 'md127p1', 'bcache0', 'drbd1'];
  const host = hostWith({
    'proc/diskstats': disks.map((name) => line(name, 1000)).join(''),
    ...Object.fromEntries([...whole, 'bcache0', 'drbd1'].map((name) => [`sys/block/${name}/size`, '1\n'])),
  });
  expect(diskIoCounters({ host })).toEqual(twice(1000));
  expect(Object.keys(diskIoCounters({ host, perdisk: true }))).toEqual(disks);
});

test.for([
  ['sda and sdaa', ['sda', 'sdaa'], ['sda1', 'sdaa1', 'sdaa12']],
  ['mmcblk0 and its boot parts', ['mmcblk0', 'mmcblk0boot0'], ['mmcblk0p1', 'mmcblk0p12']],
  ['vda and xvda1 without its disk', ['vda', 'xvda1'], ['vda3']],
  ['cciss', ['cciss/c0d0', 'cciss/c0d1'], ['cciss/c0d0p1']],
] as const)('diskIoCounters() recognizes whole disks by their names if /sys is missing: %s', ([, whole, parts]) => {
  const host = hostWith({ 'proc/diskstats': [...parts, ...whole].map((name) => line(name, 5)).join('') });
  expect(diskIoCounters({ host })).toEqual(twice(5));
});

test('diskIoCounters() finds a name with a slash under its name with an exclamation mark in /sys', () => {
  const host = hostWith({
    'proc/diskstats': line('cciss/c0d0', 7) + line('cciss/c0d0p1', 7),
    'sys/block/cciss!c0d0/size': '1\n',
  });
  expect(diskIoCounters({ host })).toEqual(counted(7));
});

test('diskIoCounters() reads the same counters from /sys if diskstats is missing', () => {
  const stat = (first: number, more = '') =>
    line('', first, more).replace('   8       0  ', '  ').replaceAll(' ', '    ');
  const host = hostWith({
    'sys/block/sda/stat': stat(1),
    'sys/block/sda/sda1/stat': stat(2, ' 7 7 7 7 7 7'),
    'sys/block/sda/queue/stat': 'x',
    'sys/block/sda/size': '1\n',
    'sys/block/cciss!c0d0/stat': stat(3, ' 7 7 7 7'),
    'sys/block/sr0/size': '0\n',
  });
  const each = { 'cciss/c0d0': counted(3), sda: counted(1), sda1: counted(2) };
  expect(diskIoCounters({ host, perdisk: true })).toEqual(each);
  expect(diskIoCounters({ host })?.readCount).toBe(4);
});

test('diskIoCounters() without disks is null, or an empty object', async () => {
  for (const host of [hostWith({ 'proc/diskstats': '' }), hostWith({ 'sys/block/sr0/size': '0\n' })]) {
    expect(diskIoCounters({ host })).toBeNull();
    expect(await diskIoCountersAsync({ host, perdisk: true })).toEqual({});
  }
  expect(diskIoCounters({ host: hostWith({ 'proc/diskstats': line('loop0', 1) }) })).toBeNull();
});

test('diskIoCounters() throws the system error if both files are missing', () => {
  const host = { proc: '/nowhere', sys: '/nowhere' };
  expect(thrownBy(() => diskIoCounters({ host }))).toEqual(missing('open', '/nowhere/diskstats'));
});

test('diskIoCounters() accepts any name of a disk', () => {
  const names = ['__proto__', 'constructor', 'toString', 'a\\b', '😀'];
  const host = hostWith({ 'proc/diskstats': names.map((name) => line(name, 1)).join('') });
  const disks = diskIoCounters({ host, perdisk: true });
  expect(Object.keys(disks)).toEqual(names);
  expect(Object.getPrototypeOf(disks)).toBe(Object.prototype);
});

test.for([
  ['a truncated line', '   8       0 sda 1 2 3 4 5 6 7 8 9\n'],
  ['only a name', '8 0 sda'],
  ['an empty line', '\n'],
  ['a counter that is not a number', line('sda', 1).replace(' 5 ', ' x ')],
  ['a negative counter', line('sda', 1).replace(' 5 ', ' -5 ')],
  ['a counter larger than 64 bits', line('sda', 1).replace(' 5 ', ' 99999999999999999999 ')],
  ['more bytes than 64 bits', line('sda', 1).replace(' 3 ', ` ${2n ** 63n} `)],
] as const)('diskIoCounters() throws ERR_MALFORMED_FILE with the line for diskstats with %s', async ([, text]) => {
  const host = hostWith({ 'proc/diskstats': line('sdb', 1) + text });
  const error = malformed(`${host.proc}/diskstats`, 2);
  expect(thrownBy(() => diskIoCounters({ host }))).toEqual(error);
  expect(await rejectedBy(diskIoCountersAsync({ host, perdisk: true }))).toEqual(error);
});

test('diskIoCounters() unwraps a counter unless nowrap is false', () => {
  const host = hostWith({ 'proc/diskstats': line('sda', 100) });
  const becomes = (text: string) => writeFileSync(`${host.proc}/diskstats`, text);
  const reads = (nowrap?: boolean) => diskIoCounters({ host, nowrap })?.readCount;
  expect(reads()).toBe(100);
  becomes(line('sda', 10));
  expect(reads(false)).toBe(10);
  expect(reads()).toBe(110);
  becomes(line('sda', 30));
  expect(reads()).toBe(130);
  expect(diskIoCounters({ host, perdisk: true })['sda']?.readCount).toBe(130);
  becomes(line('sda', 20));
  expect(reads()).toBe(150);
});

test('diskIoCounters() starts again for a disk that reuses a name', () => {
  const host = hostWith({ 'proc/diskstats': line('sda', 100) });
  const becomes = (text: string) => writeFileSync(`${host.proc}/diskstats`, text);
  const reads = () => diskIoCounters({ host, perdisk: true })['sda']?.readCount;
  reads();
  becomes(line('sda', 10));
  expect(reads()).toBe(110);
  becomes(line('sdb', 10));
  expect(reads()).toBeUndefined();
  becomes(line('sda', 5));
  expect(reads()).toBe(5);
});

test('diskIoCounters() unwraps the counters of each host separately', () => {
  const one = hostWith({ 'proc/diskstats': line('sda', 100) });
  const other = hostWith({ 'proc/diskstats': line('sda', 10) });
  for (const host of [one, other, one, other])
    expect(diskIoCounters({ host })?.readCount).toBe(host === one ? 100 : 10);
});

test('overlapping calls of diskIoCounters() are not mistaken for a wrapped counter', async () => {
  const host = hostWith({ 'proc/diskstats': line('sda', 100) });
  const early = diskIoCountersAsync({ host });
  writeFileSync(`${host.proc}/next`, line('sda', 200));
  renameSync(`${host.proc}/next`, `${host.proc}/diskstats`);
  const late = diskIoCounters({ host });
  expect((await early)?.readCount).toBeLessThanOrEqual(200);
  expect(late?.readCount).toBe(200);
  expect(diskIoCounters({ host })?.readCount).toBe(200);
});

test('diskIoCounters() reads diskstats again after it was replaced', () => {
  const host = hostWith({ 'proc/diskstats': line('sda', 100) });
  expect(diskIoCounters({ host })?.readCount).toBe(100);
  rmSync(`${host.proc}/diskstats`);
  expect(thrownBy(() => diskIoCounters({ host }))).toMatchObject({ code: 'ENOENT' });
  writeFileSync(`${host.proc}/diskstats`, line('sda', 120));
  expect(diskIoCounters({ host })?.readCount).toBe(120);
});
