import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('freebsd');

/** A kinfo_proc. */
function kinfo(name: string, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(1088, [0, 4, 1088], ...fields);
  bytes.write(name, 447);
  return bytes;
}

/** The fields of a shell that has run for a while. */
const shellFields: readonly StructureField[] = [
  [72, 4, 812],
  [76, 4, 811],
  [80, 4, 810],
  [88, 4, 809],
  [168, 4, 503],
  [172, 4, 501],
  [176, 4, 502],
  [180, 4, 20],
  [184, 4, 21],
  [192, 4, 22],
  [256, 8, 2 ** 40],
  [264, 8, 1000],
  [280, 8, 10],
  [288, 8, 20],
  [296, 8, 30],
  [336, 8, 1_800_000_000],
  [344, 8, 123_456],
  [368, 8, 0x200],
  [388, 1, 3],
  [389, 1, 0xfb],
  [560, 8, 0x94],
  [568, 4, -1 >>> 0],
  [572, 4, 3],
  [596, 4, 7],
  [600, 4, 100_123],
  [608, 8, 5],
  [616, 8, 500_000],
  [624, 8, 6],
  [632, 8, 250_000],
  [640, 8, 4096],
  [672, 8, 2 ** 33],
  [680, 8, 12],
  [696, 8, 2 ** 35],
  [704, 8, 16],
  [736, 8, 2 ** 34],
  [744, 8, 14],
  [752, 8, 8],
  [768, 8, 9],
];

test('the table of processes has the attributes of each', (context) => {
  needsParsers(context);
  const zombie = kinfo('0123456789abcdefghi', [72, 4, 7], [388, 1, 5]);
  const shell = kinfo('sh', ...shellFields);
  const rows = parseBytes<object[]>('process-table', Buffer.concat([shell, zombie, shell]));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ pid: 7, start: 0, state: 'zombie', name: '0123456789abcdefghi' });
  expect(rows[1]).toEqual({
    ...{ pid: 812, ppid: 811, processGroup: 810, session: 809, start: 1_800_000_000_123_456, flags: 0x200 },
    ...{ state: 'sleeping', nice: -5, name: 'sh', realUser: 501, user: 503, savedUser: 502 },
    ...{ realGroup: 20, group: 22, savedGroup: 21, cpu: 3, threads: 7, thread: 100_123 },
    ...{ userTime: 5.5, systemTime: 6.25, childrenUserTime: 8, childrenSystemTime: 9 },
    ...{ minorFaults: 2 ** 33, majorFaults: 12, voluntarySwitches: 2 ** 34, involuntarySwitches: 14 },
    ...{ virtualSize: 2 ** 40, resident: 1000, text: 10, data: 20, stack: 30, peakResident: 4096 },
    ...{ blocksIn: 2 ** 35, blocksOut: 16, terminal: 0x94 },
  });
});

test('a table of processes of another layout, or that ends within a process, is refused', (context) => {
  needsParsers(context);
  expect(parseBytes('process-table', kinfo('a').subarray(0, 1087))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('process-table', kinfo('a', [0, 4, 1096]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('process-table', Buffer.alloc(0))).toEqual([]);
});

test('the CPU of a process is the one it runs on, the last one, or none', (context) => {
  needsParsers(context);
  const rows = parseBytes<{ cpu: number }[]>(
    'process-table',
    Buffer.concat([
      kinfo('runs', [72, 4, 1], [568, 4, 2], [572, 4, 3]),
      kinfo('waits', [72, 4, 2], [568, 4, 255], [572, 4, 3]),
      kinfo('new', [72, 4, 3], [568, 4, -1 >>> 0], [572, 4, 255]),
    ]),
  );
  expect(rows.map(({ cpu }) => cpu)).toEqual([2, 3, -1]);
});

test('the threads of a process are all kept', (context) => {
  needsParsers(context);
  const threads = [100_001, 100_002].map((id) => kinfo('t', [72, 4, 5], [600, 4, id]));
  const rows = parseBytes<{ thread: number }[]>('thread-table', Buffer.concat(threads));
  expect(rows.map(({ thread }) => thread)).toEqual([100_001, 100_002]);
});

test('a table of 5,000 processes is sorted by PID', (context) => {
  needsParsers(context);
  const pids = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5003);
  const rows = parseBytes<{ pid: number }[]>(
    'process-table',
    Buffer.concat(pids.map((pid) => kinfo('', [72, 4, pid]))),
  );
  expect(rows.map(({ pid }) => pid)).toEqual(pids.toSorted((a, b) => a - b));
});

/** Returns the identities in a table that is read while the clock has a boot time, in microseconds. */
const identities = (bootTime: number, ...table: readonly Buffer[]) =>
  parseBytes('starts-since-boot', Buffer.concat([structure(8, [0, 8, bootTime]), ...table]));

test('the identity is the start since boot, and 0 for a process that started before the clock', (context) => {
  needsParsers(context);
  const kernel = kinfo('kernel', [72, 4, 0], [336, 8, 999]);
  const init = kinfo('init', [72, 4, 1], [336, 8, 1001], [344, 8, 5]);
  expect(identities(1_000_000_000, kernel, init)).toEqual([0, 1_000_005]);
});

test('the identity holds when the clock is set, back and forth', (context) => {
  needsParsers(context);
  const shell = (seconds: number, microseconds: number) =>
    kinfo('sh', [72, 4, 812], [336, 8, seconds], [344, 8, microseconds]);
  expect(identities(1_800_000_000_900_000, shell(1_800_000_100, 200_000))).toEqual([99_300_000]);
  expect(identities(1_799_996_400_950_000, shell(1_799_996_500, 250_000))).toEqual([99_300_000]);
  expect(identities(1_900_000_000_000_000, shell(1_900_000_099, 300_000))).toEqual([99_300_000]);
});

test('a name that is not UTF-8 is kept', (context) => {
  needsParsers(context);
  const process = kinfo('', [72, 4, 9]);
  process.set([0x61, 0xff, 0xfe, 0x62], 447);
  expect(parseBytes('process-table', process)).toMatchObject([{ name: 'a\ufffd\ufffdb' }]);
});
