import { join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { type Connection, type ConnectionKind, netConnections } from '@psutil/net';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { needsPython, startPython } from '../support/python.ts';
import { needsSupport } from '../support/run.ts';

const connectionsOf = (pid: number, kind: ConnectionKind = 'all', namespaces = false) =>
  netConnections({ kind, namespaces }).filter((row) => row.pid === pid);
const portOf = ({ laddr }: Connection) => (typeof laddr === 'string' ? Number.NaN : laddr.port);

test('netConnections() returns the addresses, status and descriptor of each socket', async (context) => {
  needsSupport(context, 'netConnections');
  needsPython(context);
  const { pid, line } = await startPython(`
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen()
client = socket.socket(); client.connect(listener.getsockname()); server, _ = listener.accept()
udp = socket.socket(type=socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
print(listener.fileno(), client.fileno(), server.fileno(), udp.fileno(), listener.getsockname()[1], client.getsockname()[1], udp.getsockname()[1])`);
  const numbers = line.split(' ').map(Number);
  // Windows reports no descriptors.
  const [listener, client, server, udp] = WINDOWS ? [-1, -1, -1, -1] : numbers;
  const [port, clientPort, udpPort] = numbers.slice(4);
  const address = (number: number | undefined) => ({ ip: '127.0.0.1', port: number });
  const tcp = { pid, family: 'AF_INET', type: 'SOCK_STREAM' };
  const sorted = <T extends { fd?: unknown; laddr: unknown }>(rows: readonly T[]) =>
    rows.toSorted((a, b) => Number(a.fd) - Number(b.fd) || JSON.stringify(a).localeCompare(JSON.stringify(b)));
  expect(sorted(connectionsOf(pid, 'inet'))).toEqual(
    sorted([
      { ...tcp, fd: listener, laddr: address(port), raddr: null, status: 'LISTEN' },
      { ...tcp, fd: client, laddr: address(clientPort), raddr: address(port), status: 'ESTABLISHED' },
      { ...tcp, fd: server, laddr: address(port), raddr: address(clientPort), status: 'ESTABLISHED' },
      { ...tcp, type: 'SOCK_DGRAM', fd: udp, laddr: address(udpPort), raddr: null, status: 'NONE' },
    ]),
  );
});

test('Linux: netConnections() returns an inherited socket for each process that has it', async (context) => {
  needsSupport(context, 'netConnections');
  needsPython(context);
  context.skip(!LINUX, 'prctl(2) is a system call of Linux');
  const { pid, line } = await startPython(`
import ctypes
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen()
ready, done = os.pipe()
child = os.fork()
if child: os.read(ready, 1); print(child, listener.getsockname()[1])
else: ctypes.CDLL(None).prctl(1, 9); os.write(done, b"x")  # PR_SET_PDEATHSIG: the child is killed with its parent.`);
  const [child = 0, port] = line.split(' ').map(Number);
  const owners = netConnections({ kind: 'tcp' }).filter((row) => row.status === 'LISTEN' && portOf(row) === port);
  expect(owners.map((row) => row.pid).sort()).toEqual([pid, child].sort());
});

test('Linux: netConnections() returns the connections that wait to be accepted by a UNIX socket', async (context) => {
  needsSupport(context, 'netConnections');
  needsPython(context);
  context.skip(!LINUX, 'other systems do not list UNIX sockets without an owner');
  const laddr = join(temporaryDirectory(), 'listener');
  const { pid } = await startPython(`
listener = socket.socket(socket.AF_UNIX); listener.bind(${JSON.stringify(laddr)}); listener.listen()
clients = [socket.socket(socket.AF_UNIX) for _ in range(2)]
for client in clients: client.connect(listener.getsockname())
print()`);
  const row = { family: 'AF_UNIX', type: 'SOCK_STREAM', laddr, raddr: null, status: 'NONE' };
  expect(netConnections({ kind: 'unix' }).filter((each) => each.laddr === laddr)).toEqual([
    { ...row, fd: expect.any(Number), pid },
    { ...row, fd: null, pid: null },
  ]);
});

/** The last one but one resembles a line of /proc/net/unix. */
const names = ['a b', 'a\nb', 'a\tb\u001b[2J', 'a\n00000000: 00000002 00000000 00010000 0001 01 1 fake', 'ä€😀'];

test('Linux: netConnections() returns UNIX sockets with unusual, abstract and empty names', async (context) => {
  needsSupport(context, 'netConnections');
  needsPython(context);
  context.skip(!LINUX, 'abstract sockets are a feature of Linux');
  const root = temporaryDirectory();
  const paths = names.map((name) => join(root, name));
  const { pid } = await startPython(`
import json
kept = []
for path in json.loads(${JSON.stringify(JSON.stringify(paths))}):
    kept.append(socket.socket(socket.AF_UNIX)); kept[-1].bind(path)
kept.append(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)); kept[-1].bind("\\0abstract\\0\\npsutil-${process.pid}")
kept.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
print()`);
  const rows = connectionsOf(pid, 'unix').filter(({ fd }) => Number(fd) > 2); // Its standard output is a socket, too.
  expect(rows.every(({ family, raddr, status }) => family === 'AF_UNIX' && raddr === null && status === 'NONE')).toBe(
    true,
  );
  expect(rows.map(({ laddr, type }) => [laddr, type])).toEqual(
    expect.arrayContaining([
      ...paths.map((path) => [path, 'SOCK_STREAM']),
      [`@abstract@\npsutil-${process.pid}`, 'SOCK_SEQPACKET'],
      ['', 'SOCK_DGRAM'],
    ]),
  );
  expect(rows).toHaveLength(paths.length + 2);
});

test('netConnections() returns all of 2,000 connections', async (context) => {
  needsSupport(context, 'netConnections');
  needsPython(context);
  needsSupport(context, 'Process.rlimit');
  const { pid } = await startPython(`
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(4096)
kept = []
for i in range(1000):
    kept.append(socket.create_connection(listener.getsockname())); kept.append(listener.accept()[0])
print()`);
  const rows = connectionsOf(pid, 'tcp');
  expect(rows).toHaveLength(2001);
  expect(rows.filter(({ status }) => status === 'ESTABLISHED')).toHaveLength(2000);
  expect(new Set(rows.map(({ fd }) => fd)).size).toBe(2001);
});
