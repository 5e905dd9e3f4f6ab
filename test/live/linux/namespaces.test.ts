import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spawnChild } from '../../support/children.ts';
import { copyIdleProgram, temporaryDirectory } from '../../support/executable.ts';
import { forms } from '../../support/forms.ts';
import { canLaunch, inPidNamespace } from '../../support/namespaces.ts';
import { needs, script, tool } from '../../support/run.ts';

/** Waits until a process has exactly one child and returns its PID. */
async function onlyChild(pid: number): Promise<number> {
  const children = () => new forms[0][1].Process(pid).children();
  await expect.poll(() => children().length, { timeout: 20_000 }).toBe(1);
  return children()[0]?.pid as number;
}

test.for(forms)(
  '%s: PIDs of a process in a child PID namespace are those of this namespace',
  async ([_, { Process }], context) => {
    context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
    const outer = await spawnChild(...inPidNamespace, 'sh', '-c', 'sleep 1000 & wait');
    const first = new Process(await onlyChild(outer.pid));
    await onlyChild(first.pid);
    expect(await first.ppid()).toBe(outer.pid);
    expect((await first.parents()).map(({ pid }) => pid).slice(0, 2)).toEqual([outer.pid, process.pid]);
    const [inner] = await first.children();
    // The shell starts it by fork(2), and it executes sleep(1) later.
    await expect.poll(async () => inner?.name()).toBe('sleep');
    expect(await inner?.ppid()).toBe(first.pid);
    expect(await inner?.sessionId()).toBe(await new Process().sessionId());
    await inner?.kill();
    await expect.poll(async () => inner?.isRunning()).toBe(false);
  },
);

test('in a PID namespace, parents, groups and sessions outside of it are null or 0', async (context) => {
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const code = `
    import { Process } from '@psutil/process';
    const self = new Process();
    print([self.pid, self.ppid(), self.parent(), self.parents(), self.processGroup(), self.sessionId()]);`;
  expect(await script(code, { within: inPidNamespace })).toEqual([1, 0, null, [], 0, 0]);
});

test.for(forms)(
  '%s: paths of a process in another mount namespace are those of that namespace',
  async ([_, { Process }], context) => {
    const launcher = ['unshare', '--mount', '--fork', '--kill-child'];
    context.skip(!canLaunch(launcher), 'unshare(1) cannot create a mount namespace');
    const hidden = join(temporaryDirectory(), 'hidden');
    const setUp = `mkdir '${hidden}' && mount -t tmpfs none '${hidden}' && cd '${hidden}' && cp "$(command -v sleep)" own && echo text >file`;
    const outer = await spawnChild(...launcher, 'sh', '-c', `${setUp} && exec ./own 1000 3<file`);
    const child = new Process(await onlyChild(outer.pid));
    await expect.poll(async () => child.name()).toBe('own');
    expect(await child.exe()).toBe(join(hidden, 'own'));
    expect(await child.cwd()).toBe(hidden);
    // The file is not visible in this namespace, but it has not been deleted.
    const files = await child.openFiles();
    expect(files.find(({ fd }) => fd === 3)).toMatchObject({ path: join(hidden, 'file'), deleted: false, mode: 'r' });
    const paths = (await child.memoryMaps()).map(({ path }) => path);
    expect(paths).toContain(join(hidden, 'own'));
  },
);

test.for(forms)('%s: paths of a process after chroot(2) are absolute', async ([_, { Process }], context) => {
  context.skip(!canLaunch(['chroot', '/']), 'chroot(8) fails');
  needs(context, 'ldd');
  const root = temporaryDirectory();
  copyIdleProgram(join(root, 'sleep'));
  const libraries = tool('ldd', join(root, 'sleep')).match(/\/\S+/g) ?? [];
  for (const library of libraries) tool('cp', '--parents', '-L', library, root);
  const pid = (await spawnChild('chroot', root, '/sleep', '1000')).pid;
  const child = new Process(pid);
  await expect.poll(async () => child.name()).toBe('sleep');
  // The kernel reports paths relative to the root directory of the reader.
  expect(await child.exe()).toBe(join(root, 'sleep'));
  expect(await child.cwd()).toBe(root);
});
