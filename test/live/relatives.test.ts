import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny } from '../support/children.ts';
import { script } from '../support/run.ts';

/** Starts so many processes that the few of a small tree are found from parent to child. */
async function bystanders(): Promise<void> {
  const code = 'i=0; while [ $i -lt 300 ]; do sleep 1000 & i=$((i+1)); done; echo; wait';
  const shell = spawn('sh', ['-c', code], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  onTestFinished(() => killIfAny(-(shell.pid as number))); // with its group
  await once(shell.stdout, 'data');
}

test('what a thread started is a child of its process, and so is what that started', async () => {
  await bystanders();
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

test('no child is missed while others end', { timeout: 120_000 }, async () => {
  await bystanders();
  const code = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { Process } from '@psutil/process/promises';
    const self = new Process();
    const missed = [];
    let readings = 0;
    for (let round = 0; round < 60 || readings <= 300; round++) { // on a slow machine, more rounds
      const ending = Array.from({ length: 12 }, (_, i) => spawn('sleep', [String(i / 500)]));
      const staying = spawn('sleep', ['1000']);
      const ends = Promise.all(ending.map((each) => once(each, 'exit'))).then(() => 'ended');
      for (let state; state !== 'ended'; readings++) {
        const pids = (await self.children()).map(({ pid }) => pid);
        if (!pids.includes(staying.pid)) missed.push(round);
        state = await Promise.race([ends, sleep(0)]); // whether they have ended by now
      }
      staying.kill('SIGKILL');
      await once(staying, 'exit');
    }
    print({ missed, enough: readings > 300, readings });`;
  const { missed, readings, enough } = await script<{ missed: number[]; readings: number; enough: boolean }>(code, {
    timeout: 100_000,
  });
  expect(missed).toEqual([]);
  expect(enough, `${readings} readings`).toBe(true);
});
