import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Connection, type ConnectionKind, netConnections } from '@psutil/net';
import { expect, onTestFinished, test } from 'vitest';
import { folder } from '../support/executable.ts';
import { amongOwnNics, works } from '../support/namespaces.ts';
import { needs, needsRoot } from '../support/run.ts';

/** A Python program with sockets, which prints a line when they are there and ends with the test. */
async function python(
  code: string,
  ...within: readonly string[]
): Promise<{ readonly pid: number; readonly line: string }> {
  const [file = 'python3', ...args] = [...within, 'python3', '-u', '-c'];
  const child = spawn(file, [...args, `import os, socket, sys, time\n${code}\ntime.sleep(1000)`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  return { pid: child.pid as number, line: String(line) };
}

const of = (pid: number, kind: ConnectionKind = 'all', namespaces = false) =>
  netConnections({ kind, namespaces }).filter((row) => row.pid === pid);
const portOf = ({ laddr }: Connection) => (typeof laddr === 'string' ? Number.NaN : laddr.port);

test('each socket of a process is told with its ends, its state and its descriptor', async () => {
  const { pid, line } = await python(`
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen()
client = socket.socket(); client.connect(listener.getsockname()); server, _ = listener.accept()
udp = socket.socket(type=socket.SOCK_DGRAM); udp.bind(("127.0.0.1", 0))
print(listener.fileno(), client.fileno(), server.fileno(), udp.fileno(), listener.getsockname()[1], client.getsockname()[1], udp.getsockname()[1])`);
  const [listener, client, server, udp, port, clientPort, udpPort] = line.split(' ').map(Number);
  const end = (number: number | undefined) => ({ ip: '127.0.0.1', port: number });
  const tcp = { pid, family: 'AF_INET', type: 'SOCK_STREAM' };
  expect(of(pid, 'inet').sort((a, b) => Number(a.fd) - Number(b.fd))).toEqual(
    [
      { ...tcp, fd: listener, laddr: end(port), raddr: null, status: 'LISTEN' },
      { ...tcp, fd: client, laddr: end(clientPort), raddr: end(port), status: 'ESTABLISHED' },
      { ...tcp, fd: server, laddr: end(port), raddr: end(clientPort), status: 'ESTABLISHED' },
      { ...tcp, type: 'SOCK_DGRAM', fd: udp, laddr: end(udpPort), raddr: null, status: 'NONE' },
    ].sort((a, b) => Number(a.fd) - Number(b.fd)),
  );
});

test('a listening socket that was passed on belongs to both', async () => {
  const { pid, line } = await python(`
import ctypes
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen()
ready, done = os.pipe()
child = os.fork()
if child: os.read(ready, 1); print(child, listener.getsockname()[1])
else: ctypes.CDLL(None).prctl(1, 9); os.write(done, b"x")  # it ends with its parent`);
  const [child = 0, port] = line.split(' ').map(Number);
  const owners = netConnections({ kind: 'tcp' }).filter((row) => row.status === 'LISTEN' && portOf(row) === port);
  expect(owners.map((row) => row.pid).sort()).toEqual([pid, child].sort());
});

const names = ['a b', 'a\nb', 'a\tb\u001b[2J', 'a\n00000000: 00000002 00000000 00010000 0001 01 1 fake', 'ä€😀'];

test('UNIX sockets are told by whatever name they have', async () => {
  const root = folder();
  const paths = names.map((name) => join(root, name));
  const { pid } = await python(`
import json
kept = []
for path in json.loads(${JSON.stringify(JSON.stringify(paths))}):
    kept.append(socket.socket(socket.AF_UNIX)); kept[-1].bind(path)
kept.append(socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)); kept[-1].bind("\\0abstract\\0\\npsutil-${process.pid}")
kept.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
print()`);
  const rows = of(pid, 'unix').filter(({ fd }) => Number(fd) > 2); // its output is one, too
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

test('sockets of another network namespace are told when they are asked for', async (context) => {
  needsRoot(context);
  context.skip(!works(amongOwnNics), 'no network namespace can be made here');
  const { line } = await python(
    'listener = socket.socket(); listener.bind(("0.0.0.0", 0)); listener.listen(); print(os.getpid(), listener.getsockname()[1])',
    ...amongOwnNics,
  );
  const [pid = 0, port] = line.split(' ').map(Number);
  expect(of(pid, 'tcp')).toEqual([]);
  expect(of(pid, 'tcp', true).map((row) => [portOf(row), row.status])).toEqual([[port, 'LISTEN']]);
});

test('2,000 sockets are all told', async () => {
  const { pid } = await python(`
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(4096)
kept = []
for i in range(1000):
    kept.append(socket.create_connection(listener.getsockname())); kept.append(listener.accept()[0])
print()`);
  const rows = of(pid, 'tcp');
  expect(rows).toHaveLength(2001);
  expect(rows.filter(({ status }) => status === 'ESTABLISHED')).toHaveLength(2000);
  expect(new Set(rows.map(({ fd }) => fd)).size).toBe(2001);
});

test('200 network namespaces make no call fail', async (context) => {
  needsRoot(context);
  needs(context, 'unshare', '--version');
  context.skip(!works(amongOwnNics), 'no network namespace can be made here');
  const { line } = await python(`
import ctypes
libc = ctypes.CDLL(None)
children = []
for i in range(200):
    ready, done = os.pipe()
    child = os.fork()
    if child == 0:
        libc.prctl(1, 9); libc.unshare(0x40000000)
        kept = socket.socket(); kept.bind(("0.0.0.0", 7000)); kept.listen(); os.write(done, b"x"); time.sleep(1000)
    os.read(ready, 1); os.close(ready); os.close(done); children.append(child)
print(*children)`);
  const children = line.split(' ').map(Number);
  expect(children).toHaveLength(200);
  const rows = netConnections({ kind: 'tcp', namespaces: true });
  const found = new Set(rows.filter((row) => portOf(row) === 7000).map((row) => row.pid));
  expect(children.filter((pid) => !found.has(pid))).toEqual([]);
  expect(of(children[0] as number, 'tcp')).toEqual([]);
});
