import { expect, test } from 'vitest';
import { script } from '../support/run.ts';

interface Ended {
  readonly answers: readonly unknown[];
  readonly errors: readonly string[];
  readonly unhandled: readonly string[];
  /** What this thread still reads when all others are gone. */
  readonly own: number;
}

/** Runs this text in so many threads at once; `work` is theirs, and `conduct` says what is done to them. */
const threads = (count: number, work: string, conduct: string): string => `
import { Worker } from 'node:worker_threads';
import { Process } from '@psutil/process';
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
const work = ${JSON.stringify(`(async () => {
  const { parentPort } = require('node:worker_threads');
  const atOnce = await import('@psutil/psutil');
  const promises = await import('@psutil/psutil/promises');
  const { ProcessTable } = await import('@psutil/process/table');
  ${work}
})()`)};
const workers = Array.from({ length: ${count} }, () => new Worker(work, { eval: true, execArgv: [] }));
const answers = [];
const errors = [];
for (const worker of workers) worker.on('message', (answer) => answers.push(answer));
for (const worker of workers) worker.on('error', (error) => errors.push(String(error)));
const exits = workers.map((worker) => new Promise((done) => worker.once('exit', done)));
${conduct}
await Promise.all(exits);
print({ answers, errors, unhandled, own: new Process().pid });
`;

test('several threads load the addon at once and read at the same time', async () => {
  const work = `
    const pids = atOnce.pids();
    const infos = [...atOnce.processIter({ attrs: ['name', 'ppid'] })].map(({ pid, info }) => [pid, info]);
    const total = (await Promise.all(Array.from({ length: 20 }, () => promises.virtualMemory()))).map(({ total }) => total);
    parentPort.postMessage({
      self: new atOnce.Process().pid,
      listed: pids.includes(process.pid) && infos.some(([pid, { name }]) => pid === process.pid && name !== ''),
      totals: new Set([...total, atOnce.virtualMemory().total]).size,
    });
  `;
  const { answers, errors, unhandled, own } = await script<Ended>(threads(8, work, ''));
  expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
  expect(answers).toEqual(Array.from({ length: 8 }, () => ({ self: own, listed: true, totals: 1 })));
});

test('the answers of two threads are not mixed up', async () => {
  const work = `
    const wrong = [];
    for (let round = 0; round < 300; round++) {
      const one = atOnce.pids();
      const memory = atOnce.virtualMemory();
      const [times, table, both] = await Promise.all([
        promises.cpuTimes({ percpu: true }),
        ProcessTable.read({ attrs: ['name'], pids: [1, process.pid] }),
        promises.swapMemory(),
      ]);
      if (one[0] !== 1 || !one.includes(process.pid) || memory.total <= memory.available) wrong.push(memory);
      if (times.length !== atOnce.cpuCount() || both.total < both.free) wrong.push(times);
      if (table.entries[1].get('name') === '' || table.entries[1].pid !== process.pid) wrong.push(table.entries);
    }
    parentPort.postMessage(wrong);
  `;
  const { answers, errors } = await script<Ended>(threads(2, work, ''));
  expect({ answers, errors }).toEqual({ answers: [[], []], errors: [] });
});

test('threads that are ended in the middle of their work on the thread pool take nothing with them', async () => {
  const work = `
    const more = () => promises.virtualMemory().then(more);
    const tables = async () => { for (;;) for await (const each of promises.processIter({ attrs: ['name', 'cmdline', 'username', 'memoryInfo'] })) ; };
    for (let each = 0; each < 20; each++) more();
    tables();
    const absent = async () => { for (;;) await promises.users({ host: { run: '/nowhere', proc: '/nowhere' } }).catch(() => {}); };
    absent();
    await promises.pids();
    parentPort.postMessage('busy');
  `;
  const conduct = `
    while (answers.length < workers.length) await new Promise((next) => setTimeout(next, 5));
    for (const worker of workers) worker.terminate();
  `;
  for (let round = 0; round < 3; round++) {
    const { answers, errors, unhandled, own } = await script<Ended>(threads(8, work, conduct));
    expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
    expect(answers).toHaveLength(8);
    expect(own).toBeGreaterThan(0);
  }
});

test('threads that are ended while they load the addon take nothing with them', async () => {
  const conduct = `
    await Promise.all(workers.map(async (worker, index) => {
      await new Promise((next) => setTimeout(next, index * 4));
      await worker.terminate();
    }));
  `;
  const { errors, unhandled, own } = await script<Ended>(threads(30, 'await promises.pids();', conduct));
  expect({ errors, unhandled }).toEqual({ errors: [], unhandled: [] });
  expect(own).toBeGreaterThan(0);
});

test('a program may exit in the middle of work on the thread pool', async () => {
  const code = `
    import * as promises from '@psutil/psutil/promises';
    process.on('exit', () => print('exits'));
    for (let each = 0; each < 200; each++) promises.virtualMemory().catch(() => {});
    for await (const each of promises.processIter({ attrs: ['name'] })) break;
    process.exit();
  `;
  expect(await script(code)).toBe('exits');
});
