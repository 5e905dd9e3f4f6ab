import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { end, killIfAny, reaches, sleeper, tree, zombie } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { script } from '../support/run.ts';
import { needsStrace, traced } from '../support/strace.ts';

/** A process that is no child of this program. */
async function stranger(): Promise<number> {
  return (await tree()).childPid;
}

test.each(forms)('%s, a wait ends when the process does, and tells no code of a stranger', async (_, { Process }) => {
  const pid = await stranger();
  const ended = new Process(pid).wait();
  let over = false;
  void ended.then(() => (over = true));
  await new Promise(setImmediate);
  expect(over).toBe(false);
  killIfAny(pid);
  expect(await ended).toBeNull();
});

test.each(forms)('%s, a wait for a child of Node leaves its code to Node', async (_, { Process }) => {
  const child = await sleeper();
  const waits = [1, 2, 3].map(() => new Process(child.pid).wait());
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  expect(await exit).toEqual([null, 'SIGINT']);
  expect(await Promise.all(waits)).toEqual([null, null, null]);
});

test.each(forms)('%s, a process that has ended, or is a zombie, is not waited for', async (_, { Process }) => {
  const child = await sleeper();
  const gone = new Process(child.pid);
  await end(child);
  for (const timeout of [undefined, 0, 5, null]) {
    expect(await gone.wait(timeout === undefined ? undefined : { timeout })).toBeNull();
    expect(await new Process((await zombie()).pid).wait({ timeout: timeout ?? 5 })).toBeNull();
  }
});

test.each(forms)('%s, a stopped process has not ended', async (_, { Process }) => {
  const child = await sleeper();
  child.kill('SIGSTOP');
  await reaches(child.pid, 'T');
  expect(await failure(() => new Process(child.pid).wait({ timeout: 0.05 }))).toMatchObject({ name: 'TimeoutExpired' });
});

test.each(forms)('%s, a wait that takes too long says how long and for whom', async (_, { Process }) => {
  const process_ = new Process((await sleeper()).pid);
  await process_.name();
  for (const timeout of [0, 0.01]) {
    const error = await process_.wait({ timeout }).catch((reason) => reason);
    expect(error).toMatchObject({
      ...{ name: 'TimeoutExpired', code: 'ERR_TIMEOUT_EXPIRED', seconds: timeout, pid: process_.pid },
      ...{ processName: 'sleep', message: `timeout after ${timeout} seconds (pid=${process_.pid}, name="sleep")` },
    });
  }
});

test.each(forms)('%s, a signal ends a wait with its reason, before or while it waits', async (_, { Process }) => {
  const process_ = new Process((await sleeper()).pid);
  const reason = new Error('enough');
  await expect(process_.wait({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const stop = new AbortController();
  const wait = process_.wait({ signal: stop.signal, timeout: 60 });
  stop.abort(reason);
  await expect(wait).rejects.toBe(reason);
});

test('thousands of waits at once cost a descriptor each and one thread together', async () => {
  const found = await script<{ threads: number; descriptors: number; after: number; codes: (number | null)[] }>(`
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { readdirSync } from 'node:fs';
    import { Process } from '@psutil/process';
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const count = (folder) => readdirSync('/proc/self/' + folder).length;
    const [threads, descriptors] = [count('task'), count('fd')];
    const waits = Array.from({ length: 2000 }, () => new Process(child.pid).wait());
    await new Promise(setImmediate);
    const during = { threads: count('task') - threads, descriptors: count('fd') - descriptors };
    child.kill();
    const codes = [...new Set(await Promise.all(waits))];
    await new Promise((resolve) => setTimeout(resolve, 10));
    print({ ...during, after: count('fd') - descriptors, codes });`);
  // All waits share one thread, an epoll instance and an eventfd, which stay for the next.
  expect(found).toEqual({ threads: 1, descriptors: 2002, after: 2, codes: [null] });
});

test('a wait that is given up leaves no descriptor', async () => {
  const { pid } = await sleeper();
  const process_ = new forms[0][1].Process(pid);
  const before = readdirSync('/proc/self/fd').length;
  await Promise.allSettled(Array.from({ length: 100 }, () => process_.wait({ timeout: 0.001 })));
  await expect.poll(() => readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
});

const waitForChild = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { Process } from '@psutil/process';
  const child = spawn('sh', ['-c', 'read line; exit 3'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  const exit = once(child, 'exit');
  const wait = new Process(child.pid).wait();
  const late = await new Process(child.pid).wait({ timeout: 0.05 }).catch(({ name }) => name);
  child.stdin.end();
  print({ late, code: await wait, exit: await exit });`;

test.for([
  ['is too old for pidfd_open', 'pidfd_open:error=ENOSYS'],
  ['is a sandbox that forbids pidfd_open', 'pidfd_open:error=EPERM'],
  ['has no descriptor left', 'pidfd_open:error=EMFILE'],
  ['has them all in use elsewhere', 'pidfd_open:error=ENFILE'],
] as const)('a wait ends also where the system %s', async ([, fault], context) => {
  needsStrace(context, 'pidfd_open');
  const { printed } = await traced(waitForChild, 'pidfd_open', `--inject=${fault}`);
  expect(printed).toEqual({ late: 'TimeoutExpired', code: null, exit: [3, null] });
});

test('a wait takes no child away from Node', async (context) => {
  needsStrace(context, 'wait4,waitid');
  const { printed, calls } = await traced(waitForChild, 'wait4,waitid,pidfd_open');
  expect(printed).toMatchObject({ exit: [3, null] });
  // libuv asks with WNOHANG when the kernel told it of the end, and so nobody else does.
  expect(calls.filter((line) => /^wait(4|id)\(/.test(line) && !line.includes('WNOHANG'))).toEqual([]);
  expect(calls.filter((line) => line.startsWith('pidfd_open('))).not.toEqual([]);
});

test('a worker thread can end while it waits', async () => {
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

test.each(forms)('%s, waitProcs tells who has gone, with codes, and who has not', async (_, entry) => {
  const [short, long] = [await sleeper('sleep', '0.2'), await sleeper()];
  const gone = new entry.Popen(['sh', '-c', 'exit 7']);
  const killed = new entry.Popen(['sleep', '1000']);
  onTestFinished(() => killIfAny(killed.pid));
  await killed.kill();
  const procs = [new entry.Process(long.pid), gone, killed, new entry.Process(short.pid)];
  const called: number[] = [];
  const found = await entry.waitProcs(procs as (typeof gone)[], {
    timeout: 1,
    callback: (each) => called.push(each.pid),
  });
  expect(found.gone.map(({ pid, returncode }) => [pid, returncode])).toEqual([
    [gone.pid, 7],
    [killed.pid, -9],
    [short.pid, null],
  ]);
  expect(found.alive).toEqual([procs[0]]);
  expect(called.toSorted()).toEqual([gone.pid, killed.pid, short.pid].toSorted());
  expect('returncode' in (procs[0] as object)).toBe(false);
});

test.each(forms)('%s, waitProcs returns as soon as all have gone, and at once for none', async (_, entry) => {
  const children = await Promise.all([1, 2, 3].map(() => sleeper()));
  const wait = entry.waitProcs(children.map(({ pid }) => new entry.Process(pid)) as never[], { timeout: 60 });
  for (const child of children) child.kill();
  expect(await wait).toMatchObject({ gone: [{}, {}, {}], alive: [] });
  expect(await entry.waitProcs([])).toEqual({ gone: [], alive: [] });
});

test.each(forms)('%s, waitProcs looks once with a timeout of 0, and its signal ends it', async (_, entry) => {
  const procs = [new entry.Process((await sleeper()).pid)] as never[];
  expect(await entry.waitProcs(procs, { timeout: 0 })).toEqual({ gone: [], alive: procs });
  const reason = new Error('enough');
  await expect(entry.waitProcs(procs, { signal: AbortSignal.timeout(10) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  await expect(entry.waitProcs(procs, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
