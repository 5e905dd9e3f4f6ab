import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

const utf16 = (...units: readonly number[]): Buffer => Buffer.from(Uint16Array.from(units).buffer);

test('text of Windows becomes UTF-8, and an unpaired surrogate U+FFFD', (context) => {
  needsParsers(context);
  const convert = (bytes: Buffer) => parseBytes<string>('utf16-to-utf8', bytes);
  expect(convert(Buffer.from('aä€😀', 'utf16le'))).toBe('aä€😀');
  expect(convert(utf16(0x61, 0xd800))).toBe('a\ufffd');
  expect(convert(utf16(0xd800, 0x61))).toBe('\ufffda');
  expect(convert(utf16(0xdc00, 0xd83d, 0xde00))).toBe('\ufffd😀');
});

test('UTF-8 becomes text of Windows, and a byte of no character U+FFFD', (context) => {
  needsParsers(context);
  const convert = (bytes: Uint8Array) => parseBytes<string>('utf8-to-utf16-to-utf8', bytes);
  expect(convert(Buffer.from('aä€😀\u{10ffff}'))).toBe('aä€😀\u{10ffff}');
  for (const bytes of [[0x80], [0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff]])
    expect(convert(Uint8Array.from([0x61, ...bytes, 0x62]))).toBe(`a${'\ufffd'.repeat(bytes.length)}b`);
  expect(convert(Uint8Array.from([0xe2, 0x82]))).toBe('\ufffd\ufffd');
});
