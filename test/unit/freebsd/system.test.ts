import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('freebsd');

const numbers = (...values: readonly number[]): Buffer => Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);

test('CPU times are in ticks of the statistics clock', (context) => {
  needsParsers(context);
  expect(parseBytes('clock-rate', structure(20, [0, 4, 1000], [12, 4, 127]))).toBe(127);
  expect(parseBytes('clock-rate', structure(20))).toEqual({ error: 'EBADMSG' });
  const ticks = numbers(127, 254, 381, 508, 635, 127 * 2 ** 33, 0, 0, 0, 0);
  expect(parseBytes('cpu-times', ticks)).toEqual({
    total: { user: 1 + 2 ** 33, nice: 2, system: 3, irq: 4, idle: 5 },
    cpus: [
      { cpu: 0, times: { user: 1, nice: 2, system: 3, irq: 4, idle: 5 } },
      { cpu: 1, times: { user: 2 ** 33, nice: 0, system: 0, irq: 0, idle: 0 } },
    ],
  });
  expect(parseBytes('cpu-times', ticks.subarray(0, 44))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('cpu-times', Buffer.alloc(0))).toEqual({ error: 'EBADMSG' });
});

test('frequency levels are a list of frequencies, and another text has none', (context) => {
  needsParsers(context);
  expect(parseBytes('frequency-levels', Buffer.from('2400/35000 1800/-1 1200/9000'))).toEqual([2400, 1800, 1200]);
  for (const text of ['', 'fast', '2400', '2400/1 fast/2', '/5', '\u00ff/1', '1234567890/1', '-5/1'])
    expect(parseBytes('frequency-levels', Buffer.from(text))).toEqual([]);
});

test('the cache of ZFS above its minimum is available, as far as it is wired', (context) => {
  needsParsers(context);
  const page = 4096;
  const memory = numbers(1000 * page, page, 100, 200, 400, 50, 7, 3 * page, 300 * page, 60 * page);
  expect(parseBytes('virtual-memory', memory)).toMatchObject({
    ...{ total: 1000 * page, available: (200 + 50 + 240) * page, free: 50 * page, wired: 400 * page },
    ...{ active: 100 * page, inactive: 200 * page, shared: 7 * page, buffers: 3 * page },
  });
  const below = numbers(1000 * page, page, 0, 200, 400, 50, 0, 0, 10 * page, 60 * page);
  expect(parseBytes('virtual-memory', below)).toMatchObject({ available: 250 * page });
  const wrong = numbers(1000 * page, page, 0, 200, 40, 50, 0, 0, 900 * page, 0);
  expect(parseBytes('virtual-memory', wrong)).toMatchObject({ available: 290 * page });
});

test('shared memory is the resident part', (context) => {
  needsParsers(context);
  expect(parseBytes('shared-pages', structure(88, [32, 8, 1], [48, 8, 2 ** 33]))).toBe(2 ** 33);
  expect(parseBytes('shared-pages', Buffer.alloc(40))).toEqual({ error: 'EBADMSG' });
});

test('a swap device of another version is refused', (context) => {
  needsParsers(context);
  expect(parseBytes('swap-device', structure(32, [0, 4, 2], [20, 4, 1000], [24, 4, 10]))).toEqual([1000, 10]);
  expect(parseBytes('swap-device', structure(32, [0, 4, 1]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('swap-device', structure(20, [0, 4, 2]))).toEqual({ error: 'EBADMSG' });
});

/** A devstat. */
function device(name: string, unit: number, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(288, [60, 4, unit], ...fields);
  bytes.write(name, 44);
  return bytes;
}

test('disks have counters, and times in milliseconds', (context) => {
  needsParsers(context);
  const half = 2n ** 63n;
  const disk = device(
    'ada',
    1,
    ...([
      [72, 8, 4096],
      [80, 8, 2 ** 40],
      [104, 8, 1],
      [112, 8, 2],
    ] as const),
    ...([
      [144, 8, 3],
      [152, 8, half],
      [160, 8, 4],
      [192, 8, 5],
      [200, 8, half / 2n],
    ] as const),
  );
  const pass = device('pass', 0, [260, 4, 0x100]);
  const memory = device('md', 0);
  const tape = device('sa', 0, [260, 4, 1]);
  const devices = parseBytes<object[]>('devices', Buffer.concat([numbers(9), disk, pass, tape, memory]));
  expect(devices[0]).toEqual({
    ...{ name: 'ada1', physical: true },
    counters: {
      ...{ readCount: 1, writeCount: 2, readBytes: 4096, writeBytes: 2 ** 40 },
      ...{ readTime: 3500, writeTime: 4000, busyTime: 5250 },
    },
  });
  expect(devices.slice(1)).toMatchObject([
    { name: 'pass0', physical: false },
    { name: 'sa0', physical: false },
    { name: 'md0', physical: false },
  ]);
});

test('a list of disks that the kernel was changing is read again, and a cut one is refused', (context) => {
  needsParsers(context);
  expect(parseBytes('devices', Buffer.concat([numbers(1), device('ada', 0, [0, 4, 2])]))).toBeNull();
  expect(parseBytes('devices', Buffer.concat([numbers(1), Buffer.alloc(287)]))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('devices', Buffer.alloc(4))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('devices', numbers(1))).toEqual([]);
});

/** An if_msghdr and the sockaddr_dl with the name. */
function message(name: string, type: number, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(224, [0, 2, 224], [3, 1, type], ...fields);
  bytes[173] = name.length;
  bytes.write(name, 176);
  return bytes;
}

test('network interfaces have counters of 64 bits', (context) => {
  needsParsers(context);
  const big = 2 ** 40;
  const nic = message(
    'em0',
    0x0e,
    ...([
      [8, 4, 0x8843],
      [16, 1, 6],
      [20, 1, 2],
      [24, 4, 1500],
      [32, 8, 1e10],
      [40, 8, 1],
      [48, 8, 2],
    ] as const),
    ...([
      [56, 8, 3],
      [64, 8, 4],
      [80, 8, big],
      [88, 8, big + 1],
      [112, 8, 5],
      [120, 8, 6],
    ] as const),
  );
  const address = message('em0', 0x0c);
  expect(parseBytes('interfaces', Buffer.concat([nic, address]))).toEqual([
    {
      ...{ name: 'em0', flags: 0x8843, type: 6, linkState: 2, mtu: 1500, speed: 1e10 },
      counters: {
        ...{ bytesSent: big + 1, bytesRecv: big, packetsSent: 3, packetsRecv: 1 },
        ...{ errin: 2, errout: 4, dropin: 5, dropout: 6 },
      },
    },
  ]);
});

test('a list of interfaces that ends within a message is refused', (context) => {
  needsParsers(context);
  expect(parseBytes('interfaces', message('em0', 0x0e).subarray(0, 200))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('interfaces', Buffer.alloc(4))).toEqual({ error: 'EBADMSG' });
});

test('the identifier of a boot is hexadecimal, and the version has no suffix', (context) => {
  needsParsers(context);
  expect(parseBytes('boot-id', Buffer.from([0, 255, 16, 1]))).toBe('00ff1001');
  expect(parseBytes('version', Buffer.from('14.1-RELEASE-p3'))).toBe('14.1');
  expect(parseBytes('version', Buffer.from('15.0'))).toBe('15.0');
});

test('the hypervisor has the name that systemd-detect-virt(1) gives it', (context) => {
  needsParsers(context);
  const names = ['none', '', 'hv', 'vbox', 'bhyve', 'generic', 'new'];
  expect(names.map((name) => parseBytes('virtualization', Buffer.from(name)))).toEqual([
    ...[null, null, 'microsoft', 'oracle', 'bhyve', 'vm-other', 'vm-other'],
  ]);
});

test('an interface is up if it runs and its link is not down', (context) => {
  needsParsers(context);
  const nics = [2, 0, 1].map((link) =>
    message('em0', 0x0e, [8, 4, 0x8843], [20, 1, link], [24, 4, 1500], [32, 8, 1e9]),
  );
  const stopped = message('em1', 0x0e, [8, 4, 0x8803], [20, 1, 2]);
  const states = parseBytes<object[]>('interface-states', Buffer.concat([...nics, stopped]));
  const flags = ['up', 'broadcast', 'running', 'simplex', 'multicast'];
  expect(states[0]).toEqual({ isup: true, duplex: 'unknown', speed: 1000, mtu: 1500, flags });
  expect(states.slice(1)).toMatchObject([{ isup: true }, { isup: false }, { isup: false }]);
});

/** A struct statfs. */
function mount(type: string, device: string, mountpoint: string, ...fields: readonly StructureField[]): Buffer {
  const bytes = structure(2344, ...fields);
  for (const [text, offset] of [
    [type, 280],
    [device, 296],
    [mountpoint, 1320],
  ] as const)
    bytes.write(text, offset);
  return bytes;
}

test('a filesystem has a device, a mount point, a type and options', (context) => {
  needsParsers(context);
  const root = mount('ufs', '/dev/ada0p2', '/', [8, 8, 0x3_1020_5001]);
  expect(parseBytes('mount', root)).toEqual({
    ...{ device: '/dev/ada0p2', mountpoint: '/', fstype: 'ufs' },
    opts: 'ro,local,rootfs,soft-updates,noatime,automounted',
  });
  const long = mount('x'.repeat(16), 'y'.repeat(1024), 'z'.repeat(1024));
  expect(parseBytes('mount', long)).toMatchObject({ fstype: 'x'.repeat(16), mountpoint: 'z'.repeat(1024), opts: 'rw' });
  expect(parseBytes('mount', root.subarray(0, 2343))).toEqual({ error: 'EBADMSG' });
});

test('filesystems without a device of their own are no partitions', (context) => {
  needsParsers(context);
  const isPseudo = (type: string) => parseBytes('is-pseudo', Buffer.from(type));
  expect(['devfs', 'tmpfs', 'nullfs', 'ufs', 'zfs', 'nfs'].map(isPseudo)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
