import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('windows');

const words = (...values: readonly number[]): Buffer =>
  structure(values.length * 4, ...values.map((value, index) => [index * 4, 4, value] as const));

/** A port in network byte order, whose upper half is garbage. */
const port = (number: number): Buffer => Buffer.from([number >> 8, number & 0xff, 0xab, 0xcd]);

const table = (...rows: readonly Buffer[]): Buffer => Buffer.concat([words(rows.length), ...rows]);

const v4 = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);
const v6 = (text: string): Buffer => Buffer.from(text.replaceAll(':', ''), 'hex');

const common = { fd: null, path: null };

test('TCP sockets have addresses, state and owner; a listening one has no remote address', (context) => {
  needsParsers(context);
  const row = (state: number, remote: number, pid: number) =>
    Buffer.concat([words(state), v4(127, 0, 0, 1), port(8080), v4(192, 0, 2, 7), port(remote), words(pid)]);
  const tcp = { ...common, family: 'AF_INET', type: 'SOCK_STREAM', laddr: { ip: '127.0.0.1', port: 8080 } };
  expect(parseBytes('tcp4', table(row(2, 999, 4), row(5, 443, 1234), row(11, 443, 0), row(99, 443, 8)))).toEqual([
    { ...tcp, raddr: null, status: 'LISTEN', pid: 4 },
    { ...tcp, raddr: { ip: '192.0.2.7', port: 443 }, status: 'ESTABLISHED', pid: 1234 },
    { ...tcp, raddr: { ip: '192.0.2.7', port: 443 }, status: 'TIME_WAIT', pid: null },
    { ...tcp, raddr: { ip: '192.0.2.7', port: 443 }, status: 'NONE', pid: 8 },
  ]);
  expect(parseBytes('tcp4', table())).toEqual([]);
  expect(parseBytes('tcp4', words(1))).toEqual({ error: 'EBADMSG' });
});

test('UDP sockets and those of IPv6', (context) => {
  needsParsers(context);
  const local = v6('20010db8:00000000:00000000:00000001');
  const any = Buffer.alloc(16);
  const tcp6 = Buffer.concat([local, words(3), port(22), any, words(0), port(0), words(2, 77)]);
  expect(parseBytes('tcp6', table(tcp6))).toEqual([
    {
      ...common,
      family: 'AF_INET6',
      type: 'SOCK_STREAM',
      laddr: { ip: '2001:db8::1', port: 22 },
      raddr: null,
      status: 'LISTEN',
      pid: 77,
    },
  ]);
  const udp = { ...common, type: 'SOCK_DGRAM', raddr: null, status: 'NONE' };
  expect(parseBytes('udp4', table(Buffer.concat([v4(0, 0, 0, 0), port(53), words(9)])))).toEqual([
    { ...udp, family: 'AF_INET', laddr: { ip: '0.0.0.0', port: 53 }, pid: 9 },
  ]);
  expect(parseBytes('udp6', table(Buffer.concat([any, words(0), port(53), words(9)])))).toEqual([
    { ...udp, family: 'AF_INET6', laddr: { ip: '::', port: 53 }, pid: 9 },
  ]);
});

test('IPv6 addresses are written as RFC 5952 recommends', (context) => {
  needsParsers(context);
  const addresses = {
    '20010db8:00000000:00010000:00000001': '2001:db8::1:0:0:1',
    '20010db8:00000001:00010001:00010001': '2001:db8:0:1:1:1:1:1',
    'fe800000:00000000:00000000:00000000': 'fe80::',
    '00000000:00000000:0000ffff:c0000207': '::ffff:192.0.2.7',
    '00000000:00000000:00000000:00000001': '::1',
    '00010000:00020003:00040005:00060007': '1:0:2:3:4:5:6:7',
  };
  for (const [bytes, text] of Object.entries(addresses)) expect(parseBytes('ipv6', v6(bytes))).toBe(text);
});

test('an IPv4 address has a netmask and, unless the network has two addresses, a broadcast address', (context) => {
  needsParsers(context);
  const address = (prefix: number) => parseBytes('ipv4', v4(10, 20, 33, 44, prefix));
  const own = { family: 'AF_INET', address: '10.20.33.44', ptp: null };
  expect(address(24)).toEqual({ ...own, netmask: '255.255.255.0', broadcast: '10.20.33.255' });
  expect(address(19)).toEqual({ ...own, netmask: '255.255.224.0', broadcast: '10.20.63.255' });
  expect(address(31)).toEqual({ ...own, netmask: '255.255.255.254', broadcast: null });
  expect(address(0)).toEqual({ ...own, netmask: '0.0.0.0', broadcast: '255.255.255.255' });
  expect(address(255)).toEqual({ ...own, netmask: null, broadcast: null });
});

test('an IPv6 address has a netmask and, if it is link-local, the index of its zone', (context) => {
  needsParsers(context);
  const address = (text: string, prefix: number, zone: number) =>
    parseBytes('ipv6-address', Buffer.concat([v6(text), v4(prefix, zone)]));
  const own = { family: 'AF_INET6', broadcast: null, ptp: null };
  const local = 'fe800000:00000000:00000000:00000001';
  const global = '20010db8:00000000:00000000:00000001';
  expect(address(local, 64, 4)).toEqual({ ...own, address: 'fe80::1%4', netmask: 'ffff:ffff:ffff:ffff::' });
  expect(address(local, 128, 0)).toMatchObject({ address: 'fe80::1', netmask: `${'ffff:'.repeat(7)}ffff` });
  expect(address(global, 61, 4)).toEqual({ ...own, address: '2001:db8::1', netmask: 'ffff:ffff:ffff:fff8::' });
  expect(address(global, 0, 0)).toMatchObject({ netmask: '::' });
  expect(address(global, 255, 0)).toMatchObject({ netmask: null });
});

test('counters and state of an interface', (context) => {
  needsParsers(context);
  const counters = [1, 2, 3, 4, 5, 0, 0, 0, 0, 11, 12, 13, 14, 15].map(
    (value, index) => [1208 + 8 * index, 8, value] as const,
  );
  const state = (oper: number, admin: number, speed: bigint) =>
    structure(1352, ...counters, [1124, 4, 1500], [1156, 4, oper], [1160, 4, admin], [1192, 8, speed]);
  expect(parseBytes('interface-counters', state(1, 1, 0n))).toEqual({
    bytesRecv: 1,
    packetsRecv: 5,
    dropin: 4,
    errin: 5,
    bytesSent: 11,
    packetsSent: 25,
    dropout: 14,
    errout: 15,
  });
  const stats = { duplex: 'unknown', mtu: 1500 };
  expect(parseBytes('interface-stats', state(1, 1, 2_500_000_000n))).toEqual({ ...stats, isup: true, speed: 2500 });
  expect(parseBytes('interface-stats', state(1, 2, 2n ** 64n - 1n))).toEqual({ ...stats, isup: false, speed: 0 });
  expect(parseBytes('interface-stats', state(2, 1, 0n))).toMatchObject({ isup: false });
  expect(parseBytes('hardware-address', Buffer.from([0, 0x1b, 0xff]))).toBe('00:1b:ff');
});
