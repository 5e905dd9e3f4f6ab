import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

const seconds = (value: number): number => value * 1e7;

/** SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION. */
const processorTimes = (idle: number, kernel: number, user: number, dpc: number, interrupt: number, count: number) =>
  structure(
    48,
    [0, 8, seconds(idle)],
    [8, 8, seconds(kernel)],
    [16, 8, seconds(user)],
    [24, 8, seconds(dpc)],
    [32, 8, seconds(interrupt)],
    [40, 4, count],
  );

test('CPU times are disjoint: those in the kernel are without idle time, interrupts and deferred calls', (context) => {
  needsParsers(context);
  const bytes = Buffer.concat([processorTimes(100, 160, 30, 2, 3, 7), processorTimes(10, 30, 5, 1, 4, 4294967295)]);
  const table = parseBytes<object>('processor-times', bytes);
  expect(table).toEqual({
    total: { user: 35, system: 70, idle: 110, irq: 7, dpc: 3 },
    cpus: [
      { cpu: 0, times: { user: 30, system: 55, idle: 100, irq: 3, dpc: 2 } },
      { cpu: 1, times: { user: 5, system: 15, idle: 10, irq: 4, dpc: 1 } },
    ],
  });
  expect(parseBytes('interrupts', bytes)).toBe(7 + 4294967295);
  expect(parseBytes('processor-times', bytes.subarray(0, 60))).toEqual({ error: 'EBADMSG' });
});

test('CPU statistics are read from the structure of every release', (context) => {
  needsParsers(context);
  for (const size of [312, 344, 376])
    expect(parseBytes('performance', structure(size, [296, 4, 123456], [308, 4, 4294967295]))).toEqual({
      ctxSwitches: 123456,
      interrupts: 0,
      syscalls: 4294967295,
    });
  expect(parseBytes('performance', Buffer.alloc(300))).toEqual({ error: 'EBADMSG' });
});

test('cores are counted, and other relations of CPUs are not', (context) => {
  needsParsers(context);
  const relation = (kind: number, size: number) => structure(size, [0, 4, kind], [4, 4, size]);
  expect(parseBytes('cores', Buffer.concat([relation(0, 48), relation(2, 56), relation(0, 48)]))).toBe(2);
  expect(parseBytes('cores', relation(0, 48).fill(0, 4, 8))).toEqual({ error: 'EBADMSG' });
});

test('frequencies leave out CPUs of other processor groups', (context) => {
  needsParsers(context);
  const power = (max: number, current: number) => structure(24, [4, 4, max], [8, 4, current]);
  expect(parseBytes('frequencies', Buffer.concat([power(3000, 2400), power(0, 0)]))).toEqual([
    { current: 2400, min: null, max: 3000 },
  ]);
});

test('swap memory is the sum of all page files, whose sizes are in pages', (context) => {
  needsParsers(context);
  const first = structure(64, [0, 4, 64], [4, 4, 100], [8, 4, 25]);
  const second = structure(32, [4, 4, 300], [8, 4, 75]);
  expect(parseBytes('page-files', Buffer.concat([first, second]))).toEqual({
    total: 400 * 4096,
    used: 100 * 4096,
    free: 300 * 4096,
    percent: 25,
  });
  expect(parseBytes('page-files', Buffer.alloc(0))).toEqual({ total: 0, used: 0, free: 0, percent: 0 });
  expect(parseBytes('page-files', structure(16, [0, 4, 64]))).toEqual({ error: 'EBADMSG' });
});

test('disk counters have times in milliseconds', (context) => {
  needsParsers(context);
  const bytes = structure(88, [0, 8, 5000], [8, 8, 6000], [16, 8, 12_345_678], [24, 8, 20_000], [40, 4, 7], [44, 4, 8]);
  expect(parseBytes('disk-performance', bytes)).toEqual({
    readCount: 7,
    writeCount: 8,
    readBytes: 5000,
    writeBytes: 6000,
    readTime: 1234,
    writeTime: 2,
  });
});

test('the options of a drive name its type', (context) => {
  needsParsers(context);
  const options = (...bytes: readonly number[]) => parseBytes('drive-options', Buffer.from(bytes));
  expect(options(0x80, 0, 5)).toBe('ro,cdrom');
  expect(options(0x08, 0, 3)).toBe('rw,compressed,fixed');
  expect(options(0, 0, 1)).toBe('rw,unmounted');
  expect(options(0, 0, 9)).toBe('rw,unknown');
});

test('disk usage is that of the whole disk, and the free space that of the quota', (context) => {
  needsParsers(context);
  const usage = (...bytes: readonly number[]) => parseBytes('disk-usage', Buffer.from(bytes));
  expect(usage(30, 100, 40)).toMatchObject({ total: 100, used: 60, free: 30 });
  expect(usage(30, 100, 200)).toMatchObject({ total: 100, used: 70, free: 30, percent: 70 });
});

test('the boot time does not move when the clock is set', (context) => {
  needsParsers(context);
  const epoch = 116_444_736_000_000_000n;
  const boot = (step: bigint) => structure(48, [0, 8, epoch + 17_000_000_001n + step], [32, 8, step]);
  expect(parseBytes('boot-time', boot(0n))).toBe(1_700_000_000);
  expect(parseBytes('boot-time', boot(-36_000_000_000n))).toBe(1_700_000_000);
});

test('a battery has a level, a remaining time and the state of the power supply if they are known', (context) => {
  needsParsers(context);
  const status = (plugged: number, flag: number, percent: number, left: number) =>
    parseBytes('power-status', structure(12, [0, 1, plugged], [1, 1, flag], [2, 1, percent], [4, 4, left]));
  const amounts = { name: 'battery', now: null, full: null, rate: null };
  expect(status(0, 1, 80, 3600)).toEqual([{ ...amounts, percent: 80, secondsToEmpty: 3600, plugged: false }]);
  expect(status(1, 8, 99, 0xffffffff)).toEqual([{ ...amounts, percent: 99, secondsToEmpty: null, plugged: true }]);
  expect(status(255, 0, 50, 0xffffffff)).toEqual([{ ...amounts, percent: 50, secondsToEmpty: null, plugged: null }]);
  expect(status(1, 128, 255, 0xffffffff)).toEqual([]);
  expect(status(1, 255, 255, 0xffffffff)).toEqual([]);
});

test('a remote session has the address of its client, and that of the console has none', (context) => {
  needsParsers(context);
  const client = (family: number, ...address: number[]) =>
    parseBytes(
      'client-address',
      structure(24, [0, 4, family], ...address.map((byte, at) => [6 + at, 1, byte] as const satisfies StructureField)),
    );
  expect(client(2, 192, 168, 0, 7)).toEqual(['192.168.0.7']);
  expect(client(23, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).toEqual(['2001:db8::1']);
  expect(client(0)).toEqual(['console']);
  expect(parseBytes('client-address', Buffer.alloc(23))).toEqual({ error: 'EBADMSG' });
});

test('Windows 11 is named so, and hypervisors as systemd names them', (context) => {
  needsParsers(context);
  expect(parseBytes('product-names', Buffer.from('Windows 10 Pro'))).toEqual(['Windows 10 Pro', 'Windows 11 Pro']);
  const server = 'Windows Server 2022 Standard';
  expect(parseBytes('product-names', Buffer.from(server))).toEqual([server, server]);
  expect(parseBytes('hypervisor', Buffer.from('KVMKVMKVM\0\0\0'))).toBe('kvm');
  expect(parseBytes('hypervisor', Buffer.from('Microsoft Hv'))).toBe('microsoft');
  expect(parseBytes('hypervisor', Buffer.from('GenuineIntel'))).toBe('');
});
