import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { WINDOWS } from '@psutil/native';
import { expect, onTestFinished, test } from 'vitest';
import { forms } from '../support/forms.ts';

const directory = realpathSync(tmpdir());

/** Arguments that Windows has to quote, or to escape. */
const unusual = ['', 'a b', 'c"d', 'e\\', 'f g\\', 'h\\"i', "'", 'ä😀'];

/** Starts Node.js with arguments, an environment variable and a directory, and waits until it runs. */
async function startNode(): Promise<ChildProcess & { readonly pid: number }> {
  const script = 'console.log(1); setTimeout(() => {}, 1e6)';
  const child = spawn(process.execPath, ['-e', script, '--', ...unusual], {
    cwd: directory,
    env: { ...process.env, PSUTIL_TEXT: 'ä=😀', PSUTIL_EMPTY: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  if (child.pid === undefined) throw new Error('the child has no PID');
  return Object.assign(child, { pid: child.pid });
}

test.for(forms)('%s: the texts of a process are those it was started with', async ([_, { Process }]) => {
  const { pid } = await startNode();
  const child = new Process(pid);
  expect((await child.cmdline()).slice(4)).toEqual(unusual);
  expect(await child.environ()).toMatchObject({ PSUTIL_TEXT: 'ä=😀', PSUTIL_EMPTY: '' });
  expect(Object.keys(await child.environ()).some((name) => name === '' || name.startsWith('='))).toBe(false);
  expect(await child.cwd()).toBe(directory);
  expect(await child.exe()).toBe(realpathSync(process.execPath));
  expect(await child.ppid()).toBe(process.pid);
  if (WINDOWS) expect(await child.name()).toBe(basename(process.execPath));
});

test.for(forms)('%s: one process and the table of all report the same', async ([_, { Process, processIter }]) => {
  const { pid } = await startNode();
  const attrs = ['name', 'ppid', 'exe', 'cmdline', 'cwd', 'username', 'createTime', 'nice', 'isKernelProcess'] as const;
  const one = await new Process(pid).asDict({ attrs });
  for await (const process_ of processIter({ attrs })) {
    if (process_.pid === pid) expect(process_.info).toEqual(one);
  }
  expect(one.isKernelProcess).toBe(false);
});

test.for(forms)('%s: a process that has ended is gone, although a handle to it is open', async ([_, entry]) => {
  const child = await startNode();
  const process_ = new entry.Process(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await entry.pidExists(child.pid)).toBe(false);
  expect(await process_.isRunning()).toBe(false);
  for (const name of ['name', 'cpuTimes', 'cwd', 'threads', 'environ', 'username'] as const) {
    await expect(Promise.resolve().then((): unknown => process_[name]())).rejects.toThrow('process no longer exists');
  }
});

test.for(forms)('%s: a PID has all its bits', async ([_, { Process, pids, pidExists }], context) => {
  context.skip(!WINDOWS, 'only Windows ignores the low bits of a PID');
  const all = new Set(await pids());
  for (const pid of [process.pid + 1, process.pid + 2, process.pid + 3]) {
    if (all.has(pid)) continue;
    expect(await pidExists(pid)).toBe(false);
    expect(() => new Process(pid)).toThrow('process no longer exists');
  }
  expect(all).toContain(process.pid);
});
