// Uses the parts of the library that depend on a runtime's event loop, and prints the results as JSON.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { diskUsage } from '@psutil/disk/promises';
import { virtualMemory } from '@psutil/memory/promises';
import { killTree, Popen, Process, processEvents } from '@psutil/process/promises';

/** Starts a shell whose child prints its PID and sleeps. */
async function grandchild(seconds) {
  const shell = spawn('sh', ['-c', `sleep ${seconds} & echo $!; wait`], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(shell.stdout, 'data');
  return { shell, pid: Number(line) };
}

async function firstStart(events) {
  spawn('true');
  for await (const { event } of events) if (event === 'start') return event;
}

async function terminateWorkers(count) {
  for (let i = 0; i < count; i++) {
    const worker = new Worker(new URL('pending-worker.mjs', import.meta.url), { workerData: process.pid });
    await once(worker, 'message');
    await worker.terminate();
  }
  return count;
}

const { pid } = await grandchild(0.2);
const tree = await grandchild(1000);
const { gone, alive } = await killTree(tree.shell.pid);
const events = processEvents({ interval: 0.05 });
const timedOut = await new Process().wait({ timeout: 0.01 }).catch(({ name }) => name);
console.log(
  JSON.stringify({
    wait: await new Process(pid).wait(),
    timedOut,
    exitCode: await new Popen(['sh', '-c', 'exit 3']).wait(),
    tree: [gone.length, alive.length],
    event: await firstStart(events),
    terminated: await terminateWorkers(3),
    memory: (await virtualMemory()).total > 0,
    disk: (await diskUsage('/')).total > 0,
  }),
);
