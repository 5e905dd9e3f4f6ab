import { expect, test } from 'vitest';
import { needsSupport, script } from '../support/run.ts';

interface Result {
  /** The messages of the worker threads. */
  readonly messages: readonly unknown[];
  readonly errors: readonly string[];
  readonly unhandled: readonly string[];
  /** The PID that the main thread reads after the worker threads have exited. */
  readonly pid: number;
}

/** Returns a script that runs `work` in several worker threads at once, and `control` in the main thread. */
const runThreads = (count: number, work: string, control: string): string => `
import { Worker } from 'node:worker_threads';
import { Process } from '@psutil/process';
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
const work = ${JSON.stringify(`(async () => {
  const { parentPort } = require('node:worker_threads');
  const sync = await import('@psutil/psutil');
  const promises = await import('@psutil/psutil/promises');
  const { ProcessTable } = await import('@psutil/process/table');
  ${work}
})()`)};
const workers = Array.from({ length: ${count} }, () => new Worker(work, { eval: true, execArgv: [] }));
const messages = [];
const errors = [];
for (const worker of workers) worker.on('message', (message) => messages.push(message));
for (const worker of workers) worker.on('error', (error) => errors.push(String(error)));
const exits = workers.map((worker) => new Promise((done) => worker.once('exit', done)));
${control}
await Promise.all(exits);
print({ messages, errors, unhandled, pid: new Process().pid });
`;

test('eight worker threads load the addon and read at the same time', async () => {
  const work = `
    const pids = sync.pids();
    const infos = [...sync.processIter({ attrs: ['name', 'ppid'] })].map(({ pid, info }) => [pid, info]);
    const total = (await Promise.all(Array.from({ length: 20 }, () => promises.virtualMemory()))).map(({ total }) => total);
    parentPort.postMessage({
      self: new sync.Process().pid,
      listed: pids.includes(process.pid) && infos.some(([pid, { name }]) => pid === process.pid && name !== ''),
      totals: new Set([...total, sync.virtualMemory().total]).size,
    });
  `;
  const { messages, errors, unhandled, pid } = await script<Result>(runThreads(8, work, ''));
  expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
  expect(messages).toEqual(Array.from({ length: 8 }, () => ({ self: pid, listed: true, totals: 1 })));
});

test('two worker threads receive the results of their own calls', async (context) => {
  needsSupport(context, 'swapMemory');
  const work = `
    const wrong = [];
    for (let round = 0; round < 300; round++) {
      const pids = sync.pids();
      const memory = sync.virtualMemory();
      const [times, table, swap] = await Promise.all([
        promises.cpuTimes({ percpu: true }),
        ProcessTable.read({ attrs: ['name'], pids: [process.ppid, process.pid] }),
        promises.swapMemory(),
      ]);
      if ((sync.LINUX && pids[0] !== 1) || !pids.includes(process.pid) || memory.total <= memory.available) wrong.push(memory);
      if (times.length !== sync.cpuCount() || swap.total < swap.free) wrong.push(times);
      if (table.entries[1].get('name') === '' || table.entries[1].pid !== process.pid) wrong.push(table.entries);
    }
    parentPort.postMessage(wrong);
  `;
  const { messages, errors } = await script<Result>(runThreads(2, work, ''));
  expect({ messages, errors }).toEqual({ messages: [[], []], errors: [] });
});

test('terminating worker threads with pending calls does not affect the main thread', async () => {
  const work = `
    const repeat = () => promises.virtualMemory().then(repeat);
    const readTables = async () => { for (;;) for await (const each of promises.processIter({ attrs: ['name', 'cmdline', 'username', 'memoryInfo'] })) ; };
    for (let each = 0; each < 20; each++) repeat();
    readTables();
    const failing = sync.LINUX
      ? () => promises.users({ host: { run: '/nowhere', proc: '/nowhere' } })
      : () => promises.diskUsage('/nowhere');
    const fail = async () => { for (;;) await failing().catch(() => {}); };
    fail();
    await promises.pids();
    parentPort.postMessage('busy');
  `;
  const control = `
    while (messages.length < workers.length) await new Promise((next) => setTimeout(next, 5));
    for (const worker of workers) worker.terminate();
  `;
  for (let round = 0; round < 3; round++) {
    const { messages, errors, unhandled, pid } = await script<Result>(runThreads(8, work, control));
    expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
    expect(messages).toHaveLength(8);
    expect(pid).toBeGreaterThan(0);
  }
});

test('terminating worker threads that load the addon does not affect the main thread', async () => {
  const control = `
    await Promise.all(workers.map(async (worker, index) => {
      await new Promise((next) => setTimeout(next, index * 4));
      await worker.terminate();
    }));
  `;
  const { errors, unhandled, pid } = await script<Result>(runThreads(30, 'await promises.pids();', control));
  expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
  expect(pid).toBeGreaterThan(0);
});

test('a program can exit while calls on the thread pool are pending', async () => {
  const code = `
    import * as promises from '@psutil/psutil/promises';
    process.on('exit', () => print('exits'));
    for (let each = 0; each < 200; each++) promises.virtualMemory().catch(() => {});
    for await (const each of promises.processIter({ attrs: ['name'] })) break;
    process.exit();
  `;
  expect(await script(code)).toBe('exits');
});
