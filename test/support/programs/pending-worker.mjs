// A worker thread with pending waits, events and calls on the thread pool and on detached threads. Its data is the PID of
// another process.
import { setImmediate } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';
import { diskUsage } from '@psutil/disk/promises';
import { virtualMemory } from '@psutil/memory/promises';
import { Process, processEvents } from '@psutil/process/promises';

const other = new Process(workerData);
for (let i = 0; i < 20; i++) other.wait().catch(() => {});

async function iterate() {
  for await (const _ of processEvents());
}
iterate().catch(() => {});

async function read() {
  for (;;) await Promise.allSettled([diskUsage('/'), virtualMemory(), other.cpuTimes()]);
}
for (let i = 0; i < 10; i++) read();
// Node.js aborts if a worker thread is terminated while its module is evaluated.
setImmediate(() => parentPort.postMessage('ready'));
