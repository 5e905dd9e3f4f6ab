import { expect, test } from 'vitest';
import { parsersOf } from '../../support/parsers.ts';
import { structure } from '../../support/structure.ts';

const { needsParsers, parseBytes } = parsersOf('darwin');

const kinds = { inet: 1, tcp: 2, unix: 3, ndrv: 4 };

/** A socket_fdinfo. Ports are in network byte order. */
function socket(type: number, family: number, kind: number, ports: readonly [number, number] = [0, 0]): Buffer {
  const bytes = structure(792, [176, 4, type], [184, 4, family], [256, 4, kind]);
  bytes.writeUInt16BE(ports[0], 268);
  bytes.writeUInt16BE(ports[1], 264);
  return bytes;
}

function tcp4(state: number, ports: readonly [number, number]): Buffer {
  const bytes = socket(1, 2, kinds.tcp, ports);
  bytes.set([127, 0, 0, 1], 324);
  bytes.set([10, 0, 0, 2], 308);
  bytes.writeUInt32LE(state, 344);
  return bytes;
}

test('a TCP connection over IPv4', (context) => {
  needsParsers(context);
  expect(parseBytes('socket', tcp4(4, [8080, 443]))).toEqual({
    ...{ fd: null, pid: null, path: null, family: 'AF_INET', type: 'SOCK_STREAM', status: 'ESTABLISHED' },
    ...{ laddr: { ip: '127.0.0.1', port: 8080 }, raddr: { ip: '10.0.0.2', port: 443 } },
  });
});

test('the states of TCP', (context) => {
  needsParsers(context);
  const states = Array.from({ length: 13 }, (_, state) =>
    parseBytes<{ status: string }>('socket', tcp4(state, [1, 2])),
  );
  expect(states.map(({ status }) => status)).toEqual([
    ...['CLOSE', 'LISTEN', 'SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'CLOSE_WAIT', 'FIN_WAIT1', 'CLOSING', 'LAST_ACK'],
    ...['FIN_WAIT2', 'TIME_WAIT', 'CLOSE', 'NONE'],
  ]);
});

test('a UDP socket over IPv6 without a peer', (context) => {
  needsParsers(context);
  const bytes = socket(2, 30, kinds.inet, [5353, 0]);
  bytes[327] = 1;
  expect(parseBytes('socket', bytes)).toMatchObject({
    ...{ family: 'AF_INET6', type: 'SOCK_DGRAM', status: 'NONE' },
    ...{ laddr: { ip: '::1', port: 5353 }, raddr: null },
  });
});

test('a UNIX domain socket has its path, which may fill the whole field', (context) => {
  needsParsers(context);
  const named = socket(1, 1, kinds.unix);
  named.write('/var/run/x.sock', 282);
  named.write('/peer', 537);
  expect(parseBytes('socket', named)).toMatchObject({ family: 'AF_UNIX', path: '/var/run/x.sock', laddr: null });
  expect(parseBytes('socket', socket(1, 1, kinds.unix))).toMatchObject({ path: '' });
  const long = socket(2, 1, kinds.unix);
  long.write('x'.repeat(200), 282);
  expect(parseBytes('socket', long)).toMatchObject({ type: 'SOCK_DGRAM', path: 'x'.repeat(104) });
});

test('a socket of another family is left out, and a short structure is refused', (context) => {
  needsParsers(context);
  expect(parseBytes('socket', socket(3, 27, kinds.ndrv))).toBeNull();
  expect(parseBytes('socket', socket(3, 17, kinds.inet))).toBeNull();
  expect(parseBytes('socket', tcp4(4, [1, 2]).subarray(0, 340))).toEqual({ error: 'EBADMSG' });
});

test('the kinds that a socket belongs to', (context) => {
  needsParsers(context);
  const of = (bytes: Buffer) => parseBytes<string[]>('socket-kinds', bytes);
  expect(of(tcp4(1, [1, 0]))).toEqual(['all', 'inet', 'inet4', 'tcp', 'tcp4']);
  expect(of(socket(1, 30, kinds.tcp))).toEqual(['all', 'inet', 'inet6', 'tcp', 'tcp6']);
  expect(of(socket(2, 2, kinds.inet))).toEqual(['all', 'inet', 'inet4', 'udp', 'udp4']);
  expect(of(socket(2, 30, kinds.inet))).toEqual(['all', 'inet', 'inet6', 'udp', 'udp6']);
  expect(of(socket(1, 1, kinds.unix))).toEqual(['all', 'unix']);
});
