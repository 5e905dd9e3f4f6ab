import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Connection } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny, sleeper } from '../support/children.ts';
import { folder, program } from '../support/executable.ts';
import { forms } from '../support/forms.ts';
import { amongOwnNics, amongOwnPids, works } from '../support/namespaces.ts';
import { script, tool } from '../support/run.ts';

/** The only child of a process. */
async function onlyChild(pid: number): Promise<number> {
  const children = () => new forms[0][1].Process(pid).children();
  await expect.poll(() => children().length, { timeout: 20_000 }).toBe(1);
  return children()[0]?.pid as number;
}

test.for(forms)('%s, a process of another pid namespace is told as it is here', async ([_, { Process }], context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const outer = await sleeper(...amongOwnPids, 'sh', '-c', 'sleep 1000 & wait');
  const first = new Process(await onlyChild(outer.pid));
  await onlyChild(first.pid);
  expect(await first.ppid()).toBe(outer.pid);
  expect((await first.parents()).map(({ pid }) => pid).slice(0, 2)).toEqual([outer.pid, process.pid]);
  const [inner] = await first.children();
  expect(await inner?.name()).toBe('sleep');
  expect(await inner?.ppid()).toBe(first.pid);
  expect(await inner?.sessionId()).toBe(await new Process().sessionId());
  await inner?.kill();
  await expect.poll(async () => inner?.isRunning()).toBe(false);
});

test('in a pid namespace the first process has no parent, and groups and sessions from outside are 0', async (context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const code = `
    import { Process } from '@psutil/process';
    const self = new Process();
    print([self.pid, self.ppid(), self.parent(), self.parents(), self.processGroup(), self.sessionId()]);`;
  expect(await script(code, { within: amongOwnPids })).toEqual([1, 0, null, [], 0, 0]);
});

test.for(forms)('%s, paths of another mount namespace are those of the process', async ([_, { Process }], context) => {
  const mounts = ['unshare', '--mount', '--fork', '--kill-child'];
  context.skip(!works(mounts), 'no mount namespace can be made here');
  const hidden = join(folder(), 'hidden');
  const setUp = `mkdir '${hidden}' && mount -t tmpfs none '${hidden}' && cd '${hidden}' && cp "$(command -v sleep)" own && echo text >file`;
  const outer = await sleeper(...mounts, 'sh', '-c', `${setUp} && exec ./own 1000 3<file`);
  const child = new Process(await onlyChild(outer.pid));
  await expect.poll(async () => child.name()).toBe('own');
  expect(await child.exe()).toBe(join(hidden, 'own'));
  expect(await child.cwd()).toBe(hidden);
  // Nothing is there for us, and that does not make it a deleted one.
  const files = await child.openFiles();
  expect(files.find(({ fd }) => fd === 3)).toMatchObject({ path: join(hidden, 'file'), deleted: false, mode: 'r' });
  const paths = (await child.memoryMaps()).map(({ path }) => path);
  expect(paths).toContain(join(hidden, 'own'));
});

test.for(forms)(
  '%s, paths in another root folder are those that the process sees',
  async ([_, { Process }], context) => {
    const root = folder();
    context.skip(!works(['chroot', '/']), 'nothing can be given another root here');
    program(join(root, 'sleep'));
    const libraries = tool('ldd', join(root, 'sleep')).match(/\/\S+/g) ?? [];
    for (const library of libraries) tool('cp', '--parents', '-L', library, root);
    const pid = (await sleeper('chroot', root, '/sleep', '1000')).pid;
    const child = new Process(pid);
    await expect.poll(async () => child.name()).toBe('sleep');
    // The kernel tells who is outside the path from there.
    expect(await child.exe()).toBe(join(root, 'sleep'));
    expect(await child.cwd()).toBe(root);
  },
);

const withServer = `
  import { createServer } from 'node:net';
  const server = createServer().listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'));`;

test.for(forms)(
  '%s, sockets of another network namespace are told of their process',
  async ([_, { Process }], context) => {
    context.skip(!works(amongOwnNics), 'no network namespace can be made here');
    const command = [
      'sh',
      '-c',
      'ip link set lo up 2>/dev/null; exec "$@"',
      'sh',
      process.execPath,
      '--input-type=module',
    ];
    const [file = '', ...args] = [...amongOwnNics, ...command, '-e', withServer];
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
  },
);

test.each(forms)('%s, sockets of a process are those of the system that are its own', async (_, { Process }) => {
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { netConnections } = await import('@psutil/net');
  for (const kind of ['all', 'inet', 'tcp4', 'udp', 'unix'] as const) {
    const rows = (list: readonly Connection[]) => list.map((row) => JSON.stringify(row)).sort();
    const before = rows(netConnections({ kind }).filter(({ pid }) => pid === process.pid));
    const ours = rows(await new Process().connections({ kind }));
    const after = rows(netConnections({ kind }).filter(({ pid }) => pid === process.pid));
    if (JSON.stringify(before) === JSON.stringify(after)) expect(ours).toEqual(before);
  }
  const { port } = server.address() as { port: number };
  const [listener] = (await new Process().connections({ kind: 'tcp4' })).filter(
    ({ laddr }) => typeof laddr === 'object' && laddr.port === port,
  );
  expect(listener).toMatchObject({ status: 'LISTEN', fd: expect.any(Number), pid: process.pid });
});

test.each(forms)('%s, a control group and the limits of a child are those of its parent', async (_, { Process }) => {
  const { pid } = await sleeper();
  onTestFinished(() => killIfAny(pid));
  const [child, self] = [new Process(pid), new Process()];
  expect(await child.cgroup()).toBe(await self.cgroup());
  expect(await child.container()).toBe(await self.container());
  const { limits } = await import('@psutil/system');
  const [{ cgroup, version, memory, cpu }, whole] = [await self.limits(), limits()];
  expect({ cgroup, version, limit: memory.limit, cpu }).toEqual({
    cgroup: whole.cgroup,
    version: whole.version,
    limit: whole.memory.limit,
    cpu: whole.cpu,
  });
});
