import { spawn } from 'node:child_process';
import { supports } from '@psutil/native';
import { expect, test } from 'vitest';
import { script } from '../support/run.ts';

/** Work of a worker thread that is pending on every path of the addon when the thread is terminated. */
const worker = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { diskUsage } from '@psutil/disk/promises';
  import { virtualMemory } from '@psutil/memory/promises';
  import { Process, processEvents } from '@psutil/process/promises';
  const stranger = new Process(workerData);
  for (let i = 0; i < 20; i++) stranger.wait().catch(() => {});
  (async () => { for await (const _ of processEvents()); })().catch(() => {});
  const read = () => Promise.allSettled([diskUsage('/'), virtualMemory(), stranger.cpuTimes()]);
  for (let i = 0; i < 10; i++) (async () => { for (;;) await read(); })();
  parentPort.postMessage('ready');`;

const terminate = (rounds: number) => `
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
  context.skip(!supports('processes'), 'processes are not supported');
  expect(await script<number>(terminate(40))).toBe(40);
});

const endings = {
  'a wait that is over': "await new Process(child.pid).wait({ timeout: 0.01 }).catch(() => {}); print('ended');",
  'a wait that was aborted': `
    const controller = new AbortController();
    const wait = new Process(child.pid).wait({ signal: controller.signal }).catch(() => 'aborted');
    controller.abort();
    print(await wait === 'aborted' ? 'ended' : 'no');`,
  'an event iteration that was left': `
    const events = processEvents();
    await events.return();
    print('ended');`,
};

test.for(Object.entries(endings))('%s does not keep the program running', async ([, code]) => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  try {
    const imports = "import { Process, processEvents } from '@psutil/process/promises';";
    expect(await script(`${imports} const child = { pid: ${child.pid} }; ${code}`)).toBe('ended');
  } finally {
    child.kill();
  }
});

test('a pending wait keeps the program running until the process has ended', async () => {
  const code = `
    import { spawn } from 'node:child_process';
    import { Process } from '@psutil/process';
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 300)'], { stdio: 'ignore' });
    child.unref();
    new Process(child.pid).wait().then(() => print('ended'));`;
  expect(await script(code)).toBe('ended');
});
