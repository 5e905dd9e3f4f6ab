import { expect, test } from 'vitest';
import { compileProgram, compilerVersion } from '../../support/compile.ts';
import { outcome } from '../../support/outcome.ts';
import { needs, script } from '../../support/run.ts';

interface ReaderResult {
  readonly rounds: number;
  /** Number of short-lived processes that were listed. */
  readonly listed: number;
  /** The first wrong attributes and unexpected errors. */
  readonly wrong: readonly unknown[];
}

interface Result {
  readonly readers: readonly ReaderResult[];
  readonly unhandled: readonly string[];
  readonly exitCodes: readonly number[];
  /** Descriptors that were opened during the test and not closed. */
  readonly descriptors: readonly string[];
}

/** A worker thread that reads all processes in several ways until it receives a message. */
const reader = `(async () => {
const { parentPort, workerData: parentPid } = require('node:worker_threads');
const sync = await import('@psutil/process');
const promises = await import('@psutil/process/promises');
const outcome = ${outcome};
const { supports } = await import('@psutil/native');
const attrs = sync.attributeNames.filter((name) => supports('Process.' + name));
const wrong = [];
const listed = new Set();

const expected = ['NoSuchProcess', 'ZombieProcess', ...(process.getuid() === 0 ? [] : ['AccessDenied'])];
const checkOutcome = ({ error }) => {
  if (error && !expected.includes(error.name)) wrong.push(error);
};
const checkRow = ({ pid, info }) => {
  if (info.pid !== pid || typeof info.name !== 'string' || typeof info.createTime !== 'number') wrong.push(info);
  if (info.ppid !== parentPid) return;
  listed.add(pid);
  if (!['process_churn', 'exe'].includes(info.name)) wrong.push(info);
};
const readNewest = ({ Process, pids }) => async () => {
  for (const pid of (await pids()).slice(-5)) {
    const { value } = await outcome(() => new Process(pid));
    const methods = [...attrs.filter((name) => name !== 'pid'), 'parent', 'isRunning', 'asDict', 'toString'];
    if (value) for (const name of methods) checkOutcome(await outcome(() => value[name]()));
  }
};
const reads = [
  () => { for (const each of sync.processIter({ attrs })) checkRow(each); },
  async () => { for await (const each of promises.processIter({ attrs })) checkRow(each); },
  () => new sync.Process(parentPid).children({ recursive: true }),
  () => new promises.Process(parentPid).children({ recursive: true }),
  readNewest(sync),
  readNewest(promises),
];

let rounds = 0;
let stopped = false;
parentPort.once('message', () => { stopped = true; });
parentPort.postMessage('ready');
for (; !stopped; rounds++) {
  for (const read of reads) {
    const { error } = await outcome(read);
    if (error) wrong.push(error);
  }
  await new Promise(setImmediate);
}
parentPort.postMessage({ rounds, listed: listed.size, wrong: wrong.slice(0, 5) });
})()`;

/** The program waits for the end of its input after the last process, so that the readers always find it. */
const runReaders = (program: string) => `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { processIter } from '@psutil/process';
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));

const parent = spawn(${JSON.stringify(program)}, ['20000'], { stdio: ['pipe', 'pipe', 'inherit'] });
const openDescriptors = () => readdirSync('/proc/self/fd').flatMap((fd) => {
  try {
    return fd + ' ' + readlinkSync('/proc/self/fd/' + fd);
  } catch {
    return []; // The descriptor of the directory itself.
  }
});
await once(parent, 'spawn');
const before = openDescriptors();
const workers = [1, 2].map(() => new Worker(${JSON.stringify(reader)}, { eval: true, execArgv: [], workerData: parent.pid }));
for (const worker of workers) worker.on('error', (error) => unhandled.push(String(error)));
const exits = workers.map((worker) => new Promise((done) => worker.once('exit', done)));
await Promise.all(workers.map((worker) => once(worker, 'message')));
parent.stdin.write('start\\n');
await once(parent.stdout, 'data');
const messages = workers.map((worker) => once(worker, 'message'));
for (const worker of workers) worker.postMessage('stop');
const readers = (await Promise.all(messages)).map(([message]) => message);
const exitCodes = await Promise.all(exits);
// Persistent files of the system, and the cached directories of existing processes.
const isCached = (descriptor) => /^\\d+ \\/proc\\/(\\d+|[a-z]+)$/.test(descriptor);
for (const _ of processIter()); // Removes processes that have exited from the cache.
const leaked = () => openDescriptors().filter((descriptor) => !before.includes(descriptor) && !isCached(descriptor));
// The threads of Node.js open and close some descriptors.
for (let tries = 0; tries < 50 && leaked().length > 0; tries++) await new Promise((done) => setTimeout(done, 100));
parent.stdin.end('end\\n');
print({ readers, unhandled, descriptors: leaked(), exitCodes });
`;

test('two threads read all processes correctly while 20,000 processes start and exit', {
  timeout: 240_000,
}, async (context) => {
  needs(context, ...compilerVersion);
  const code = runReaders(compileProgram('process_churn'));
  const { readers, unhandled, exitCodes, descriptors } = await script<Result>(code, { timeout: 230_000 });
  expect(readers).toHaveLength(2);
  expect(readers.map(({ wrong }) => wrong)).toEqual([[], []]);
  for (const { rounds, listed } of readers) {
    expect(rounds).toBeGreaterThan(0);
    expect(listed).toBeGreaterThan(0);
  }
  expect(unhandled).toEqual([]);
  expect(exitCodes).toEqual([0, 0]);
  expect(descriptors).toEqual([]);
});
