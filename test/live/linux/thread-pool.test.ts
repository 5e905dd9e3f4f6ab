import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../support/executable.ts';
import { script } from '../../support/run.ts';

/** Creates a /proc whose meminfo is a FIFO, so that a reading of it never returns. */
function blockingProc(): string {
  const proc = temporaryDirectory();
  execFileSync('mkfifo', [join(proc, 'meminfo')]);
  return proc;
}

const readBlocking = (proc: string, count = 1) => `
  import { virtualMemory } from '@psutil/memory/promises';
  import { pids } from '@psutil/process/promises';
  for (let i = 0; i < ${count}; i++) void virtualMemory({ host: { proc: '${proc}' } });`;

test('process.exit() is not delayed by a reading that never returns', async () => {
  const code = `${readBlocking(blockingProc(), 4)} print(true); process.stdout.write('', () => process.exit());`;
  expect(await script<boolean>(code, { timeout: 30_000 })).toBe(true);
});

test('worker.terminate() is not delayed by a reading that never returns', async () => {
  const proc = blockingProc();
  const code = `
  import { once } from 'node:events';
  import { Worker } from 'node:worker_threads';
  const worker = new Worker(
    \`import('@psutil/memory/promises').then(({ virtualMemory }) => {
      void virtualMemory({ host: { proc: '${proc}' } });
      require('node:worker_threads').parentPort.postMessage('started');
    })\`,
    { eval: true, execArgv: [] },
  );
  await once(worker, 'message');
  print(await worker.terminate());
  process.exit();`;
  expect(await script<number>(code, { timeout: 30_000 })).toBe(1);
});

test('readings that never return leave the thread pool of Node.js free', async () => {
  const code = `${readBlocking(blockingProc(), 8)}
  import { readFile } from 'node:fs/promises';
  print((await readFile('/proc/self/stat', 'utf8')).startsWith(process.pid));
  process.exit();`;
  expect(await script<boolean>(code, { timeout: 30_000 })).toBe(true);
});

test('a pending reading keeps the program running, and nothing does afterwards', async () => {
  const code = `
  import { pids } from '@psutil/process/promises';
  pids().then(({ length }) => pids().then(() => print(length > 0)));`;
  expect(await script<boolean>(code, { timeout: 30_000 })).toBe(true);
});

test('a result that is longer than the longest string is ERR_TOO_LARGE', async (context) => {
  context.skip(freemem() < 6 * 2 ** 30, 'the test needs 6 GiB of free memory');
  const proc = temporaryDirectory();
  mkdirSync(join(proc, 'sys/kernel'), { recursive: true });
  const hostname = join(proc, 'sys/kernel/hostname');
  writeFileSync(hostname, '');
  truncateSync(hostname, 2 ** 29 - 20);
  const code = `
  import { hostInfo } from '@psutil/system';
  import { hostInfo as hostInfoAsync } from '@psutil/system/promises';
  const codeOf = async (read) => {
    try {
      return (await read({ host: { proc: '${proc}' } })).hostname.length;
    } catch ({ name, code }) {
      return [name, code];
    }
  };
  print([await codeOf(hostInfo), await codeOf(hostInfoAsync)]);`;
  const tooLarge = ['PsutilError', 'ERR_TOO_LARGE'];
  expect(await script(code)).toEqual([tooLarge, tooLarge]);
});
