import { expect, test } from 'vitest';
import { compiled } from '../support/compiled.ts';
import { outcome } from '../support/outcome.ts';
import { script } from '../support/run.ts';

interface Watched {
  readonly rounds: number;
  /** How many processes of the storm it caught in the act. */
  readonly caught: number;
  /** Some of what went wrong, other than that a process was gone, a zombie, or another user's. */
  readonly wrong: readonly unknown[];
}

interface Storm {
  readonly watched: readonly Watched[];
  readonly unhandled: readonly string[];
  readonly exitCodes: readonly number[];
  /** Descriptors that are open afterwards and were not before. */
  readonly kept: readonly string[];
}

// It looks at everything again and again, in all ways there are, until it is told to stop.
const watcher = `(async () => {
const { parentPort, workerData: storm } = require('node:worker_threads');
const entry = await import('@psutil/process');
const promises = await import('@psutil/process/promises');
const outcome = ${outcome};
const attrs = entry.attributeNames;
const wrong = [];
const caught = new Set();

const expected = ['NoSuchProcess', 'ZombieProcess', ...(process.getuid() === 0 ? [] : ['AccessDenied'])];
const note = ({ error }) => {
  if (error && !expected.includes(error.name)) wrong.push(error);
};
const look = ({ pid, info }) => {
  if (info.pid !== pid || typeof info.name !== 'string' || typeof info.createTime !== 'number') wrong.push(info);
  if (info.ppid !== storm) return;
  caught.add(pid);
  if (!['storm', 'exe'].includes(info.name)) wrong.push(info);
};
const newest = ({ Process, pids }) => async () => {
  for (const pid of (await pids()).slice(-5)) {
    const { value } = await outcome(() => new Process(pid));
    const methods = [...attrs.filter((name) => name !== 'pid'), 'parent', 'isRunning', 'asDict', 'toString'];
    if (value) for (const name of methods) note(await outcome(() => value[name]()));
  }
};
const ways = [
  () => { for (const each of entry.processIter({ attrs })) look(each); },
  async () => { for await (const each of promises.processIter({ attrs })) look(each); },
  () => new entry.Process(storm).children({ recursive: true }),
  () => new promises.Process(storm).children({ recursive: true }),
  newest(entry),
  newest(promises),
];

let rounds = 0;
let stopped = false;
parentPort.once('message', () => { stopped = true; });
parentPort.postMessage('ready');
for (; !stopped; rounds++) {
  for (const way of ways) {
    const { error } = await outcome(way);
    if (error) wrong.push(error);
  }
  await new Promise(setImmediate);
}
parentPort.postMessage({ rounds, caught: caught.size, wrong: wrong.slice(0, 5) });
})()`;

// It stays when it is done, so that the watchers find it until they are told to stop.
const storm = (program: string) => `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { processIter } from '@psutil/process';
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

const parent = spawn(${JSON.stringify(program)}, ['20000'], { stdio: ['pipe', 'pipe', 'inherit'] });
const descriptors = () => readdirSync('/proc/self/fd').flatMap((fd) => {
  try {
    return fd + ' ' + readlinkSync('/proc/self/fd/' + fd);
  } catch {
    return []; // that of the listing itself
  }
});
await once(parent, 'spawn');
const before = descriptors();
const workers = [1, 2].map(() => new Worker(${JSON.stringify(watcher)}, { eval: true, execArgv: [], workerData: parent.pid }));
for (const worker of workers) worker.on('error', (error) => unhandled.push(String(error)));
const exits = workers.map((worker) => new Promise((done) => worker.once('exit', done)));
await Promise.all(workers.map((worker) => once(worker, 'message')));
parent.stdin.write('start\\n');
await once(parent.stdout, 'data');
const answers = workers.map((worker) => once(worker, 'message'));
for (const worker of workers) worker.postMessage('stop');
const watched = (await Promise.all(answers)).map(([answer]) => answer);
const exitCodes = await Promise.all(exits);
// What is kept on purpose: a file of the machine, and the folders of some processes that are still there.
const isMeant = (descriptor) => /^\\d+ \\/proc\\/(\\d+|[a-z]+)$/.test(descriptor);
for (const _ of processIter()); // which lets go of those that have ended
const kept = () => descriptors().filter((descriptor) => !before.includes(descriptor) && !isMeant(descriptor));
// Node's own threads open and close some in passing.
for (let tries = 0; tries < 50 && kept().length > 0; tries++) await new Promise((done) => setTimeout(done, 100));
parent.stdin.end('end\\n');
print({ watched, unhandled, kept: kept(), exitCodes });
`;

test('twenty thousand children that come and go disturb nobody who looks at all processes', {
  timeout: 240_000,
}, async () => {
  const { watched, unhandled, exitCodes, kept } = await script<Storm>(storm(compiled('storm')), { timeout: 230_000 });
  expect(watched).toHaveLength(2);
  expect(watched.map(({ wrong }) => wrong)).toEqual([[], []]);
  for (const { rounds, caught } of watched) {
    expect(rounds).toBeGreaterThan(0);
    expect(caught).toBeGreaterThan(0);
  }
  expect(unhandled).toEqual([]);
  expect(exitCodes).toEqual([0, 0]);
  expect(kept).toEqual([]);
});
