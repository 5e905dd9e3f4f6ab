import { expect, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { needsSupport, script } from '../support/run.ts';

/** A worker thread with pending waits, events and calls on the thread pool and on detached threads. */
const worker = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { diskUsage } from '@psutil/disk/promises';
  import { virtualMemory } from '@psutil/memory/promises';
  import { Process, processEvents } from '@psutil/process/promises';
  const other = new Process(workerData);
  for (let i = 0; i < 20; i++) other.wait().catch(() => {});
  (async () => { for await (const _ of processEvents()); })().catch(() => {});
  const read = () => Promise.allSettled([diskUsage('/'), virtualMemory(), other.cpuTimes()]);
  for (let i = 0; i < 10; i++) (async () => { for (;;) await read(); })();
  parentPort.postMessage('ready');`;

const terminateWorkers = (rounds: number) => `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  import { setTimeout as delay } from 'node:timers/promises';
  import { Worker } from 'node:worker_threads';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  mkdirSync('.cache', { recursive: true });
  const directory = mkdtempSync(join(process.cwd(), '.cache/worker-'));
  const file = join(directory, 'worker.mjs');
  writeFileSync(file, ${JSON.stringify(worker)});
  for (let i = 0; i < ${rounds}; i++) {
    const thread = new Worker(file, { workerData: child.pid, execArgv: [] });
    await once(thread, 'message');
    if (i % 3 > 0) await delay(i % 7);
    await thread.terminate();
  }
  rmSync(directory, { recursive: true });
  child.kill();
  print(${rounds});`;

test('terminating a worker thread with pending waits, events and reads does not abort the program', async (context) => {
  needsSupport(context, 'Process', 'processEvents');
  expect(await script<number>(terminateWorkers(40))).toBe(40);
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
