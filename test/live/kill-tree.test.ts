import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { LINUX, WINDOWS } from '@psutil/native';
import { Process, processIter } from '@psutil/process';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { idleCommand, killAndWait, killIfRunning, nodeCommand, spawnChild, waitForState } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { needsRoot, needsShell, needsSupport, nobody, script } from '../support/run.ts';

/** Prints the PID of each descendant: two children, one of which has two children. */
const family = `
  const { spawn } = require('node:child_process');
  const [file, ...args] = ${JSON.stringify(idleCommand)};
  const start = () => console.log(spawn(file, args, { stdio: 'ignore' }).pid);
  start();
  if (process.argv[1] === 'child') start();
  else console.log(spawn(process.execPath, ['-e', process.env.FAMILY, 'child'], { stdio: ['ignore', 'inherit', 'ignore'] }).pid);`;

/** Starts a process with two children and two grandchildren; returns all PIDs, the root first. */
async function startFamily(): Promise<{ readonly pid: number; readonly pids: readonly number[] }> {
  const [file, ...args] = nodeCommand(family);
  const env = { ...process.env, FAMILY: family };
  const root = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], env });
  let text = '';
  root.stdout.on('data', (data) => (text += data));
  await expect.poll(() => text.split('\n').length, { timeout: 20_000 }).toBe(5);
  const pids = [root.pid as number, ...text.trim().split('\n').map(Number)];
  onTestFinished(() => pids.forEach(killIfRunning));
  return { pid: root.pid as number, pids };
}

const hasEnded = (pid: number) => {
  try {
    return new Process(pid).status() === 'zombie';
  } catch {
    return true;
  }
};

const needsKillTree = (context: TestContext) => needsSupport(context, 'killTree');

test.for(forms)('%s: killTree() kills a process and its descendants', async ([_, { killTree }], context) => {
  needsKillTree(context);
  const { pid, pids } = await startFamily();
  const { gone, alive } = await killTree(pid, { timeout: 20 });
  expect(alive).toEqual([]);
  expect(gone.map((each) => each.pid).toSorted()).toEqual([...pids].sort());
  expect(gone[0]?.pid).toBe(pid);
  expect(pids.every(hasEnded)).toBe(true);
});

test.for(forms)('%s: killTree() accepts a Process and a signal', async ([_, entry], context) => {
  needsKillTree(context);
  needsShell(context);
  const root = new entry.Popen(['sh', '-c', 'trap "" HUP; trap "exit 5" USR1; while :; do sleep 0.01; done']);
  await expect.poll(async () => (await root.children()).length).toBeGreaterThan(0);
  const { gone } = await entry.killTree(root, { signal: 'SIGUSR1', timeout: 20 });
  expect(gone[0]).toBeInstanceOf(entry.Process);
  expect(gone.find(({ pid }) => pid === root.pid)).toBeDefined();
  expect([5, -constants.signals.SIGUSR1]).toContain(await root.wait());
});

test.for(forms)('%s: killTree() returns and resumes processes that survive the signal', async ([_, entry], context) => {
  needsKillTree(context);
  needsShell(context);
  const root = new entry.Popen(['sh', '-c', 'trap "" TERM; echo; while :; do sleep 0.01; done']);
  onTestFinished(async () => {
    killIfRunning(root.pid);
    await root.wait();
  });
  await once(root.stdout as NodeJS.ReadableStream, 'data');
  const { alive } = await entry.killTree(root.pid, { signal: 15, timeout: 0.2 });
  expect(alive.map(({ pid }) => pid)).toContain(root.pid);
  await expect.poll(async () => new entry.Process(root.pid).status()).not.toBe('stopped');
});

test.for(forms)('%s: killTree() kills processes that are started during the call', async ([_, entry], context) => {
  needsKillTree(context);
  needsShell(context);
  // Each subshell starts a process and exits, so that the tree changes all the time. A marker identifies its processes.
  const marker = `psutil-${process.pid}-${Date.now()}`;
  const run = `f() { sleep 0.001 & sleep 1000 & }; i=0; while [ $i -lt 100000 ]; do f; i=$((i+1)); done #${marker}`;
  const root = await spawnChild('sh', '-c', run);
  const marked = () =>
    new Process().children({ recursive: true }).filter((each) => {
      try {
        return each.cmdline().some((part) => part.includes(marker));
      } catch {
        return false;
      }
    });
  await expect.poll(() => new Process(root.pid).children().length).toBeGreaterThan(20);
  const { gone, alive } = await entry.killTree(root.pid, { timeout: 20 });
  expect(alive).toEqual([]);
  expect(gone.length).toBeGreaterThan(20);
  expect(gone.every(({ pid }) => hasEnded(pid))).toBe(true);
  expect(marked().filter(({ pid }) => !hasEnded(pid))).toEqual([]);
});

test.for(forms)(
  'Windows, %s: killTree() leaves no child of a process that starts others',
  async ([_, entry], context) => {
    context.skip(!WINDOWS, 'only Windows keeps the PID of a parent that has ended');
    const code = `
    const { spawn } = require('node:child_process');
    const [file, ...args] = ${JSON.stringify(idleCommand)};
    setInterval(() => spawn(file, args, { stdio: 'ignore' }), 10);`;
    const root = new entry.Popen(nodeCommand(code), { stdio: 'ignore' });
    await expect.poll(async () => (await root.children()).length, { timeout: 20_000 }).toBeGreaterThan(5);
    const { gone, alive } = await entry.killTree(root.pid, { timeout: 20 });
    expect(alive).toEqual([]);
    expect(gone.length).toBeGreaterThan(5);
    const orphans = [...processIter({ attrs: ['ppid'] })].filter(({ info }) => info.ppid === root.pid);
    expect(orphans).toEqual([]);
  },
);

test.for(forms)(
  '%s: killTree() throws NoSuchProcess for an exited process and RangeError for itself and its ancestors',
  async ([_, entry], context) => {
    needsKillTree(context);
    const child = await spawnChild();
    const exited = new entry.Process(child.pid);
    await killAndWait(child);
    for (const root of [exited, child.pid]) {
      expect(await failure(() => entry.killTree(root))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
    }
    for (const root of [process.pid, process.ppid, ...(WINDOWS ? [] : [1]), new entry.Process()]) {
      expect(await failure(() => entry.killTree(root))).toMatchObject({ name: 'RangeError' });
    }
  },
);

test.for(forms)('%s: killTree() throws for wrong processes and options', async ([_, { killTree }], context) => {
  needsKillTree(context);
  for (const root of [undefined, null, '1', {}, 1.5, true]) {
    expect(await failure(() => killTree(root as never))).toMatchObject({ name: 'TypeError' });
  }
  expect(await failure(() => killTree(-1))).toMatchObject({ name: 'RangeError' });
  const { pid } = await spawnChild();
  for (const [options, name] of [
    [{ signal: 'SIGNONE' }, 'RangeError'],
    // FreeBSD has 128 signals.
    [{ signal: LINUX ? 65 : 129 }, 'RangeError'],
    [{ signal: null }, 'TypeError'],
    [{ timeout: -1 }, 'RangeError'],
    [{ timeout: '1' }, 'TypeError'],
    [7, 'TypeError'],
  ] as const) {
    expect(await failure(() => killTree(pid, options as never))).toMatchObject({ name });
  }
  await waitForState(pid, 'S');
});

test('Linux: killTree() kills nothing and resumes all if one process belongs to another user', async (context) => {
  context.skip(!LINUX, 'setpriv(1) is a program of Linux');
  needsRoot(context);
  // A shell of root starts a process and then executes a shell of nobody, which starts another one.
  const drop = `exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups`;
  const { pid } = await spawnChild('sh', '-c', `sleep 1000 & ${drop} sh -c 'sleep 1000 & wait'`);
  const children = () => new Process(pid).children();
  onTestFinished(() => children().forEach((child) => void killIfRunning(child.pid)));
  await expect.poll(() => children().map((child) => child.username())).toEqual(['root', 'nobody']);
  const name = await script<string>(
    `
    import { killTree } from '@psutil/process';
    print(await killTree(${pid}, { timeout: 5 }).then(() => 'killed', ({ name }) => name));`,
    { uid: nobody },
  );
  expect(name).toBe('AccessDenied');
  for (const each of [pid, ...children().map((child) => child.pid)]) await waitForState(each, 'S');
});
