import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';

const { needsParsers, parseBytes } = parsersOf('sunos');

interface Connection {
  readonly status: string;
  readonly raddr: unknown;
  readonly pid: number | null;
}

/** mib2_tcpConnEntry_t. */
function tcp4(state: number, pid = 99): Buffer {
  const bytes = Buffer.alloc(68);
  bytes.set([127, 0, 0, 1], 4);
  bytes.writeUInt32LE(8080, 8);
  bytes.set([10, 0, 0, 2], 12);
  bytes.writeUInt32LE(50_000, 16);
  bytes.writeInt32LE(state, 52);
  bytes.writeUInt32LE(pid, 56);
  return bytes;
}

test('an IPv4 TCP connection is parsed field by field', (context) => {
  needsParsers(context);
  expect(parseBytes('tcp4', tcp4(0))).toEqual([
    {
      fd: null,
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      laddr: { ip: '127.0.0.1', port: 8080 },
      raddr: { ip: '10.0.0.2', port: 50_000 },
      path: null,
      status: 'ESTABLISHED',
      pid: 99,
    },
  ]);
});

test('the states of TCP are numbered from -6 to 6', (context) => {
  needsParsers(context);
  const states = Array.from({ length: 14 }, (_, index) => tcp4(index - 6));
  const connections = parseBytes<Connection[]>('tcp4', Buffer.concat(states));
  expect(connections.map(({ status }) => status)).toEqual([
    'CLOSE',
    'IDLE',
    'BOUND',
    'LISTEN',
    'SYN_SENT',
    'SYN_RECV',
    'ESTABLISHED',
    'CLOSE_WAIT',
    'FIN_WAIT1',
    'CLOSING',
    'LAST_ACK',
    'FIN_WAIT2',
    'TIME_WAIT',
    'NONE',
  ]);
  expect(connections[3]?.raddr).toBeNull();
});

test('an unknown process is null', (context) => {
  needsParsers(context);
  expect(parseBytes<Connection[]>('tcp4', tcp4(0, 0))[0]?.pid).toBeNull();
});

test('an IPv6 TCP connection is parsed', (context) => {
  needsParsers(context);
  const bytes = Buffer.alloc(96);
  bytes.writeUInt8(1, 15);
  bytes.writeUInt32LE(443, 16);
  bytes.set([0xfe, 0x80], 20);
  bytes.writeUInt8(2, 35);
  bytes.writeUInt32LE(444, 36);
  bytes.writeInt32LE(1, 80);
  bytes.writeUInt32LE(7, 84);
  expect(parseBytes<Connection[]>('tcp6', bytes)).toMatchObject([
    {
      family: 'AF_INET6',
      type: 'SOCK_STREAM',
      laddr: { ip: '::1', port: 443 },
      raddr: { ip: 'fe80::2', port: 444 },
      status: 'CLOSE_WAIT',
      pid: 7,
    },
  ]);
});

test('a UDP socket has a peer only if it is connected', (context) => {
  needsParsers(context);
  const entry = (state: number) => {
    const bytes = Buffer.alloc(36);
    bytes.set([10, 0, 0, 1], 0);
    bytes.writeUInt32LE(53, 4);
    bytes.writeInt32LE(state, 8);
    bytes.set([10, 0, 0, 9], 12);
    bytes.writeUInt32LE(5353, 16);
    bytes.writeUInt32LE(12, 24);
    return bytes;
  };
  const common = { type: 'SOCK_DGRAM', laddr: { ip: '10.0.0.1', port: 53 }, status: 'NONE', pid: 12 };
  expect(parseBytes('udp4', Buffer.concat([entry(2), entry(3)]))).toMatchObject([
    { ...common, raddr: null },
    { ...common, raddr: { ip: '10.0.0.9', port: 5353 } },
  ]);
  const padding = Buffer.alloc(4);
  expect(parseBytes('udp4-longer', Buffer.concat([entry(2), padding, entry(3), padding]))).toMatchObject([
    { raddr: null, pid: 12 },
    { raddr: { port: 5353 }, pid: 12 },
  ]);
});

test('an IPv6 UDP socket is parsed', (context) => {
  needsParsers(context);
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(546, 16);
  bytes.writeInt32LE(3, 24);
  bytes.writeUInt8(1, 43);
  bytes.writeUInt32LE(547, 44);
  bytes.writeUInt32LE(5, 52);
  expect(parseBytes('udp6', bytes)).toMatchObject([
    { family: 'AF_INET6', laddr: { ip: '::', port: 546 }, raddr: { ip: '::1', port: 547 }, pid: 5 },
  ]);
});

test('a table that ends within an entry is an error', (context) => {
  needsParsers(context);
  expect(parseBytes('tcp4', Buffer.concat([tcp4(0), Buffer.alloc(67)]))).toEqual({ error: 'EBADMSG' });
});

/** A table of the network stack, as the program of the tests takes it. */
function table(level: number, name: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeInt32LE(level, 0);
  head.writeInt32LE(name, 4);
  head.writeUInt32LE(bytes.length, 8);
  return Buffer.concat([head, bytes]);
}

/** Statistics with the sizes of entries, by their offsets. */
function sizes(length: number, offsets: Record<number, number>): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [offset, size] of Object.entries(offsets)) bytes.writeUInt32LE(size, Number(offset));
  return bytes;
}

test('tables of the same number in two levels are those of two protocols', (context) => {
  needsParsers(context);
  const longer = Buffer.concat([tcp4(0, 7), Buffer.alloc(4)]);
  const udp6 = Buffer.alloc(64);
  udp6.writeUInt32LE(53, 16);
  const tables = Buffer.concat([
    table(4, 5, Buffer.alloc(3)),
    table(6, 0, sizes(228, { 48: 72, 208: 96 })),
    table(6, 13, Buffer.concat([longer, longer])),
    table(7, 0, sizes(40, { 12: 36, 16: 64 })),
    table(7, 6, udp6),
    table(5, 6, Buffer.alloc(3)),
  ]);
  const all = parseBytes<Connection[]>('mib-all', tables);
  expect(all.map(({ pid }) => pid)).toEqual([7, 7, null]);
  expect(parseBytes('mib-udp6', tables)).toMatchObject([{ family: 'AF_INET6', laddr: { ip: '::', port: 53 } }]);
  expect(parseBytes('mib-unix', tables)).toEqual([]);
});

test('a table whose entries have no stated size is an error', (context) => {
  needsParsers(context);
  expect(parseBytes('mib-all', table(6, 13, tcp4(0)))).toEqual({ error: 'EBADMSG' });
  const short = Buffer.concat([table(6, 0, Buffer.alloc(51)), table(6, 13, tcp4(0))]);
  expect(parseBytes('mib-all', short)).toEqual({ error: 'EBADMSG' });
  const zero = Buffer.concat([table(6, 0, Buffer.alloc(228)), table(6, 13, tcp4(0))]);
  expect(parseBytes('mib-all', zero)).toEqual({ error: 'EBADMSG' });
});
