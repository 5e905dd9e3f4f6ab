import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { type StructureField, structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('freebsd');

const families = { unix: 1, inet: 2, inet6: 28 };

/** An xinpgen, or an xunpgen of 32 bytes, which begins and ends a table. */
const header = (generation: number, size = 64): Buffer => structure(size, [0, 8, size], [16, 8, generation]);

const table = (...rows: readonly Buffer[]): Buffer => Buffer.concat([header(7), ...rows, header(7)]);

interface Internet {
  readonly family: number;
  /** 1 for IPv4, 2 for IPv6, 3 for both. */
  readonly versions: number;
  readonly local: readonly [address: readonly number[], port: number];
  readonly remote?: readonly [address: readonly number[], port: number];
}

/** Writes an address, the last bytes of the 16 of IPv6, and a port in network byte order. */
function writeAddress(bytes: Buffer, [address, port]: Internet['local'], start: number, portStart: number) {
  bytes.set(address, start + 16 - address.length);
  bytes.writeUInt16BE(port, portStart);
}

/** An xinpcb. */
function internet({ family, versions, local, remote = [[], 0] }: Internet, ...fields: readonly StructureField[]) {
  const socket: readonly StructureField[] = [
    [16, 8, 0xffff_8000_1234_5000n],
    [24, 8, 0x5000],
    [108, 4, family],
  ];
  const bytes = structure(400, [0, 8, 400], ...socket, [392, 1, versions], ...fields);
  writeAddress(bytes, local, 272, 254);
  writeAddress(bytes, remote, 256, 252);
  return bytes;
}

/** An xtcpcb. */
function tcp(state: number, socket: Buffer): Buffer {
  const bytes = structure(744, [0, 8, 744], [568, 4, state]);
  socket.copy(bytes, 8);
  return bytes;
}

const inet: Internet = {
  ...{ family: families.inet, versions: 1, local: [[127, 0, 0, 1], 8080], remote: [[10, 0, 0, 2], 443] },
};

const anyOf = { fd: null, pid: null, path: null };

test('a TCP connection over IPv4', (context) => {
  needsParsers(context);
  expect(parseBytes('tcp-table', table(tcp(4, internet(inet))))).toEqual({
    hasChanged: false,
    rows: [
      {
        ...{ socket: 0xffff_8000_1234_5000, controlBlock: 0x5000 },
        connection: {
          ...{ ...anyOf, family: 'AF_INET', type: 'SOCK_STREAM', status: 'ESTABLISHED' },
          ...{ laddr: { ip: '127.0.0.1', port: 8080 }, raddr: { ip: '10.0.0.2', port: 443 } },
        },
      },
    ],
  });
});

interface Table {
  readonly rows: readonly { readonly connection: object; readonly socket: number }[];
  readonly hasChanged: boolean;
}

test('UDP sockets over IPv6, one of which has the address of an IPv4 peer', (context) => {
  needsParsers(context);
  const listening = internet({ family: families.inet6, versions: 3, local: [[], 53] });
  const mapped = internet({
    family: families.inet6,
    versions: 1,
    local: [[127, 0, 0, 1], 53],
    remote: [[10, 0, 0, 2], 9],
  });
  const { rows } = parseBytes<Table>('udp-table', table(listening, mapped));
  expect(rows.map(({ connection }) => connection)).toMatchObject([
    { family: 'AF_INET6', type: 'SOCK_DGRAM', status: 'NONE', laddr: { ip: '::', port: 53 }, raddr: null },
    { family: 'AF_INET6', laddr: { ip: '::ffff:127.0.0.1' }, raddr: { ip: '::ffff:10.0.0.2', port: 9 } },
  ]);
});

test('a connection that is left without a socket has the family of its addresses', (context) => {
  needsParsers(context);
  const inet6: Internet = { family: 0, versions: 2, local: [[0xfe, 0x80, ...Array(13).fill(0), 1], 22] };
  const rows = [internet({ ...inet, family: 0 }, [16, 8, 0]), internet(inet6, [16, 8, 0])];
  expect(parseBytes<Table>('tcp-table', table(...rows.map((row) => tcp(10, row)))).rows).toMatchObject([
    { socket: 0, connection: { family: 'AF_INET', status: 'TIME_WAIT', laddr: { ip: '127.0.0.1' } } },
    { socket: 0, connection: { family: 'AF_INET6', laddr: { ip: 'fe80::1', port: 22 }, raddr: null } },
  ]);
});

/** An xunpcb whose address has a length in bytes. */
function unix(type: number, path: string, length = path.length + 2): Buffer {
  const bytes = structure(904, [0, 8, 904], [152, 1, length], [153, 1, 1], [672, 8, 0x99], [820, 2, type]);
  bytes.write(path, 154);
  return bytes;
}

test('UNIX domain sockets have a type and a path, which ends with its length or a NUL', (context) => {
  needsParsers(context);
  const rows = [unix(1, '/run/a'), unix(5, '/run/abc', 8), unix(2, '', 0), unix(1, 'x'.repeat(200), 255)];
  const bytes = Buffer.concat([header(3, 32), ...rows, header(3, 32)]);
  expect(parseBytes<Table>('unix-table', bytes).rows).toMatchObject([
    { socket: 0x99, connection: { family: 'AF_UNIX', type: 'SOCK_STREAM', path: '/run/a', laddr: null } },
    { connection: { type: 'SOCK_SEQPACKET', path: '/run/a' } },
    { connection: { type: 'SOCK_DGRAM', path: '' } },
    { connection: { path: 'x'.repeat(104) } },
  ]);
});

test('a table has changed if the generations at its start and end differ', (context) => {
  needsParsers(context);
  const bytes = Buffer.concat([header(7), tcp(1, internet(inet)), header(8)]);
  expect(parseBytes('tcp-table', bytes)).toMatchObject({ hasChanged: true, rows: [{}] });
  expect(parseBytes('tcp-table', header(7))).toEqual({ hasChanged: false, rows: [] });
});

test('a table of sockets that is cut, or of another layout, is refused', (context) => {
  needsParsers(context);
  const refused = { error: 'EBADMSG' };
  const whole = table(tcp(1, internet(inet)));
  for (const length of [0, 63, 65, 71, 72, 807, 808, 812]) {
    expect(parseBytes('tcp-table', whole.subarray(0, length)), `${length}`).toEqual(refused);
  }
  expect(parseBytes('tcp-table', table(internet(inet)))).toEqual(refused);
  expect(parseBytes('tcp-table', table(structure(744, [0, 8, 0])))).toEqual(refused);
  expect(parseBytes('tcp-table', structure(64, [0, 8, 0xffff_ffff_ffff_ffffn]))).toEqual(refused);
  expect(parseBytes('unix-table', table())).toEqual(refused);
});

/** An xfile. */
const xfile = (pid: number, fd: number, type: number, data: number): Buffer =>
  structure(128, [0, 8, 128], [8, 4, pid], [16, 4, fd], [32, 2, type], [56, 8, data]);

test('a socket has an owner for each descriptor', (context) => {
  needsParsers(context);
  const files = [xfile(5, 3, 2, 0x99), xfile(5, 4, 1, 0x99), xfile(6, 7, 2, 0x98), xfile(9, 3, 2, 0x99)];
  expect(parseBytes('socket-owners', Buffer.concat(files))).toEqual([
    [0x98, 6, 7],
    [0x99, 5, 3, 9, 3],
  ]);
  expect(parseBytes('socket-owners', Buffer.concat(files).subarray(0, 200))).toEqual({ error: 'EBADMSG' });
  expect(parseBytes('socket-owners', structure(128, [0, 8, 120]))).toEqual({ error: 'EBADMSG' });
});

/** A kinfo_file of a socket. */
function descriptor(family: number, type: number, protocol: number, ...fields: readonly StructureField[]): Buffer {
  const socket: readonly StructureField[] = [
    [36, 4, family],
    [40, 4, type],
    [44, 4, protocol],
    [304, 8, 0x5000],
  ];
  return structure(376, [0, 4, 376], [4, 4, 2], [8, 4, 3], ...socket, ...fields);
}

test('the sockets of a process have both addresses', (context) => {
  needsParsers(context);
  const stream = descriptor(families.inet, 1, 6, [48, 1, 16], [49, 1, families.inet], [177, 1, families.inet]);
  stream.set([0x1f, 0x90, 127, 0, 0, 1], 50);
  stream.set([0x01, 0xbb, 10, 0, 0, 2], 178);
  const datagram = descriptor(families.inet6, 2, 17, [49, 1, families.inet6], [71, 1, 1]);
  const local = descriptor(families.unix, 1, 0, [48, 1, 8], [49, 1, families.unix]);
  local.write('/run/abc', 50);
  const unbound = descriptor(families.inet, 2, 17);
  const other = descriptor(17, 3, 0);
  const rows = parseBytes<object[]>('file-sockets', Buffer.concat([stream, datagram, local, unbound, other]));
  expect(rows).toMatchObject([
    {
      controlBlock: 0x5000,
      connection: { laddr: { ip: '127.0.0.1', port: 8080 }, raddr: { ip: '10.0.0.2', port: 443 } },
    },
    { socket: 0, connection: { family: 'AF_INET6', type: 'SOCK_DGRAM', laddr: { ip: '::1', port: 0 }, raddr: null } },
    { socket: 0, connection: { family: 'AF_UNIX', path: '/run/a', laddr: null } },
    { connection: { laddr: { ip: '0.0.0.0', port: 0 } } },
  ]);
  expect(rows).toHaveLength(4);
});

test('the states of TCP', (context) => {
  needsParsers(context);
  expect(parseBytes('tcp-states', Buffer.from(Array.from({ length: 12 }, (_, state) => state)))).toEqual([
    ...['CLOSE', 'LISTEN', 'SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT1', 'CLOSING', 'LAST_ACK'],
    ...['FIN_WAIT2', 'TIME_WAIT', 'NONE'],
  ]);
});

test('a socket is of the kinds of its family and type', (context) => {
  needsParsers(context);
  const kinds = ['all', 'inet', 'inet4', 'tcp', 'tcp6', 'udp4', 'unix', 'raw'];
  const bits = parseBytes('socket-kinds', Buffer.from(kinds.map((kind) => `${kind}\0`).join('')));
  expect(bits).toEqual([0b111111, 0b111100, 0b110000, 0b101000, 0b001000, 0b010000, 0b000011, 0]);
});
