import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WINDOWS } from '@psutil/native';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { killIfRunning } from '../support/children.ts';
import { needsShell, needsSupport, script } from '../support/run.ts';

/** Starts 300 processes. Among so many, the descendants of one process are found by following /proc/PID/task/TID/children. */
async function startOtherProcesses(): Promise<void> {
  const code = 'i=0; while [ $i -lt 300 ]; do sleep 1000 & i=$((i+1)); done; echo; wait';
  const shell = spawn('sh', ['-c', code], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  onTestFinished(() => killIfRunning(-(shell.pid as number))); // The negative PID is the process group.
  await once(shell.stdout, 'data');
}

function needsUnix(context: TestContext): void {
  context.skip(WINDOWS, 'the test starts processes with a POSIX shell');
  needsShell(context);
  needsSupport(context, 'Process.children');
}

test('children() includes processes that other threads of a process started, and their descendants', async (context) => {
  needsUnix(context);
  await startOtherProcesses();
  const threads = `
    const { Worker } = require('node:worker_threads');
    const code = "require('node:child_process').spawn('sh', ['-c', 'sleep 1000 & echo; wait'], { stdio: ['ignore', 1, 2] })";
    new Worker(code, { eval: true });
    new Worker(code, { eval: true });`;
  const code = `
    import { spawn } from 'node:child_process';
    import { Process } from '@psutil/process';
    import * as promises from '@psutil/process/promises';
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(threads)}], { stdio: ['ignore', 'pipe', 'inherit'] });
    let ready = 0;
    for await (const text of child.stdout) if ((ready += String(text).length) >= 2) break;
    const namesOf = async (all) => Promise.all(all.map((each) => each.name()));
    const namesNow = () => new Process(child.pid).children({ recursive: true }).map((each) => each.name());
    while (namesNow().filter((name) => name === 'sleep').length < 2); // A shell forks before it executes a program.
    const found = new Process(child.pid).children({ recursive: true });
    print({
      direct: await namesOf(new Process(child.pid).children()),
      all: await namesOf(found),
      promised: await namesOf(await new promises.Process(child.pid).children({ recursive: true })),
      parents: found.at(-1).parents().slice(0, 3).map(({ pid }) => pid === child.pid || pid === process.pid),
    });
    for (const each of found) each.kill();
    child.kill();`;
  const all = ['sh', 'sleep', 'sh', 'sleep'];
  expect(await script(code)).toEqual({ direct: ['sh', 'sh'], all, promised: all, parents: [false, true, true] });
});

test('children() misses no child while other children exit', { timeout: 120_000 }, async (context) => {
  needsUnix(context);
  await startOtherProcesses();
  const code = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { Process } from '@psutil/process/promises';
    const self = new Process();
    const missed = [];
    let calls = 0;
    for (let round = 0; round < 60 || calls <= 300; round++) { // A slow machine needs more rounds.
      const exiting = Array.from({ length: 12 }, (_, i) => spawn('sleep', [String(i / 500)]));
      const staying = spawn('sleep', ['1000']);
      const exits = Promise.all(exiting.map((each) => once(each, 'exit'))).then(() => 'exited');
      for (let state; state !== 'exited'; calls++) {
        const pids = (await self.children()).map(({ pid }) => pid);
        if (!pids.includes(staying.pid)) missed.push(round);
        state = await Promise.race([exits, sleep(0)]);
      }
      staying.kill('SIGKILL');
      await once(staying, 'exit');
    }
    print({ missed, enough: calls > 300, calls });`;
  const { missed, calls, enough } = await script<{ missed: number[]; calls: number; enough: boolean }>(code, {
    timeout: 100_000,
  });
  expect(missed).toEqual([]);
  expect(enough, `${calls} calls`).toBe(true);
});
