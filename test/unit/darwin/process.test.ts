import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('darwin');

/** A structure with texts at offsets. */
function withTexts(bytes: Buffer, ...texts: readonly (readonly [offset: number, text: string])[]): Buffer {
  for (const [offset, text] of texts) bytes.write(text, offset);
  return bytes;
}

/** A kinfo_proc without a terminal. */
const kinfo = (name: string, ...fields: readonly StructureField[]): Buffer =>
  withTexts(structure(648, [572, 4, 0xffff_ffff], ...fields), [243, name]);

test('the table of processes has the identity, the owners and the terminal of each', (context) => {
  needsParsers(context);
  const shell = kinfo(
    'zsh',
    ...([
      [0, 8, 1_800_000_000],
      [8, 4, 123_456],
      [32, 4, 0x4004],
      [36, 1, 3],
      [40, 4, 812],
      [242, 1, 0xfb],
      [392, 4, 501],
      [396, 4, 502],
      [400, 4, 20],
      [404, 4, 21],
      [420, 4, 503],
      [428, 4, 22],
      [560, 4, 811],
      [564, 4, 810],
      [572, 4, 0x1000_0003],
    ] as const),
  );
  const zombie = kinfo('0123456789abcdef', [40, 4, 7], [36, 1, 5]);
  const rows = parseBytes<object[]>('process-table', Buffer.concat([shell, zombie, shell]));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ pid: 7, start: 0, state: 'zombie', terminal: -1, name: '0123456789abcdef' });
  expect(rows[1]).toEqual({
    ...{ pid: 812, ppid: 811, processGroup: 810, start: 1_800_000_000_123_456, flags: 0x4004, state: 'sleeping' },
    ...{ nice: -5, name: 'zsh', realUser: 501, user: 503, savedUser: 502, realGroup: 20, group: 22, savedGroup: 21 },
    terminal: 0x1000_0003,
  });
});

test('a table of processes that ends within a process is refused, and an empty one is empty', (context) => {
  needsParsers(context);
  expect(parseBytes('process-table', kinfo('a').subarray(0, 647))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('process-table', Buffer.alloc(0))).toEqual([]);
});

test('a table of 5,000 processes is sorted by PID', (context) => {
  needsParsers(context);
  const pids = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5003);
  const rows = parseBytes<{ pid: number }[]>(
    'process-table',
    Buffer.concat(pids.map((pid) => kinfo('', [40, 4, pid]))),
  );
  expect(rows.map(({ pid }) => pid)).toEqual(pids.toSorted((a, b) => a - b));
});

/** What KERN_PROCARGS2 returns. */
const procargs = (count: number, ...texts: readonly string[]): Buffer =>
  Buffer.concat([structure(4, [0, 4, count]), Buffer.from(texts.map((text) => `${text}\0`).join(''))]);

test('arguments and environment follow the path of the executable and its padding', (context) => {
  needsParsers(context);
  const bytes = procargs(3, '/bin/ls', '', '', '', 'ls', '', '-l ä', 'A=1', 'B=x=y', 'EMPTY=', '', 'ptr_munge=', 'C=3');
  expect(parseBytes('process-arguments', bytes)).toEqual({
    cmdline: ['ls', '', '-l ä'],
    environment: [
      { name: 'A', value: '1' },
      { name: 'B', value: 'x=y' },
      { name: 'EMPTY', value: '' },
    ],
  });
});

test('arguments without a NUL, and a buffer that is full of them, end within the buffer', (context) => {
  needsParsers(context);
  const none = { cmdline: [], environment: [] };
  expect(parseBytes('process-arguments', Buffer.concat([structure(4, [0, 4, 1]), Buffer.alloc(64, 'a')]))).toEqual(
    none,
  );
  const zeros = Buffer.concat([structure(4, [0, 4, 3]), Buffer.alloc(1024)]);
  expect(parseBytes('process-arguments', zeros)).toEqual(none);
  expect(parseBytes('process-arguments', procargs(0, '/a', 'A=1'))).toEqual({
    ...none,
    environment: [{ name: 'A', value: '1' }],
  });
});

test('arguments and variables that are no UTF-8', (context) => {
  needsParsers(context);
  const bytes = Buffer.concat([procargs(2, '/a'), Buffer.from([0xc3, 0, 0x61, 0xff, 0, 0x4e, 0x3d, 0xfe, 0])]);
  expect(parseBytes('process-arguments', bytes)).toEqual({
    cmdline: ['\ufffd', 'a\ufffd'],
    environment: [{ name: 'N', value: '\ufffd' }],
  });
});

test('environment texts that are no variables are left out', (context) => {
  needsParsers(context);
  expect(parseBytes('process-arguments', procargs(1, '/a', 'a', 'none', '=x', 'A=1'))).toEqual({
    cmdline: ['a'],
    environment: [{ name: 'A', value: '1' }],
  });
});

test('arguments that were cut end with the last complete one', (context) => {
  needsParsers(context);
  const none = { cmdline: [], environment: [] };
  expect(parseBytes('process-arguments', procargs(3, '/bin/ls', 'ls', '-l').subarray(0, -1))).toEqual({
    ...none,
    cmdline: ['ls'],
  });
  expect(parseBytes('process-arguments', procargs(3))).toEqual(none);
  expect(parseBytes('process-arguments', procargs(2_000_000_000, '/bin/ls'))).toEqual(none);
  expect(parseBytes('process-arguments', procargs(0xffff_ffff, '/bin/ls', 'A=1'))).toEqual({
    ...none,
    environment: [{ name: 'A', value: '1' }],
  });
  expect(parseBytes('process-arguments', Buffer.alloc(3))).toEqual({ error: 'EBADMSG' });
});

/** A proc_regionwithpathinfo with 16 KiB pages. */
const region = (mode: number, own: number, shared: number, references: number, path = ''): Buffer =>
  withTexts(
    structure(
      1272,
      ...([
        [0, 4, 5],
        [36, 4, own + shared],
        [52, 4, references],
        [60, 4, mode],
        [64, 4, own],
        [68, 4, shared],
        [80, 8, 0x1_0000_0000],
        [88, 8, 0x8000],
      ] as const),
    ),
    [248, path],
  );

test.for([
  ['private', 2, 2, 6],
  ['copy on write, of several processes', 1, 2, 4],
  ['copy on write, of one process', 1, 1, 6],
  ['shared', 4, 1, 0],
  ['truly shared', 5, 1, 0],
  ['of a large page', 8, 2, 6],
] as const)('the unique pages of a mapping that is %s', ([, mode, references, pages], context) => {
  needsParsers(context);
  const parsed = parseBytes<{ unique: number }>('region', region(mode, 4, 2, references));
  expect(parsed.unique).toBe(pages * 16_384);
});

test.for([
  ['of arm64', 0x1_8000_0000, 0x2_8000_0000],
  ['of x86-64', 0x7ff8_0000_0000, 0x7fff_ffe0_0000],
] as const)('only private mappings in the shared cache of libraries %s are unique', ([, start, end], context) => {
  needsParsers(context);
  const unique = (mode: number, address: number): number => {
    const bytes = region(mode, 1, 0, 1);
    bytes.writeBigUInt64LE(BigInt(address), 80);
    return parseBytes<{ unique: number }>('region', bytes).unique;
  };
  expect([unique(1, start - 1), unique(1, start), unique(1, end - 1), unique(1, end)]).toEqual([
    ...[16_384, 0, 0, 16_384],
  ]);
  expect(unique(2, start)).toBe(16_384);
});

test('a mapping has its path, size, permissions and addresses', (context) => {
  needsParsers(context);
  expect(parseBytes('region', region(1, 1, 1, 3, '/usr/lib/dyld'))).toMatchObject({
    mapping: {
      ...{ path: '/usr/lib/dyld', rss: 32_768, size: 0x8000, addr: '100000000-100008000', perms: 'r-xp' },
      ...{ private: 16_384, refCount: 3 },
    },
  });
  expect(parseBytes('region', region(5, 0, 0, 2))).toMatchObject({
    mapping: { path: '[anon]', rss: 0, perms: 'r-xs' },
  });
  expect(parseBytes('region', region(2, 1, 0, 1).subarray(0, 96))).toMatchObject({ unique: 16_384 });
  expect(parseBytes('region', region(2, 0, 0, 1).subarray(0, 200))).toEqual({ error: 'EBADMSG' });
});
