import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('freebsd');

/** A kinfo_file, which the kernel cuts after the path. */
function file(fd: number, path: string, ...fields: readonly StructureField[]): Buffer {
  const size = (368 + path.length + 1 + 7) & ~7;
  const bytes = structure(size, [0, 4, size], [4, 4, 1], [8, 4, fd >>> 0], [32, 4, 1], ...fields);
  bytes.write(path, 368);
  return bytes;
}

test('the open files are the regular files that have a descriptor and a path', (context) => {
  needsParsers(context);
  const table = Buffer.concat([
    file(-1, '/home', [32, 4, 2]),
    file(-5, '/bin/sh'),
    file(0, '/dev/pts/0', [32, 4, 4]),
    file(3, '/tmp/log', [16, 4, 6], [24, 8, 2 ** 40]),
    file(4, ''),
    file(5, '/etc/passwd', [16, 4, 1]),
    file(6, '', [4, 4, 2]),
  ]);
  expect(parseBytes('regular-files', table)).toEqual([
    { path: '/tmp/log', fd: 3, position: 2 ** 40, mode: 'a' },
    { path: '/etc/passwd', fd: 5, position: 0, mode: 'r' },
  ]);
  expect(parseBytes('descriptors', table)).toBe(5);
});

test('a row of files that is longer than the table, or too short, is refused', (context) => {
  needsParsers(context);
  const row = file(3, '/tmp/log');
  expect(parseBytes('descriptors', row.subarray(0, row.length - 1))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('descriptors', structure(368, [0, 4, 367]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('descriptors', structure(368, [0, 4, 0xffff_ffff]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('descriptors', Buffer.alloc(0))).toBe(0);
});

test('arguments end with a NUL, and those beyond the limit are left out', (context) => {
  needsParsers(context);
  expect(parseBytes('arguments', Buffer.from('sh\0-c\0'))).toBe('sh\0-c\0');
  expect(parseBytes('arguments', Buffer.from('sshd: root'))).toBe('sshd: root\0');
  expect(parseBytes('arguments', Buffer.from(`sh\0${'x'.repeat(16)}\0`))).toBe('sh\0');
  expect(parseBytes('arguments', Buffer.alloc(0))).toBe('');
});

test('the environment has texts with a name', (context) => {
  needsParsers(context);
  expect(parseBytes('environment', Buffer.from('A=1=2\0bad\0B=\0C=cut'))).toEqual([
    { name: 'A', value: '1=2' },
    { name: 'B', value: '' },
    { name: 'C', value: 'cut' },
  ]);
});

/** A kinfo_vmentry, which the kernel cuts after the path. */
function mapping(path: string, ...fields: readonly StructureField[]): Buffer {
  const size = (136 + path.length + 1 + 7) & ~7;
  const bytes = structure(size, [0, 4, size], [8, 8, 0x1000], [16, 8, 0x5000], ...fields);
  bytes.write(path, 136);
  return bytes;
}

test('a mapping has sizes in bytes, its protection and its path', (context) => {
  needsParsers(context);
  const library = mapping('/lib/libc.so.7', [4, 4, 2], [44, 4, 1], [48, 4, 3], [52, 4, 2], [56, 4, 5], [60, 4, 4]);
  expect(parseBytes('maps', library)).toEqual([
    {
      ...{ addr: '1000-5000', perms: 'r-xp', path: '/lib/libc.so.7', size: 16_384, rss: 12_288 },
      ...{ private: 8192, refCount: 4, shadowCount: 0 },
    },
  ]);
});

test('a mapping without a file has the name of its kind, and no more resident memory than its size', (context) => {
  needsParsers(context);
  const types = [0, 3, 4, 9, 77, 255];
  const table = types.map((type) => mapping('', [4, 4, type], [48, 4, 0xffff_ffff], [56, 4, 3], [64, 4, 7]));
  const stack = mapping('', [4, 4, 3], [44, 4, 0x20]);
  const rows = parseBytes<{ path: string }[]>('maps', Buffer.concat([...table, stack]));
  expect(rows.map(({ path }) => path)).toEqual([
    ...['[none]', '[anon]', '[device]', '[guard]', '[unknown]', '[unknown]', '[stack]'],
  ]);
  expect(rows[0]).toMatchObject({ perms: 'rw-s', rss: 16_384, shadowCount: 7 });
});

test('a mapping that is longer than the table, or too short, is refused', (context) => {
  needsParsers(context);
  const row = mapping('/bin/sh');
  expect(parseBytes('maps', row.subarray(0, row.length - 1))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('maps', structure(136, [0, 4, 135]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('maps', structure(136, [0, 4, 0xffff_ff00]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('maps', Buffer.concat([row, Buffer.alloc(64)]))).toHaveLength(1);
});
