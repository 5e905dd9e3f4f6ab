import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type KstatValue, namedValues } from './named-values.ts';

const { needsParsers, parseBytes } = parsersOf('sunos');

/** The address of the values that the program expects. */
const address = 0x1_0000n;
const statistics = (values: Record<string, KstatValue>): Buffer => namedValues(values, address);

test('CPU times are in seconds, and the time in interrupts is not part of the time in kernel mode', (context) => {
  needsParsers(context);
  const cpu = statistics({
    cpu_nsec_idle: ['uint64', 4_000_000_000n],
    cpu_nsec_user: ['uint64', 2_500_000_000n],
    cpu_nsec_kernel: ['uint64', 1_500_000_000n],
    cpu_nsec_intr: ['uint64', 500_000_000n],
  });
  expect(parseBytes('cpu-times', cpu)).toEqual({ user: 2.5, system: 1, idle: 4, irq: 0.5 });
});

test('CPU counters are the sums over the CPUs', (context) => {
  needsParsers(context);
  const cpu = statistics({
    pswitch: ['uint64', 10n],
    inv_swtch: ['uint64', 3n],
    intr: ['uint64', 20n],
    syscall: ['uint64', 5_000_000_000n],
  });
  expect(parseBytes('cpu-stats', cpu)).toEqual({ ctxSwitches: 20, interrupts: 40, syscalls: 10_000_000_000 });
});

test('CPU frequencies are in MHz', (context) => {
  needsParsers(context);
  const variable = statistics({
    clock_MHz: ['int32', 2400n],
    current_clock_Hz: ['uint64', 1_200_000_000n],
    supported_frequencies_Hz: ['text', '2400000000:1200000000:800000000'],
  });
  expect(parseBytes('cpu-freq', variable)).toEqual({ current: 1200, min: 800, max: 2400 });
  expect(parseBytes('cpu-freq', statistics({ clock_MHz: ['int32', 2400n] }))).toEqual({
    current: 2400,
    min: null,
    max: null,
  });
});

test('a core is a chip and its number on the chip', (context) => {
  needsParsers(context);
  const info = { brand: ['text', 'Xeon'], chip_id: ['int32', -1n], core_id: ['int64', 7n] } as const;
  expect(parseBytes('core', statistics(info))).toEqual([-1, 7]);
});

test('the ZFS cache is available memory', (context) => {
  needsParsers(context);
  const pages = statistics({ physmem: ['uint64', 100n], pagesfree: ['uint64', 20n] });
  expect(parseBytes('virtual-memory', pages)).toMatchObject({
    total: 100 * 4096,
    free: 20 * 4096,
    available: 23 * 4096,
  });
});

test('swap counters are bytes, summed over the CPUs', (context) => {
  needsParsers(context);
  const cpu = statistics({ pgswapin: ['uint64', 2n], pgswapout: ['uint64', 3n] });
  expect(parseBytes('swap', cpu)).toMatchObject({ sin: 4 * 4096, sout: 6 * 4096 });
});

test('disk counters have no time of reads and writes', (context) => {
  needsParsers(context);
  const bytes = Buffer.alloc(80);
  bytes.writeBigUInt64LE(5_000_000_000n, 0);
  bytes.writeBigUInt64LE(6_000_000_000n, 8);
  bytes.writeUInt32LE(4_000_000_000, 16);
  bytes.writeUInt32LE(12, 20);
  bytes.writeBigInt64LE(9_000_000_000n, 24);
  bytes.writeBigInt64LE(1_234_567_890n, 48);
  expect(parseBytes('disk-io', bytes)).toEqual({
    readCount: 4_000_000_000,
    writeCount: 12,
    readBytes: 5_000_000_000,
    writeBytes: 6_000_000_000,
    busyTime: 1234,
  });
  expect(parseBytes('disk-io', bytes.subarray(0, 79))).toEqual({ error: 'EBADMSG' });
});

test('the counters of a network interface have 64 bits', (context) => {
  needsParsers(context);
  const link = statistics({
    rbytes: ['uint32', 1n],
    rbytes64: ['uint64', 5_000_000_000n],
    obytes64: ['uint64', 6_000_000_000n],
    ipackets64: ['uint64', 7n],
    opackets64: ['uint64', 8n],
    ierrors: ['uint32', 9n],
    oerrors: ['uint32', 10n],
    norcvbuf: ['uint32', 11n],
    noxmtbuf: ['uint32', 12n],
  });
  expect(parseBytes('net-io', link)).toEqual({
    bytesRecv: 5_000_000_000,
    bytesSent: 6_000_000_000,
    packetsRecv: 7,
    packetsSent: 8,
    errin: 9,
    errout: 10,
    dropin: 11,
    dropout: 12,
  });
});

test('a value of another type, or a text outside of the buffer, is an error', (context) => {
  needsParsers(context);
  const error = { error: 'EBADMSG' };
  expect(parseBytes('core', statistics({ chip_id: ['float', 0n] }))).toEqual(error);
  const text = statistics({ supported_frequencies_Hz: ['text', '1:2'] });
  expect(parseBytes('cpu-freq', text.subarray(0, text.length - 1))).toEqual(error);
  text.writeBigUInt64LE(address - 1n, 32);
  expect(parseBytes('cpu-freq', text)).toEqual(error);
});

test('the memory cap of a zone bounds the memory, unless it is none', (context) => {
  needsParsers(context);
  const cap = (physcap: bigint, rss: bigint) =>
    parseBytes('memory-cap', statistics({ physcap: ['uint64', physcap], rss: ['uint64', rss] }));
  expect(cap(600n, 450n)).toMatchObject({ total: 600, available: 150, free: 150 });
  expect(cap(600n, 700n)).toMatchObject({ total: 600, available: 0, free: 0 });
  expect(cap(2n ** 63n - 1n, 450n)).toMatchObject({ total: 1000, available: 500, free: 400 });
  expect(cap(0n, 450n)).toMatchObject({ total: 1000, available: 500, free: 400 });
});

test('the speed of a link has more than 32 bits in bits per second', (context) => {
  needsParsers(context);
  const state = (duplex: bigint) =>
    parseBytes('link-state', statistics({ ifspeed: ['uint64', 10_000_000_000n], link_duplex: ['uint32', duplex] }));
  expect(state(1n)).toMatchObject({ speed: 10_000, duplex: 'half' });
  expect(state(2n)).toMatchObject({ speed: 10_000, duplex: 'full' });
  expect(parseBytes('link-state', statistics({}))).toMatchObject({ speed: 0, duplex: 'unknown' });
});

test('a CPU that is offline or failed runs no threads', (context) => {
  needsParsers(context);
  const isOnline = (state: string) => parseBytes('online', statistics({ state: ['char', state] }));
  expect(['on-line', 'no-intr', 'off-line', 'faulted'].map(isOnline)).toEqual([true, true, false, false]);
});
