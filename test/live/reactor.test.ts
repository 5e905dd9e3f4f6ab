import { join } from 'node:path';
import { LINUX } from '@psutil/native';
import { expect, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { needsSupport, root, script } from '../support/run.ts';

const workerFile = JSON.stringify(join(root, 'test/support/programs/pending-worker.mjs'));

const terminateWorkers = (rounds: number) => `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { setTimeout as delay } from 'node:timers/promises';
  import { Worker } from 'node:worker_threads';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  for (let i = 0; i < ${rounds}; i++) {
    const thread = new Worker(${workerFile}, { workerData: child.pid, execArgv: [] });
    await once(thread, 'message');
    if (i % 3 > 0) await delay(i % 7);
    await thread.terminate();
  }
  child.kill();
  print(${rounds});`;

test('terminating a worker thread with pending waits, events and reads does not abort the program', async (context) => {
  needsSupport(context, 'Process', 'processEvents');
  expect(await script<number>(terminateWorkers(40))).toBe(40);
});

test('Linux: the waits of all worker threads use one thread, which ends with the last of them', async (context) => {
  context.skip(!LINUX, 'only Linux lists the threads of a process in /proc');
  const found = await script<number[]>(`
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { readdirSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const code = \`import('@psutil/process').then(({ Process }) => {
      const { parentPort, workerData } = require('node:worker_threads');
      parentPort.on('message', () => {
        for (let i = 0; i < 10; i++) new Process(workerData).wait();
        parentPort.postMessage('waiting');
      });
      parentPort.postMessage('loaded');
    })\`;
    const startWorker = () => new Worker(code, { eval: true, execArgv: [], workerData: child.pid });
    const workers = Array.from({ length: 4 }, startWorker);
    const messages = () => Promise.all(workers.map((worker) => once(worker, 'message')));
    await messages();
    const count = () => readdirSync('/proc/self/task').length;
    const threads = count();
    const waiting = messages();
    for (const worker of workers) worker.postMessage('wait');
    await waiting;
    const counts = [count() - threads];
    for (const worker of workers) {
      await worker.terminate();
      counts.push(count() - threads);
    }
    child.kill();
    print(counts);`);
  expect(found).toEqual([1, 0, -1, -2, -4]);
});

const completed = {
  'wait() after a timeout': "await new Process(child.pid).wait({ timeout: 0.01 }).catch(() => {}); print('completed');",
  'wait() after an abort': `
    const controller = new AbortController();
    const wait = new Process(child.pid).wait({ signal: controller.signal }).catch(() => 'aborted');
    controller.abort();
    print(await wait);`,
  'processEvents() after return()': `
    const events = processEvents();
    await events.return();
    print('completed');`,
};

test.for(Object.entries(completed))('%s does not keep the program running', async ([name, code], context) => {
  needsSupport(context, 'Process', 'processEvents');
  const { pid } = await spawnChild();
  const imports = "import { Process, processEvents } from '@psutil/process/promises';";
  const printed = await script(`${imports} const child = { pid: ${pid} }; ${code}`);
  expect(printed).toBe(name === 'wait() after an abort' ? 'aborted' : 'completed');
});

test('a pending wait() keeps the program running until the process has exited', async () => {
  const code = `
    import { spawn } from 'node:child_process';
    import { Process } from '@psutil/process';
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 300)'], { stdio: 'ignore' });
    child.unref();
    new Process(child.pid).wait().then(() => print('exited'));`;
  expect(await script(code)).toBe('exited');
});
