import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { WINDOWS } from '@psutil/native';
import { Process, processIter } from '@psutil/process';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { nodeCommand } from '../support/children.ts';
import { temporaryDirectory } from '../support/executable.ts';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

function needsWindows(context: TestContext, name: string): void {
  context.skip(!WINDOWS, 'the test is for Windows');
  needsSupport(context, name);
}

/** Opens a file until the test ends, and returns its path. */
function openFile(): string {
  const path = join(temporaryDirectory(), 'open é😀');
  const fd = openSync(path, 'w');
  onTestFinished(() => closeSync(fd));
  return path;
}

/** Opens both ends of named pipes until the test ends. */
async function openPipes(count: number): Promise<void> {
  const path = `\\\\.\\pipe\\psutil-${process.pid}-${Math.random()}`;
  const accepted: Socket[] = [];
  const server: Server = createServer((socket) => void accepted.push(socket)).listen(path);
  await once(server, 'listening');
  const sockets = Array.from({ length: count }, () => connect(path));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  onTestFinished(() => {
    for (const socket of [...sockets, ...accepted]) socket.destroy();
    server.close();
  });
}

test.for(forms)('Windows, %s: openFiles() returns files without descriptors', async ([_, { Process }], context) => {
  needsWindows(context, 'Process.openFiles');
  const path = openFile();
  const files = await new Process().openFiles();
  expect(files.find((each) => each.path === path)).toEqual({ path, fd: -1 });
});

test('Windows: openFiles() returns the files of a process with pipes that are waited on', async (context) => {
  needsWindows(context, 'Process.openFiles');
  const path = join(temporaryDirectory(), 'file');
  const code = `require('fs').openSync(${JSON.stringify(path)}, 'w'); console.log(1); require('fs').readSync(0, Buffer.alloc(1))`;
  const [file, ...args] = nodeCommand(code);
  const child = spawn(file, args);
  onTestFinished(() => void child.kill());
  await once(child.stdout, 'data');
  expect(new Process(child.pid).openFiles().map((each) => each.path)).toEqual(expect.arrayContaining([path]));
});

test('Windows: openFiles() leaves no thread and no handle behind', async (context) => {
  needsWindows(context, 'Process.openFiles');
  const path = openFile();
  await openPipes(100);
  const self = new Process();
  const count = () => {
    // Under Wine, only the table of all processes has the number of handles.
    const attrs = ['numHandles', 'numThreads'] as const;
    const info = [...processIter({ attrs })].find(({ pid }) => pid === process.pid)?.info;
    return { handles: info?.numHandles ?? 0, threads: info?.numThreads ?? 0 };
  };
  for (let call = 0; call < 10; ++call) self.openFiles();
  const before = count();
  expect(before.handles).toBeGreaterThan(200);
  for (let call = 0; call < 50; ++call) expect(self.openFiles().map((each) => each.path)).toContain(path);
  // A thread ends after it has passed its result.
  await expect.poll(() => count().threads).toBeLessThanOrEqual(before.threads);
  await expect.poll(() => count().handles - before.handles).toBeLessThan(20);
});

test.for(forms)('Windows, %s: memoryMaps() returns the program and its memory', async ([_, { Process }], context) => {
  needsWindows(context, 'Process.memoryMaps');
  const self = new Process();
  const files = await self.memoryMaps();
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['[anon]', await self.exe()]));
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  expect(files.filter(({ rss, size }) => rss > size)).toEqual([]);
  expect(files.find(({ path }) => path === '[anon]')?.rss).toBeGreaterThan(0);
});

test.for(forms)('Windows, %s: memoryMaps() returns each region', async ([_, { Process }], context) => {
  needsWindows(context, 'Process.memoryMaps');
  const regions = await new Process().memoryMaps({ grouped: false });
  expect(regions.every(({ perms }) => /^(|r|rw|wc|x|xr|xrw|xwc)$/.test(perms))).toBe(true);
  const addresses = regions.map(({ addr, size }) => ({
    range: addr.split('-').map((each) => BigInt(`0x${each}`)),
    size,
  }));
  expect(addresses.filter(({ range: [start = 0n, end = 0n], size }) => end - start !== BigInt(size))).toEqual([]);
  expect(regions.some(({ perms, path }) => perms === 'xr' && path.endsWith('.exe'))).toBe(true);
});
