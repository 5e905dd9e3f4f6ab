import { Process, processIter } from '@psutil/process';
import { Process as AsyncProcess, processIter as processIterAsync } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { latin1, resolveHost } from './process-files.ts';

test.for([
  ['ASCII', 'abc', 'abc'],
  ['two bytes', '\xc3\xa9', 'é'],
  ['three bytes', '\xe2\x82\xac', '€'],
  ['four bytes', '\xf0\x9f\x98\x80', '😀'],
  ['the first of two bytes', '\xc2\x80', '\u0080'],
  ['the first of three bytes', '\xe0\xa0\x80', '\u0800'],
  ['the first of four bytes', '\xf0\x90\x80\x80', '\u{10000}'],
  ['the last of two bytes', '\xdf\xbf', '\u07FF'],
  ['the last before the surrogates', '\xed\x9f\xbf', '\uD7FF'],
  ['the first after the surrogates', '\xee\x80\x80', '\uE000'],
  ['the last of three bytes', '\xef\xbf\xbf', '\uFFFF'],
  ['the last character', '\xf4\x8f\xbf\xbf', '\u{10FFFF}'],
  ['a byte order mark', '\xef\xbb\xbfx', '\uFEFFx'],
  ['U+FFFD itself', '\xef\xbf\xbd', '\uFFFD'],
  ['Latin-1', 'caf\xe9', 'caf\uFFFD'],
  ['an invalid lead byte', '\xff', '\uFFFD'],
  ['a continuation byte', '\x80', '\uFFFD'],
  ['two bytes without the last', '\xc3', '\uFFFD'],
  ['three bytes without the last', '\xe2\x82', '\uFFFD'],
  ['four bytes without the last', '\xf0\x9f\x98', '\uFFFD'],
  ['four bytes without the last two', '\xf0\x9f', '\uFFFD'],
  ['a truncated sequence before ASCII', '\xe2\x82x', '\uFFFDx'],
  ['a truncated sequence before a character', '\xe2\x82\xc3\xa9', '\uFFFDé'],
  ['overlong in two bytes', '\xc0\xaf', '\uFFFD\uFFFD'],
  ['overlong in three bytes', '\xe0\x80\xaf', '\uFFFD\uFFFD\uFFFD'],
  ['overlong in four bytes', '\xf0\x80\x80\xaf', '\uFFFD\uFFFD\uFFFD\uFFFD'],
  ['an overlong NUL', '\xc0\x80', '\uFFFD\uFFFD'],
  ['a high surrogate', '\xed\xa0\x80', '\uFFFD\uFFFD\uFFFD'],
  ['a pair of surrogates', '\xed\xa0\xbd\xed\xb8\x80', '\uFFFD'.repeat(6)],
  ['a code point above U+10FFFF', '\xf4\x90\x80\x80', '\uFFFD\uFFFD\uFFFD\uFFFD'],
  ['five bytes', '\xf8\x88\x80\x80\x80', '\uFFFD'.repeat(5)],
  ['one invalid byte between characters', 'a\xffb', 'a\uFFFDb'],
] as const)('text is decoded like TextDecoder does, without shifting the following text: %s', ([, bytes, text]) => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(latin1(bytes))).toBe(text);
  const host = resolveHost({ 7: { cmdline: latin1(`start\0${bytes}\0|\xc3\xa9|\0${bytes}${bytes}\0end\0`) } });
  expect(new Process(7, { host }).cmdline()).toEqual(['start', text, '|é|', text + text, 'end']);
});

test('a character that is split between two strings is not joined', () => {
  const host = resolveHost({ 7: { cmdline: latin1('\xf0\x9f\0\x98\x80\0\xc3\0\xa9\0\xc3\xa9\0') } });
  expect(new Process(7, { host }).cmdline()).toEqual(['\uFFFD', '\uFFFD\uFFFD', '\uFFFD', '\uFFFD', 'é']);
});

test('every single byte decodes to ASCII or U+FFFD', () => {
  const bytes = Array.from({ length: 255 }, (_, index) => index + 1);
  const cmdline = Buffer.from(bytes.flatMap((byte) => [byte, 0]));
  const texts = bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD'));
  expect(new Process(7, { host: resolveHost({ 7: { cmdline } }) }).cmdline()).toEqual(texts);
});

const mixed = {
  1: { comm: 'init', cmdline: 'init\0' },
  2: { comm: '名前', cmdline: '名前\0😀😀\0plain\0' },
  3: { comm: 'plain', cmdline: latin1('caf\xe9\0\0x\0') },
  4: { comm: '😀', cmdline: '' },
  5: { comm: 'last', cmdline: 'last\0ascii\0' },
};

const table = [
  [1, 'init', ['init']],
  [2, '名前', ['名前', '😀😀', 'plain']],
  [3, 'plain', ['caf\uFFFD', '', 'x']],
  [4, '😀', []],
  [5, 'last', ['last', 'ascii']],
];

test('ASCII and non-ASCII strings in one result do not shift each other, sync and async', async () => {
  const host = resolveHost(mixed);
  const attrs = ['name', 'cmdline'] as const;
  const here = [...processIter({ host, attrs })].map(({ pid, info }) => [pid, info.name, info.cmdline]);
  expect(here).toEqual(table);
  const onPool = [];
  for await (const { pid, info } of processIterAsync({ host, attrs })) onPool.push([pid, info.name, info.cmdline]);
  expect(onPool).toEqual(table);
});

test('an ASCII result after a non-ASCII result, and the reverse, is complete', async () => {
  const host = resolveHost(mixed);
  const [plain, other] = [new Process(5, { host }), new Process(2, { host })];
  for (const _ of [1, 2]) expect([plain.name(), other.name()]).toEqual(['last', '名前']);
  const [asyncPlain, asyncOther] = [new AsyncProcess(5, { host }), new AsyncProcess(2, { host })];
  expect(await Promise.all([asyncPlain.name(), asyncOther.name(), asyncPlain.name()])).toEqual([
    'last',
    '名前',
    'last',
  ]);
});

test('a long result does not change a short one that was returned before', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index + 1, { ppid: index }]));
  const host = resolveHost(many);
  const first = new Process(7, { host }).cpuTimes();
  const listed = [...processIter({ host, attrs: ['ppid', 'cpuTimes'] })];
  expect(listed.map(({ info }) => info.ppid)).toEqual([...Array(500).keys()]);
  expect(first).toEqual({ user: 0, system: 0, childrenUser: 0, childrenSystem: 0, iowait: 0 });
});
