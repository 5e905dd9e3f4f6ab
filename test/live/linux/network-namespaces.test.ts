import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Connection, netConnections } from '@psutil/net';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { forms } from '../../support/forms.ts';
import { canLaunch, inNetworkNamespace } from '../../support/namespaces.ts';
import { needsPython, startPython } from '../../support/python.ts';
import { needsRoot } from '../../support/run.ts';

function needsNetworkNamespaces(context: TestContext): void {
  needsRoot(context);
  context.skip(!canLaunch(inNetworkNamespace), 'unshare(1) cannot create a network namespace');
}

const connectionsOf = (pid: number, namespaces = false) =>
  netConnections({ kind: 'tcp', namespaces }).filter((row) => row.pid === pid);
const portOf = ({ laddr }: Connection) => (typeof laddr === 'string' ? Number.NaN : laddr.port);

test('netConnections() returns sockets of other network namespaces if namespaces is true', async (context) => {
  needsNetworkNamespaces(context);
  needsPython(context);
  const { line } = await startPython(
    'listener = socket.socket(); listener.bind(("0.0.0.0", 0)); listener.listen(); print(os.getpid(), listener.getsockname()[1])',
    ...inNetworkNamespace,
  );
  const [pid = 0, port] = line.split(' ').map(Number);
  expect(connectionsOf(pid)).toEqual([]);
  expect(connectionsOf(pid, true).map((row) => [portOf(row), row.status])).toEqual([[port, 'LISTEN']]);
});

test('netConnections() reads 200 network namespaces', async (context) => {
  needsNetworkNamespaces(context);
  needsPython(context);
  // 1 is PR_SET_PDEATHSIG and 0x40000000 is CLONE_NEWNET.
  const { line } = await startPython(`
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
  expect(connectionsOf(children[0] as number)).toEqual([]);
});

const server = `
  import { createServer } from 'node:net';
  const server = createServer().listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'));`;

test.for(forms)('%s: connections() reads the network namespace of the process', async ([_, { Process }], context) => {
  needsNetworkNamespaces(context);
  const command = ['sh', '-c', 'ip link set lo up 2>/dev/null; exec "$@"', 'sh', process.execPath];
  const [file = '', ...args] = [...inNetworkNamespace, ...command, '--input-type=module', '-e', server];
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const port = Number(line);
  const listening = (rows: readonly Connection[]) =>
    rows.filter(({ status, laddr }) => status === 'LISTEN' && typeof laddr === 'object' && laddr.port === port);
  const process_ = new Process(child.pid as number);
  expect(listening(await process_.connections())).toMatchObject([
    { family: 'AF_INET', type: 'SOCK_STREAM', laddr: { ip: '127.0.0.1', port }, raddr: null, pid: child.pid },
  ]);
  expect(listening((await process_.asDict({ attrs: ['connections'] })).connections ?? [])).toHaveLength(1);
});
