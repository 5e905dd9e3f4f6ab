import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('darwin');

test('descriptors are listed with what they are open on', (context) => {
  needsParsers(context);
  const bytes = structure(24, [0, 4, 0], [4, 4, 1], [8, 4, 5], [12, 4, 2], [16, 4, 250], [20, 4, 99]);
  const descriptors = [
    { number: 0, type: 1 },
    { number: 5, type: 2 },
    { number: 250, type: 99 },
  ];
  expect(parseBytes('descriptors', bytes)).toEqual(descriptors);
  expect(parseBytes('descriptors', bytes.subarray(0, 23))).toEqual(descriptors.slice(0, 2));
  expect(parseBytes('descriptors', Buffer.alloc(0))).toEqual([]);
});

/** A vnode_fdinfowithpath. */
function file(mode: number, flags: number, path: string | Buffer, links = 1): Buffer {
  const bytes = structure(1200, [0, 4, flags], [8, 8, 2 ** 40], [28, 2, mode], [30, 2, links]);
  Buffer.from(path).copy(bytes, 176);
  return bytes;
}

test('a regular file has its path, position and mode', (context) => {
  needsParsers(context);
  expect(parseBytes('open-file', file(0o100_644, 3, '/tmp/ä'))).toMatchObject({
    ...{ fd: 3, path: '/tmp/ä', position: 2 ** 40, mode: 'r+', deleted: false },
  });
  expect(parseBytes('open-file', file(0o100_644, 1, '/tmp/a', 0))).toMatchObject({ deleted: true });
});

test.for([
  [1, 'r'],
  [2, 'w'],
  [3, 'r+'],
  [10, 'a'],
  [11, 'a+'],
  [0x1_0001, 'r'],
] as const)('the flags %i are the mode %s', ([flags, mode], context) => {
  needsParsers(context);
  expect(parseBytes('open-file', file(0o100_600, flags, '/a'))).toMatchObject({ mode });
});

test('directories, devices and pipes are no regular files', (context) => {
  needsParsers(context);
  for (const mode of [0o040_755, 0o020_666, 0o060_640, 0o010_600, 0o120_777, 0o140_755])
    expect(parseBytes('open-file', file(mode, 1, '/a'))).toBeNull();
});

test('a path may fill its whole field, have no name in UTF-8, or be cut', (context) => {
  needsParsers(context);
  const bytes = file(0o100_644, 1, `/${'x'.repeat(1023)}`);
  expect(parseBytes('open-file', bytes)).toMatchObject({ path: `/${'x'.repeat(1023)}` });
  expect(parseBytes('open-file', file(0o100_644, 1, Buffer.from([0x2f, 0xff, 0x61])))).toMatchObject({
    path: '/\ufffda',
  });
  expect(parseBytes('open-file', bytes.subarray(0, 1199))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('open-file', Buffer.concat([bytes, Buffer.alloc(64)]))).toMatchObject({ fd: 3 });
});

test('the current directory is the first of two', (context) => {
  needsParsers(context);
  const bytes = Buffer.alloc(2352);
  bytes.write('/Users/x', 152);
  bytes.write('/root', 1328);
  expect(parseBytes('directory', bytes)).toBe('/Users/x');
  expect(parseBytes('directory', Buffer.alloc(2352))).toBe('');
  expect(parseBytes('directory', Buffer.alloc(100))).toEqual({ error: 'EBADMSG' });
});

test('the use of CPUs and memory by a process', (context) => {
  needsParsers(context);
  const most = 0xffff_ffff;
  const bytes = structure(
    96,
    ...([
      [0, 8, 2 ** 48],
      [8, 8, 2 ** 33],
      [16, 8, 24_000_000],
      [24, 8, 12_000_000],
      [52, 4, 5],
      [56, 4, most],
      [80, 4, most],
      [84, 4, 8],
      [88, 4, 1],
    ] as const),
  );
  expect(parseBytes('task', bytes)).toEqual({
    ...{ vms: 2 ** 48, rss: 2 ** 33, userTicks: 24_000_000, systemTicks: 12_000_000 },
    ...{ faults: 5, pageIns: most, switches: most, threads: 8, running: 1 },
  });
  expect(parseBytes('task', bytes.subarray(0, 91))).toEqual({ error: 'EBADMSG' });
});

test('a thread has an ID of 64 bits and times in nanoseconds', (context) => {
  needsParsers(context);
  const bytes = structure(112, [0, 8, 1_500_000_000], [8, 8, 250_000_000]);
  expect(parseBytes('thread', bytes)).toEqual({ id: 2 ** 40, userTime: 1.5, systemTime: 0.25 });
  expect(parseBytes('thread', bytes.subarray(0, 15))).toEqual({ error: 'EBADMSG' });
});

test('what a process reads and writes, and its memory', (context) => {
  needsParsers(context);
  const bytes = structure(296, [56, 8, 1], [72, 8, 2 ** 34], [144, 8, 2 ** 45], [152, 8, 4], [240, 8, 2 ** 35]);
  expect(parseBytes('resource-usage', bytes)).toEqual({
    ...{ wired: 1, footprint: 2 ** 34, read: 2 ** 45, written: 4, peakFootprint: 2 ** 35 },
  });
  expect(parseBytes('resource-usage', bytes.subarray(0, 160))).toEqual({ error: 'EBADMSG' });
});
