import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

test('a command line is split as CommandLineToArgvW() does', (context) => {
  needsParsers(context);
  const split = (line: string) => parseBytes<string[]>('command-line', wide(line));
  expect(split('')).toEqual([]);
  expect(split('node')).toEqual(['node']);
  expect(split('"C:\\Program Files\\node.exe" a  "b c"\td')).toEqual(['C:\\Program Files\\node.exe', 'a', 'b c', 'd']);
  // Backslashes escape quotation marks only, and nothing in the program.
  expect(split('"C:\\a\\" b')).toEqual(['C:\\a\\', 'b']);
  expect(split('p a\\\\b c\\d')).toEqual(['p', 'a\\\\b', 'c\\d']);
  expect(split('p "a\\\\" b')).toEqual(['p', 'a\\', 'b']);
  expect(split('p a\\"b')).toEqual(['p', 'a"b']);
  expect(split('p a\\\\\\"b c')).toEqual(['p', 'a\\"b', 'c']);
  expect(split('p a\\\\"b c" d')).toEqual(['p', 'a\\b c', 'd']);
  expect(split('p "" x')).toEqual(['p', '', 'x']);
  expect(split('p "a""b c" d')).toEqual(['p', 'a"b', 'c d']);
  expect(split('p """a b"')).toEqual(['p', '"a', 'b']);
  expect(split('p a\\')).toEqual(['p', 'a\\']);
  expect(split('p a\\ b')).toEqual(['p', 'a\\', 'b']);
  expect(split(' a b')).toEqual(['', 'a', 'b']);
  expect(split('p ä😀\0x')).toEqual(['p', 'ä😀']);
});

test('the directories of drives are left out of an environment', (context) => {
  needsParsers(context);
  const parse = (block: string) => parseBytes('environment', wide(block));
  expect(parse('=C:=C:\\a\0Path=C:\\b;=\0EMPTY=\0NONE\0\0AFTER=1\0')).toEqual([
    { name: 'Path', value: 'C:\\b;=' },
    { name: 'EMPTY', value: '' },
  ]);
  expect(parse('A=1\0B=cut')).toEqual([{ name: 'A', value: '1' }]);
  expect(parse('')).toEqual([]);
  expect(parseBytes<unknown[]>('environment', wide('A=1\0'.repeat(40_000)))).toHaveLength(32_768);
});

test('the separator at the end of a directory is removed unless it is a root', (context) => {
  needsParsers(context);
  const strip = (path: string) => parseBytes('directory', Buffer.from(path));
  expect(strip('C:\\a\\')).toBe('C:\\a');
  expect(strip('C:\\')).toBe('C:\\');
  expect(strip('C:\\a')).toBe('C:\\a');
  expect(strip('\\')).toBe('\\');
});

test('the process parameters of 64-bit and 32-bit processes are parsed', (context) => {
  needsParsers(context);
  const wideParameters = Buffer.alloc(0x3f8);
  wideParameters.writeUInt16LE(20, 0x38);
  wideParameters.writeBigUInt64LE(0x1_0000_1000n, 0x40);
  wideParameters.writeUInt16LE(40, 0x70);
  wideParameters.writeBigUInt64LE(0x1_0000_2000n, 0x78);
  wideParameters.writeBigUInt64LE(0x1_0000_3000n, 0x80);
  wideParameters.writeBigUInt64LE(600n, 0x3f0);
  const pointers = [0x1_0000_1000, 0x1_0000_2000, 0x1_0000_3000] as const;
  expect(parseBytes('process-parameters', wideParameters)).toEqual([
    [pointers[0], 20],
    [pointers[1], 40],
    [pointers[2], 600],
  ]);
  expect(parseBytes('process-parameters', wideParameters.subarray(0, 0x3f7))).toEqual({ error: 'EBADMSG' });
  const parameters = Buffer.alloc(0x294);
  parameters.writeUInt16LE(20, 0x24);
  parameters.writeUInt32LE(0x8000_1000, 0x28);
  parameters.writeUInt16LE(40, 0x40);
  parameters.writeUInt32LE(0x2000, 0x44);
  parameters.writeUInt32LE(0x3000, 0x48);
  parameters.writeUInt32LE(600, 0x290);
  expect(parseBytes('process-parameters-32', parameters)).toEqual([
    [0x8000_1000, 20],
    [0x2000, 40],
    [0x3000, 600],
  ]);
});

test('a path of the kernel becomes one of Win32', (context) => {
  needsParsers(context);
  const convert = (path: string) => parseBytes('nt-path', Buffer.from(path));
  expect(convert('\\Device\\HarddiskVolume1\\Windows\\a.exe')).toBe('C:\\Windows\\a.exe');
  expect(convert('\\Device\\HarddiskVolume10\\a.exe')).toBe('D:\\a.exe');
  expect(convert('\\device\\harddiskvolume1\\a.exe')).toBe('C:\\a.exe');
  expect(convert('\\Device\\HarddiskVolume11\\a.exe')).toBe('\\\\?\\GLOBALROOT\\Device\\HarddiskVolume11\\a.exe');
  expect(convert('\\Device\\Mup\\server\\share\\a.exe')).toBe('\\\\server\\share\\a.exe');
  expect(convert('\\??\\UNC\\server\\share\\a.exe')).toBe('\\\\server\\share\\a.exe');
  expect(convert('\\??\\C:\\a.exe')).toBe('C:\\a.exe');
  expect(convert('Registry')).toBe('');
  expect(convert('')).toBe('');
});

test('the unique set size counts pages that no other process shares', (context) => {
  needsParsers(context);
  const shared = 1n << 8n;
  const block = (...pages: bigint[]) => Buffer.from(BigUint64Array.from([BigInt(pages.length), ...pages]).buffer);
  const page = 0x7ff0_1234_5000n;
  const pages = [page | 4n, page | shared | (1n << 5n), page | shared | (2n << 5n), page | shared | (7n << 5n)];
  expect(parseBytes('unique-pages', block(...pages))).toBe(2);
  expect(parseBytes('unique-pages', block(page).subarray(0, 15))).toEqual({ error: 'EBADMSG' });
});

test('an affinity mask selects the CPUs of its processor group', (context) => {
  needsParsers(context);
  const cpus = (first: number, mask: bigint) => {
    const bytes = Buffer.alloc(9);
    bytes.writeUInt8(first);
    bytes.writeBigUInt64LE(mask, 1);
    return parseBytes('affinity-mask', bytes);
  };
  expect(cpus(0, 0b101n)).toEqual([0, 2]);
  expect(cpus(64, 1n << 63n)).toEqual([127]);
  expect(cpus(0, 0n)).toEqual([]);
});
