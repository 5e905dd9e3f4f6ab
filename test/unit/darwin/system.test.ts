import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('darwin');

const page = 16_384;

test('CPU times are added up in 64 bits', (context) => {
  needsParsers(context);
  const most = 0xffff_ffff;
  const ticks = Buffer.from(Uint32Array.from([most, 200, 300, 4, most, 0, 100, 1]).buffer);
  expect(parseBytes('cpu-times', ticks)).toEqual({
    total: { user: (2 * most) / 100, system: 2, idle: 4, nice: 0.05 },
    cpus: [
      { cpu: 0, times: { user: most / 100, system: 2, idle: 3, nice: 0.04 } },
      { cpu: 1, times: { user: most / 100, system: 0, idle: 1, nice: 0.01 } },
    ],
  });
  expect(parseBytes('cpu-times', ticks.subarray(0, 30))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('cpu-times', Buffer.alloc(0))).toEqual({ error: 'EBADMSG' });
});

/** A vm_statistics64. */
const statistics = (...fields: readonly StructureField[]): Buffer => structure(152, ...fields);

test('memory that was read ahead is available and not free', (context) => {
  needsParsers(context);
  const bytes = statistics([0, 4, 1000], [4, 4, 3000], [8, 4, 2000], [12, 4, 500], [92, 4, 400]);
  expect(parseBytes('virtual-memory', bytes)).toMatchObject({
    ...{ total: 2 ** 34, available: 3000 * page, free: 600 * page },
    ...{ active: 3000 * page, inactive: 2000 * page, wired: 500 * page },
  });
});

test('memory statistics of another release are longer or shorter', (context) => {
  needsParsers(context);
  const bytes = statistics([0, 4, 2]);
  const longer = parseBytes('virtual-memory', Buffer.concat([bytes, Buffer.alloc(64)]));
  expect(longer).toEqual(parseBytes('virtual-memory', bytes));
  expect(parseBytes('virtual-memory', bytes.subarray(0, 90))).toEqual({ error: 'EBADMSG' });
});

test('swap counters are those of swap space, not of files', (context) => {
  needsParsers(context);
  const usage = structure(32, [0, 8, 2 ** 31], [8, 8, 2 ** 30], [16, 8, 2 ** 30]);
  const counters = statistics([32, 8, 999], [40, 8, 999], [112, 8, 3], [120, 8, 2 ** 32]);
  expect(parseBytes('swap-memory', Buffer.concat([usage, counters]))).toMatchObject({
    ...{ total: 2 ** 31, free: 2 ** 30, sin: 3 * page, sout: 2 ** 32 * page },
  });
  expect(parseBytes('swap-memory', Buffer.concat([usage, counters.subarray(0, 120)]))).toEqual({ error: 'EBADMSG' });
});

/** An ifmibdata. */
function interfaceData(name: string, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(180, ...fields);
  bytes.write(name);
  return bytes;
}

test('network interfaces have 64-bit counters', (context) => {
  needsParsers(context);
  const en0 = interfaceData(
    'en0',
    ...([
      [20, 4, 0x8863],
      [32, 4, 9],
      [52, 1, 6],
      [60, 4, 1500],
      [68, 8, 1e9],
      [76, 8, 11],
      [84, 8, 12],
      [92, 8, 13],
      [100, 8, 14],
      [116, 8, 2 ** 40],
      [124, 8, 2 ** 41],
      [148, 8, 15],
    ] as const),
  );
  const lo0 = interfaceData('lo0', [52, 1, 24]);
  const removed = interfaceData('', [76, 8, 1]);
  const interfaces = parseBytes<{ counters: { name: string } }[]>('interfaces', Buffer.concat([lo0, removed, en0]));
  expect(interfaces.map(({ counters }) => counters.name)).toEqual(['lo0', 'en0']);
  expect(interfaces[0]).toMatchObject({ isPhysical: false, stats: { isup: false, flags: [], speed: 0, mtu: 0 } });
  expect(interfaces[1]).toEqual({
    counters: {
      ...{ name: 'en0', physical: false },
      counters: {
        ...{ bytesSent: 2 ** 41, bytesRecv: 2 ** 40, packetsSent: 13, packetsRecv: 11 },
        ...{ errin: 12, errout: 14, dropin: 15, dropout: 9 },
      },
    },
    stats: {
      ...{ isup: true, duplex: 'unknown', speed: 1000, mtu: 1500 },
      flags: ['up', 'broadcast', 'notrailers', 'running', 'simplex', 'multicast'],
    },
    isPhysical: true,
  });
});

test('the list of interfaces is read within its bounds', (context) => {
  needsParsers(context);
  const parse = (bytes: Buffer) => parseBytes<object>('interfaces', bytes);
  expect(parse(Buffer.alloc(0))).toEqual([]);
  expect(parse(interfaceData('en0').subarray(0, 179))).toEqual({ error: 'EBADMSG' });
  expect(parse(interfaceData('x'.repeat(16), [16, 4, 0xffff_ffff]))).toMatchObject([
    { counters: { name: 'x'.repeat(16) } },
  ]);
});

test('the media of an interface', (context) => {
  needsParsers(context);
  expect(parseBytes('media-request', Buffer.from('en0'))).toBe(`en0${'\0'.repeat(41)}`);
  expect(parseBytes('media-request', Buffer.from('x'.repeat(20)))).toBe('x'.repeat(15) + '\0'.repeat(29));
  const duplex = (active: number) => parseBytes('duplex', structure(44, [28, 4, active]));
  expect([0x10_0020, 0x20_0020, 0x20].map((active) => duplex(active))).toEqual(['full', 'half', 'unknown']);
  expect(parseBytes('duplex', Buffer.alloc(31))).toEqual({ error: 'EBADMSG' });
});

/** A table of voltage states: frequencies, each with a voltage. */
const voltageStates = (...frequencies: readonly number[]): Buffer =>
  structure(32, ...frequencies.map((frequency, index) => [8 * index, 4, frequency] as const));

test('the range of the frequencies of all CPUs, in Hz or kHz', (context) => {
  needsParsers(context);
  const parse = (...tables: readonly Buffer[]) => parseBytes('voltage-states', Buffer.concat(tables));
  const efficient = voltageStates(600_000_000, 972_000_000, 2_064_000_000);
  const fast = voltageStates(660_000_000, 924_000_000, 1_188_000_000, 3_204_000_000);
  const graphics = voltageStates(396_000_000, 528_000_000, 1_278_000_000);
  expect(parse(graphics, efficient, fast)).toEqual({ current: 3204, min: 600, max: 3204 });
  expect(parse(voltageStates(1_000_000, 4_512_000))).toEqual({ current: 4512, min: 1000, max: 4512 });
  expect(parse(efficient.subarray(0, 28))).toEqual({ current: 2064, min: 600, max: 2064 });
});

test('without a table of CPUs there are no frequencies', (context) => {
  needsParsers(context);
  const none = [Buffer.alloc(0), Buffer.alloc(32), voltageStates(1, 99_000_000), voltageStates(1_300_000_000)];
  for (const table of [...none, Buffer.alloc(7)]) expect(parseBytes('voltage-states', table)).toBeNull();
});

/** A statfs. */
function filesystem(flags: number, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(2168, [64, 4, flags], ...fields);
  for (const [offset, text] of [
    [72, 'apfs'],
    [88, '/Volumes/ä'],
    [1112, '/dev/disk3s1s1'],
  ] as const)
    bytes.write(text, offset);
  return bytes;
}

test('a mounted filesystem has the options that mount(8) prints', (context) => {
  needsParsers(context);
  expect(parseBytes('mount', filesystem(0x4480_9001))).toEqual({
    ...{ device: '/dev/disk3s1s1', mountpoint: '/Volumes/ä', fstype: 'apfs' },
    opts: 'ro,local,dovolfs,journaled,multilabel',
  });
  expect(parseBytes('mount', filesystem(0))).toMatchObject({ opts: 'rw' });
  const long = filesystem(0);
  long.fill('x', 88, 1112);
  expect(parseBytes('mount', long)).toMatchObject({ mountpoint: 'x'.repeat(1024), device: '/dev/disk3s1s1' });
  expect(parseBytes('mount', long.subarray(0, 1000))).toEqual({ error: 'EBADMSG' });
});

test('the used space of a volume that shares its container is its own', (context) => {
  needsParsers(context);
  const blocks = [
    [0, 4, 4096],
    [8, 8, 1000],
    [16, 8, 300],
    [24, 8, 200],
    [32, 8, 50],
    [40, 8, 20],
  ] as const;
  const answer = structure(64, [0, 4, 12], [4, 8, 2 ** 20]);
  const parse = (used: Buffer, ...fields: readonly StructureField[]) =>
    parseBytes('usage', Buffer.concat([used, filesystem(0, ...fields)]));
  const common = { total: 4_096_000, free: 819_200, inodes: { total: 50, free: 20, used: 30 } };
  expect(parse(answer, ...blocks)).toMatchObject({ ...common, used: 2 ** 20 });
  expect(parse(Buffer.alloc(64), ...blocks)).toMatchObject({ ...common, used: 700 * 4096 });
  // Numbers of a filesystem that contradict each other.
  expect(parse(Buffer.alloc(64), [0, 4, 512], [8, 8, 10], [16, 8, -1], [24, 8, -1])).toMatchObject({
    ...{ total: 5120, free: 5120, used: 0, inodes: null, percent: 0 },
  });
});
