import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Process } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { end, killIfAny, reaches, sleeper } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

/** A shell that has started as many processes as it says lines, some of them by another of its children. */
async function family(): Promise<{ readonly pid: number; readonly pids: readonly number[] }> {
  const commands = 'sleep 1000 & echo $!; (sleep 1000 & echo $!; sleep 1000 & echo $!; wait) & echo $!; wait';
  const shell = spawn('sh', ['-c', commands], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  shell.stdout.on('data', (data) => (text += data));
  await expect.poll(() => text.split('\n').length).toBe(5);
  const pids = [shell.pid as number, ...text.trim().split('\n').map(Number)];
  onTestFinished(() => pids.forEach(killIfAny));
  return { pid: shell.pid as number, pids };
}

const isOver = (pid: number) => {
  try {
    return new Process(pid).status() === 'zombie';
  } catch {
    return true;
  }
};

test.each(forms)('%s, a whole tree is ended, and told', async (_, { killTree }) => {
  const { pid, pids } = await family();
  const { gone, alive } = await killTree(pid, { timeout: 20 });
  expect(alive).toEqual([]);
  expect(gone.map((each) => each.pid).toSorted()).toEqual([...pids].sort());
  expect(gone[0]?.pid).toBe(pid);
  expect(pids.every(isOver)).toBe(true);
});

test.each(forms)('%s, a tree is told by a Process as well, and gets the signal that was asked', async (_, entry) => {
  const root = new entry.Popen(['sh', '-c', 'trap "" HUP; trap "exit 5" USR1; while :; do sleep 0.01; done']);
  await expect.poll(async () => (await root.children()).length).toBeGreaterThan(0);
  const { gone } = await entry.killTree(root, { signal: 'SIGUSR1', timeout: 20 });
  expect(gone[0]).toBeInstanceOf(entry.Process);
  expect(gone.find(({ pid }) => pid === root.pid)).toBeDefined();
  expect([5, -10]).toContain(await root.wait());
});

test.each(forms)('%s, who does not end is alive, and goes on', async (_, { Popen, Process: Form, killTree }) => {
  const root = new Popen(['sh', '-c', 'trap "" TERM; echo; while :; do sleep 0.01; done']);
  onTestFinished(async () => {
    killIfAny(root.pid);
    await root.wait();
  });
  await once(root.stdout as NodeJS.ReadableStream, 'data');
  const { alive } = await killTree(root.pid, { signal: 15, timeout: 0.2 });
  expect(alive.map(({ pid }) => pid)).toContain(root.pid);
  await expect.poll(async () => new Form(root.pid).status()).not.toBe('stopped');
});

test.each(forms)('%s, none escapes that starts others as fast as it can', async (_, { killTree }) => {
  // Each shell starts another and ends, so that the tree is always another one; a marker in the arguments tells them.
  const marker = `psutil-${process.pid}-${Date.now()}`;
  const run = `f() { sleep 0.001 & sleep 1000 & }; i=0; while [ $i -lt 100000 ]; do f; i=$((i+1)); done #${marker}`;
  const root = await sleeper('sh', '-c', run);
  const marked = () =>
    new Process().children({ recursive: true }).filter((each) => {
      try {
        return each.cmdline().some((part) => part.includes(marker));
      } catch {
        return false;
      }
    });
  await expect.poll(() => new Process(root.pid).children().length).toBeGreaterThan(20);
  const { gone, alive } = await killTree(root.pid, { timeout: 20 });
  expect(alive).toEqual([]);
  expect(gone.length).toBeGreaterThan(20);
  expect(gone.every(({ pid }) => isOver(pid))).toBe(true);
  expect(marked().filter(({ pid }) => !isOver(pid))).toEqual([]);
});

test.each(forms)('%s, the tree of what is gone is NoSuchProcess, and the own one is a RangeError', async (_, entry) => {
  const child = await sleeper();
  const gone = new entry.Process(child.pid);
  await end(child);
  for (const root of [gone, child.pid]) {
    expect(await failure(() => entry.killTree(root))).toMatchObject({ name: 'NoSuchProcess', pid: child.pid });
  }
  for (const root of [process.pid, process.ppid, 1, new entry.Process()]) {
    expect(await failure(() => entry.killTree(root))).toMatchObject({ name: 'RangeError' });
  }
});

test.each(forms)('%s, killTree of what is no process or with what is no option', async (_, { killTree }) => {
  for (const root of [undefined, null, '1', {}, 1.5, true]) {
    expect(await failure(() => killTree(root as never))).toMatchObject({ name: 'TypeError' });
  }
  expect(await failure(() => killTree(-1))).toMatchObject({ name: 'RangeError' });
  const { pid } = await sleeper();
  for (const [options, name] of [
    [{ signal: 'SIGNONE' }, 'RangeError'],
    [{ signal: 65 }, 'RangeError'],
    [{ signal: null }, 'TypeError'],
    [{ timeout: -1 }, 'RangeError'],
    [{ timeout: '1' }, 'TypeError'],
    [7, 'TypeError'],
  ] as const) {
    expect(await failure(() => killTree(pid, options as never))).toMatchObject({ name });
  }
  await reaches(pid, 'S');
});

test('of a tree that another user’s process is in, nobody is ended, and all go on', async (context) => {
  needsRoot(context);
  // A shell of root starts a process, and becomes a program of nobody, which starts another.
  const drop = `exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups`;
  const { pid } = await sleeper('sh', '-c', `sleep 1000 & ${drop} sh -c 'sleep 1000 & wait'`);
  const children = () => new Process(pid).children();
  onTestFinished(() => children().forEach((child) => void killIfAny(child.pid)));
  await expect.poll(() => children().map((child) => child.username())).toEqual(['root', 'nobody']);
  const name = await script<string>(
    `
    import { killTree } from '@psutil/process';
    print(await killTree(${pid}, { timeout: 5 }).then(() => 'ended', ({ name }) => name));`,
    { uid: nobody },
  );
  expect(name).toBe('AccessDenied');
  for (const each of [pid, ...children().map((child) => child.pid)]) await reaches(each, 'S');
});
