import { describe } from '@psutil/native/internal/records';
import { type ConnectionKind, netConnections } from '@psutil/net';
import { netConnections as netConnectionsAsync } from '@psutil/net/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const inet = (local: string, remote: string, state: string, inode: number, more = ' 1 0000 100 0 0 10 0') =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode}${more}\n`;
const unixHead = 'Num       RefCount Protocol Flags    Type St Inode Path\n';
const unix = (type: number, inode: number, path: string) =>
  `ffff8881: 00000002 00000000 00010000 000${type} 01 ${String(inode).padStart(5)}${path === '' ? '' : ` ${path}`}\n`;

const loopback6 = '00000000000000000000000001000000';
const tables = {
  'proc/net/tcp':
    head + inet('0100007F:0277', '00000000:0000', '0A', 11) + inet('0200000A:D431', '0100000A:01BB', '01', 12),
  'proc/net/tcp6': head + inet(`${loopback6}:0277`, `${'0'.repeat(32)}:0000`, '0A', 13),
  'proc/net/udp': head + inet('00000000:0044', '00000000:0000', '07', 14),
  'proc/net/udp6': head + inet('B80D01200000000067452301EFCDAB89:14E9', `${loopback6}:0035`, '01', 15),
  'proc/net/unix': unixHead + unix(1, 16, '/run/a b') + unix(2, 17, '') + unix(5, 18, '@abstract@name'),
};
const owner = (pid: number, fd: number, inode: number) => ({ [`proc/${pid}/fd/${fd}`]: { to: `socket:[${inode}]` } });
const nobody = { fd: null, pid: null };

const rows = {
  tcp4: [
    {
      ...nobody,
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      laddr: { ip: '127.0.0.1', port: 631 },
      raddr: null,
      status: 'LISTEN',
    },
    {
      ...{ fd: 7, pid: 42, family: 'AF_INET', type: 'SOCK_STREAM', status: 'ESTABLISHED' },
      ...{ laddr: { ip: '10.0.0.2', port: 54_321 }, raddr: { ip: '10.0.0.1', port: 443 } },
    },
  ],
  tcp6: [
    {
      ...nobody,
      family: 'AF_INET6',
      type: 'SOCK_STREAM',
      laddr: { ip: '::1', port: 631 },
      raddr: null,
      status: 'LISTEN',
    },
  ],
  udp4: [
    {
      ...nobody,
      family: 'AF_INET',
      type: 'SOCK_DGRAM',
      laddr: { ip: '0.0.0.0', port: 68 },
      raddr: null,
      status: 'NONE',
    },
  ],
  udp6: [
    {
      ...{ ...nobody, family: 'AF_INET6', type: 'SOCK_DGRAM', status: 'NONE' },
      ...{ laddr: { ip: '2001:db8::123:4567:89ab:cdef', port: 5353 }, raddr: { ip: '::1', port: 53 } },
    },
  ],
  unix: [
    { ...nobody, family: 'AF_UNIX', type: 'SOCK_STREAM', laddr: '/run/a b', raddr: null, status: 'NONE' },
    { ...nobody, family: 'AF_UNIX', type: 'SOCK_DGRAM', laddr: '', raddr: null, status: 'NONE' },
    { ...nobody, family: 'AF_UNIX', type: 'SOCK_SEQPACKET', laddr: '@abstract@name', raddr: null, status: 'NONE' },
  ],
};

const { tcp4, tcp6, udp4, udp6 } = rows;
test.for<[ConnectionKind | undefined, object[]]>([
  [undefined, [...tcp4, ...tcp6, ...udp4, ...udp6]],
  ['inet', [...tcp4, ...tcp6, ...udp4, ...udp6]],
  ['inet4', [...tcp4, ...udp4]],
  ['inet6', [...tcp6, ...udp6]],
  ['tcp', [...tcp4, ...tcp6]],
  ['tcp4', tcp4],
  ['tcp6', tcp6],
  ['udp', [...udp4, ...udp6]],
  ['udp4', udp4],
  ['udp6', udp6],
  ['unix', rows.unix],
  ['all', [...tcp4, ...tcp6, ...udp4, ...udp6, ...rows.unix]],
])('netConnections() returns the sockets of the kind %s, sync and async', async ([kind, expected]) => {
  const host = hostWith({ ...tables, ...owner(42, 7, 12) });
  expect(netConnections({ host, kind })).toEqual(expected);
  expect(await netConnectionsAsync({ host, kind })).toEqual(expected);
});

test('netConnections() lists a shared socket once for each process and file descriptor', () => {
  const host = hostWith({
    ...tables,
    ...owner(42, 3, 11),
    ...owner(42, 9, 11),
    ...owner(43, 3, 11),
    ...owner(44, 3, 999),
    'proc/44/fd/4': { to: '/dev/null' },
    'proc/44/fd/5': { to: 'socket:[]' },
    'proc/44/fd/x': { to: 'socket:[11]' },
    'proc/45/status': '',
  });
  const owners = netConnections({ host, kind: 'tcp4' }).filter(({ laddr }) => (laddr as { port: number }).port === 631);
  expect(owners.map(({ pid, fd }) => `${pid} ${fd}`).sort()).toEqual(['42 3', '42 9', '43 3']);
});

test('netConnections() lists connections with inode 0 without a process', () => {
  const host = hostWith({ 'proc/net/tcp': head + inet('0100007F:0050', '0100007F:1000', '06', 0), ...owner(42, 3, 0) });
  expect(netConnections({ host })).toEqual([
    {
      ...nobody,
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      laddr: { ip: '127.0.0.1', port: 80 },
      raddr: { ip: '127.0.0.1', port: 4096 },
      status: 'TIME_WAIT',
    },
  ]);
});

test('netConnections() lists equal sockets of unknown processes once', () => {
  const host = hostWith({
    'proc/net/unix': unixHead + unix(1, 1, '') + unix(1, 2, '') + unix(2, 3, '') + unix(1, 4, '/x'),
  });
  expect(netConnections({ host, kind: 'unix' })).toHaveLength(3);
});

test.for([
  ['01', 'ESTABLISHED'],
  ['02', 'SYN_SENT'],
  ['03', 'SYN_RECV'],
  ['04', 'FIN_WAIT1'],
  ['05', 'FIN_WAIT2'],
  ['06', 'TIME_WAIT'],
  ['07', 'CLOSE'],
  ['08', 'CLOSE_WAIT'],
  ['09', 'LAST_ACK'],
  ['0A', 'LISTEN'],
  ['0B', 'CLOSING'],
  ['0C', 'SYN_RECV'],
  ['7F', 'NONE'],
])('netConnections() maps the state %s to %s', ([state, status]) => {
  const host = hostWith({ 'proc/net/tcp': head + inet('0100007F:0050', '0100007F:1000', state as string, 1) });
  expect(netConnections({ host })[0]?.status).toBe(status);
});

test('netConnections() lists no IPv6 sockets on a host without IPv6', () => {
  const { 'proc/net/tcp': tcp, 'proc/net/udp': udp } = tables;
  expect(netConnections({ host: hostWith({ 'proc/net/tcp': tcp, 'proc/net/udp': udp }) })).toHaveLength(3);
});

test.for([
  ['a space', '/run/a b  c '],
  ['a tab and a control character', '/run/a\tb\u001b[2J'],
  ['a newline', '/run/a\nb'],
  ['newlines', '/run/\n\na\n'],
  ['text like columns', '/run/a\n00000000: 1 2 3'],
  ['non-ASCII characters', '/ä€😀'],
  ['an abstract name', '@\u0001@@'],
] as const)('netConnections() parses a UNIX path with %s', ([, path]) => {
  const host = hostWith({ 'proc/net/unix': unixHead + unix(1, 1, path) + unix(1, 2, '/other') });
  expect(netConnections({ host, kind: 'unix' }).map(({ laddr }) => laddr)).toEqual([path, '/other']);
});

test('netConnections({ namespaces: true }) lists the sockets of other network namespaces once', () => {
  const space = (pid: number, number: number) => ({ [`proc/${pid}/ns/net`]: { to: `net:[${number}]` } });
  const there = (pid: number, port: string) => ({
    [`proc/${pid}/net/tcp`]: head + inet(`0100007F:${port}`, '00000000:0000', '0A', 70 + pid),
    [`proc/${pid}/net/udp`]: head,
  });
  const host = hostWith({
    ...{ ...space(1, 100), ...space(5, 100), ...space(6, 200), ...space(7, 200), ...space(8, 300) },
    ...{ ...there(1, '0001'), ...there(5, '0001'), ...there(7, '0007'), ...owner(7, 3, 77) },
  });
  const ports = (namespaces: boolean) =>
    netConnections({ host, namespaces }).map(({ laddr, pid }) => `${(laddr as { port: number }).port} ${pid}`);
  expect(ports(false)).toEqual(['1 null']);
  expect(ports(true)).toEqual(['1 null', '7 7']);
});

test.for([
  ['tcp', 'a truncated line', head + inet('0100007F:0050', '0100007F:1000', '06', 5).slice(0, 60)],
  ['tcp', 'an empty line', `${head}\n`],
  ['tcp', 'an IPv6 address', head + inet(`${loopback6}:0050`, '0100007F:1000', '06', 5)],
  ['tcp', 'a port larger than 16 bits', head + inet('0100007F:10050', '0100007F:1000', '06', 5)],
  ['tcp', 'an address that is not hexadecimal', head + inet('0100007F:0050', '0100007G:1000', '06', 5)],
  ['unix', 'a continuation line without a path', `${unixHead}rest\n`],
  ['unix', 'a continuation line after a socket without a path', `${unixHead}${unix(1, 1, '')}rest\n`],
] as const)('netConnections() throws ERR_MALFORMED_FILE with the line for net/%s with %s', async ([file, , text]) => {
  const host = hostWith({ [`proc/net/${file}`]: text });
  const kind = file === 'tcp' ? 'tcp4' : 'unix';
  const error = malformed(
    `${host.proc}/net/${file}`,
    text.trimEnd().split('\n').length === 1 ? 2 : text.endsWith('rest\n') && text.includes('ffff') ? 3 : 2,
  );
  expect(thrownBy(() => netConnections({ host, kind }))).toEqual(error);
  expect(await rejectedBy(netConnectionsAsync({ host, kind }))).toEqual(error);
});

test('netConnections() of empty tables is an empty array, and throws if they are missing', () => {
  const empty = { 'proc/net/tcp': '', 'proc/net/udp': '', 'proc/net/unix': '' };
  expect(netConnections({ host: hostWith(empty), kind: 'all' })).toEqual([]);
  expect(thrownBy(() => netConnections({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/net/tcp'));
});

test('every connection status, socket type, address family and duplex mode has a constant', async () => {
  const net: Record<string, unknown> = { ...(await import('@psutil/net')) };
  const { enums } = describe();
  for (const status of enums['ConnectionStatus']?.values ?? []) expect(net[`CONN_${status}`]).toBe(status);
  for (const name of [...(enums['SocketType']?.values ?? []), ...(enums['AddressFamily']?.values ?? [])])
    expect(net[name]).toBe(name);
});
