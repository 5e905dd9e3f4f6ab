import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LINUX, WINDOWS } from '@psutil/native';
import { STATUS_ZOMBIE, Process as SyncProcess } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import {
  exitCommand,
  idleCommand,
  idleName,
  killAndWait,
  killIfRunning,
  nodeCommand,
  sleepCommand,
  spawnChild,
  spawnTree,
  spawnZombie,
  waitForState,
} from '../support/children.ts';
import { countDescriptors } from '../support/descriptors.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { script } from '../support/run.ts';

/** The exit code of a process that Node.js has killed: only Windows tells it to a program that is not the parent. */
const killedCode = WINDOWS ? 1 : null;

/** Starts a process that is not a child of this program and returns its PID. */
async function startGrandchild(): Promise<number> {
  return (await spawnTree()).childPid;
}

test.each(forms)('%s: wait() for a process that is not a child resolves when it exits', async (_, { Process }) => {
  const pid = await startGrandchild();
  const exit = new Process(pid).wait();
  let resolved = false;
  void exit.then(() => (resolved = true));
  await new Promise(setImmediate);
  expect(resolved).toBe(false);
  killIfRunning(pid);
  expect(await exit).toBe(killedCode);
});

test.each(forms)(
  '%s: wait() for a child of node:child_process leaves the exit code to Node.js',
  async (_, { Process }) => {
    const child = await spawnChild();
    const waits = [1, 2, 3].map(() => new Process(child.pid).wait());
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    expect(await exit).toEqual([null, 'SIGINT']);
    expect(await Promise.all(waits)).toEqual([killedCode, killedCode, killedCode]);
  },
);

test.each(forms)('%s: wait() resolves at once for a process that has exited', async (_, { Process }) => {
  const child = await spawnChild();
  const exited = new Process(child.pid);
  await killAndWait(child);
  for (const timeout of [undefined, 0, 5, null]) {
    expect(await exited.wait(timeout === undefined ? undefined : { timeout })).toBeNull();
  }
});

test.for(forms)('%s: wait() resolves at once for a zombie', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows has no zombie processes');
  for (const timeout of [5, 0, 5, 5]) {
    expect(await new Process((await spawnZombie()).pid).wait({ timeout })).toBeNull();
  }
});

test.for(forms)('%s: wait() does not resolve for a stopped process', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows has no signals');
  const child = await spawnChild();
  child.kill('SIGSTOP');
  await waitForState(child.pid, 'T');
  expect(await failure(() => new Process(child.pid).wait({ timeout: 0.05 }))).toMatchObject({ name: 'TimeoutExpired' });
});

test.each(forms)(
  '%s: wait() rejects with TimeoutExpired, which has the timeout, PID and name',
  async (_, { Process }) => {
    const process_ = new Process((await spawnChild()).pid);
    await process_.name();
    for (const timeout of [0, 0.01]) {
      const error = await process_.wait({ timeout }).catch((reason) => reason);
      expect(error).toMatchObject({
        ...{ name: 'TimeoutExpired', code: 'ERR_TIMEOUT_EXPIRED', seconds: timeout, pid: process_.pid },
        ...{
          processName: idleName,
          message: `timeout after ${timeout} seconds (pid=${process_.pid}, name="${idleName}")`,
        },
      });
    }
  },
);

test.each(forms)('%s: wait() rejects with the reason of an abort before or during the wait', async (_, { Process }) => {
  const process_ = new Process((await spawnChild()).pid);
  const reason = new Error('enough');
  await expect(process_.wait({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const stop = new AbortController();
  const wait = process_.wait({ signal: stop.signal, timeout: 60 });
  stop.abort(reason);
  await expect(wait).rejects.toBe(reason);
});

test('Linux: 2,000 waits use one descriptor each and one thread together', async (context) => {
  context.skip(!LINUX, 'only Linux waits for a process with a descriptor (pidfd)');
  const found = await script<{ threads: number; descriptors: number; after: number; codes: (number | null)[] }>(`
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { readdirSync } from 'node:fs';
    import { Process } from '@psutil/process';
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const count = (directory) => readdirSync('/proc/self/' + directory).length;
    const [threads, descriptors] = [count('task'), count('fd')];
    const waits = Array.from({ length: 2000 }, () => new Process(child.pid).wait());
    await new Promise(setImmediate);
    const during = { threads: count('task') - threads, descriptors: count('fd') - descriptors };
    child.kill();
    const codes = [...new Set(await Promise.all(waits))];
    await new Promise((resolve) => setTimeout(resolve, 10));
    print({ ...during, after: count('fd') - descriptors, codes });`);
  // All waits share one thread, an epoll instance and an eventfd, which remain for later waits.
  expect(found).toEqual({ threads: 1, descriptors: 2002, after: 2, codes: [null] });
});

test('Windows: 2,000 waits resolve to the exit code and use few threads', async (context) => {
  context.skip(!WINDOWS, 'only Windows has threads that wait for many processes');
  const found = await script<{ during: number; handles: number; codes: number[] }>(`
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { Process } from '@psutil/process';
    const [file, ...args] = ${JSON.stringify(idleCommand)};
    const child = spawn(file, args, { stdio: 'ignore' });
    await once(child, 'spawn');
    const self = new Process();
    const started = new Process(child.pid);
    const [threads, handles] = [self.numThreads(), self.numHandles()];
    const waits = Array.from({ length: 2000 }, () => started.wait());
    const during = self.numThreads() - threads;
    started.kill();
    const codes = [...new Set(await Promise.all(waits))];
    print({ during, handles: self.numHandles() - handles, codes });`);
  expect(found.codes).toEqual([15]);
  // Wine waits for 63 objects with each thread.
  expect(found.during).toBeLessThan(2000 / 63 + 10);
  expect(found.handles).toBeLessThan(100);
});

test('Windows: exit codes are unsigned 32-bit numbers, of any process', async (context) => {
  context.skip(!WINDOWS, 'other systems tell an exit code only to the parent');
  for (const code of [0, 7, 259, 0xc0000005]) {
    const [file, ...args] = nodeCommand(`process.stdin.resume().on('end', () => process.reallyExit(${code} | 0))`);
    const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    const exit = new SyncProcess(child.pid).wait();
    child.stdin.end();
    expect(await exit).toBe(code);
  }
});

test('wait() closes its descriptor after a timeout', async () => {
  const { pid } = await spawnChild();
  const process_ = new forms[0][1].Process(pid);
  const before = countDescriptors();
  await Promise.allSettled(Array.from({ length: 100 }, () => process_.wait({ timeout: 0.001 })));
  await expect.poll(countDescriptors).toBeLessThanOrEqual(before);
});

test('a worker thread can be terminated while it waits', async () => {
  const codes = await script<number[]>(`
    import { Worker } from 'node:worker_threads';
    const code = "import('@psutil/process').then(({ Process }) => { new Process(process.ppid).wait(); require('node:worker_threads').parentPort.postMessage('waiting'); setInterval(() => {}, 1000); })";
    const codes = [];
    for (let i = 0; i < 20; i++) {
      const worker = new Worker(code, { eval: true, execArgv: [] });
      await new Promise((resolve) => worker.once('message', resolve));
      codes.push(await worker.terminate());
    }
    print(codes);`);
  expect(codes).toEqual(Array.from({ length: 20 }, () => 1));
});

test.each(forms)('%s: waitProcs() returns the exited processes with exit codes, and the others', async (_, entry) => {
  // Windows takes longer to start the others, and has no exit code for a process that exits before the wait.
  const [seconds, timeout] = WINDOWS ? [2, 5] : [0.5, 1];
  const short = new entry.Process((await spawnChild(...sleepCommand(seconds))).pid);
  const long = await spawnChild();
  const exited = new entry.Popen(exitCommand(7));
  const killed = new entry.Popen(idleCommand);
  onTestFinished(() => killIfRunning(killed.pid));
  await killed.kill();
  const procs = [new entry.Process(long.pid), exited, killed, short];
  const called: number[] = [];
  const found = await entry.waitProcs(procs as (typeof exited)[], {
    timeout,
    callback: (each) => called.push(each.pid),
  });
  expect(found.gone.map(({ pid, returncode }) => [pid, returncode])).toEqual([
    [exited.pid, 7],
    [killed.pid, WINDOWS ? expect.any(Number) : -9],
    [short.pid, WINDOWS ? 0 : null],
  ]);
  expect(found.alive).toEqual([procs[0]]);
  expect(called.toSorted()).toEqual([exited.pid, killed.pid, short.pid].toSorted());
  expect('returncode' in (procs[0] as object)).toBe(false);
});

test.each(forms)('%s: waitProcs() resolves when all processes have exited, and at once for none', async (_, entry) => {
  const children = await Promise.all([1, 2, 3].map(() => spawnChild()));
  const wait = entry.waitProcs(children.map(({ pid }) => new entry.Process(pid)) as never[], { timeout: 60 });
  for (const child of children) child.kill();
  expect(await wait).toMatchObject({ gone: [{}, {}, {}], alive: [] });
  expect(await entry.waitProcs([])).toEqual({ gone: [], alive: [] });
});

test.each(forms)('%s: waitProcs() checks once with a timeout of 0 and rejects after an abort', async (_, entry) => {
  const procs = [new entry.Process((await spawnChild()).pid)] as never[];
  expect(await entry.waitProcs(procs, { timeout: 0 })).toEqual({ gone: [], alive: procs });
  const reason = new Error('enough');
  await expect(entry.waitProcs(procs, { signal: AbortSignal.timeout(10) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  await expect(entry.waitProcs(procs, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test.each(forms)('%s: a child of this program is not running after wait()', async (_, { Process }) => {
  for (let round = 0; round < 20; round++) {
    const child = await spawnChild();
    const process_ = new Process(child.pid);
    const end = process_.wait();
    child.kill('SIGKILL');
    expect(await end).toBe(killedCode);
    expect(await process_.isRunning()).toBe(false);
  }
});

test.for(forms)('%s: wait() for a zombie child waits until it is reaped', async ([_, { Process }], context) => {
  context.skip(WINDOWS, 'Windows has no zombie processes');
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  child.kill('SIGKILL');
  // Node.js reaps it when the event loop continues.
  while (new SyncProcess(child.pid).status() !== STATUS_ZOMBIE);
  expect(await process_.wait()).toBeNull();
  expect(await process_.isRunning()).toBe(false);
});

test.for(forms)(
  '%s: a zombie that is no child of this program has terminated but is running',
  async ([_, { Process }], context) => {
    context.skip(WINDOWS, 'Windows has no zombie processes');
    const process_ = new Process((await spawnZombie()).pid);
    expect(await process_.wait()).toBeNull();
    expect(await process_.isRunning()).toBe(true);
  },
);
