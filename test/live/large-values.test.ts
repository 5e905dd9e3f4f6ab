import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINUX, WINDOWS } from '@psutil/native';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { idleCommand, nodeCommand } from '../support/children.ts';
import { compileProgram, compilerVersion } from '../support/compile.ts';
import { temporaryDirectory } from '../support/executable.ts';
import { forms, listOf } from '../support/forms.ts';
import { needs, needsSupport } from '../support/run.ts';

/** Starts a process with many threads or memory mappings, and kills it when the test ends. */
async function startLargeProcess(
  kind: 'threads' | 'maps',
  count: number,
  context: TestContext,
): Promise<ChildProcess & { readonly pid: number }> {
  context.skip(!LINUX, 'the numbers of threads and mappings are limits of Linux');
  needs(context, ...compilerVersion);
  const child = spawn(compileProgram('large_process'), [kind, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child as unknown as ChildProcess & { readonly pid: number };
}

test('numThreads() and threads() count 5,000 threads', async (context) => {
  const { pid } = await startLargeProcess('threads', 5000, context);
  for (const [, { Process }] of forms) {
    const process_ = new Process(pid);
    expect(await process_.numThreads()).toBe(5000);
    const threads = await process_.threads();
    expect(threads).toHaveLength(5000);
    const first = threads.find(({ id }) => id === pid);
    expect(first).toMatchObject({ userTime: expect.any(Number), systemTime: expect.any(Number) });
    const ids = threads.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(new Set(ids).size).toBe(5000);
  }
});

test('memoryMaps() and memoryFullInfo() read 20,000 memory mappings', async (context) => {
  const { pid } = await startLargeProcess('maps', 20_000, context);
  for (const [, { Process }] of forms) {
    const process_ = new Process(pid);
    const maps = await process_.memoryMaps({ grouped: false });
    expect(maps.length).toBeGreaterThanOrEqual(20_000);
    const grouped = await process_.memoryMaps();
    expect(grouped.length).toBeLessThan(50);
    const anonymous = grouped.find(({ path }) => path === '[anon]');
    expect(anonymous?.privateDirty).toBeGreaterThanOrEqual(10_000 * 4096);
    const sum = (rows: readonly { readonly rss: number }[]) => rows.reduce((all, { rss }) => all + rss, 0);
    // The kernel may have reclaimed some pages between the two reads.
    expect(Math.abs(sum(grouped) - sum(maps))).toBeLessThan(2 ** 20);
    const { uss, pss, rss } = await process_.memoryFullInfo();
    expect(uss).toBeGreaterThanOrEqual(anonymous?.privateDirty ?? Number.NaN);
    expect(pss).toBeLessThanOrEqual(rss);
  }
});

test.for(forms)(
  '%s: openFiles() and numFds() count 10,000 open files',
  async ([_, { Process, RLIMIT_NOFILE }], context) => {
    needsSupport(context, 'Process.openFiles', 'Process.numFds', 'Process.rlimit');
    const self = new Process();
    const [soft, hard] = await self.rlimit(RLIMIT_NOFILE);
    const count = 10_000;
    if (soft < count + 1000) await self.rlimit(RLIMIT_NOFILE, [Math.min(hard, count + 1000), hard]);
    const path = join(temporaryDirectory(), 'file');
    writeFileSync(path, '');
    const before = await self.numFds();
    const fds: number[] = [];
    onTestFinished(() => fds.forEach((fd) => void closeSync(fd)));
    while (fds.length < count) fds.push(openSync(path, 'r'));
    expect((await self.numFds()) - before).toBeGreaterThanOrEqual(count - 10);
    const files = (await self.openFiles()).filter((file) => file.path === path);
    expect(files.map(({ fd }) => fd)).toEqual(fds.toSorted((one, other) => one - other));
  },
);

test.for(forms)('%s: cmdline() returns 1 MB of arguments, also empty ones', async ([_, entry], context) => {
  context.skip(WINDOWS, 'Windows limits a command line to 32,767 characters');
  const argument = 'x'.repeat(100_000);
  const args = ['', ...Array.from({ length: 10 }, () => argument), '', 'é'.repeat(1000), ''];
  const expected = [...nodeCommand('process.stdin.resume()'), '--', ...args] as const;
  const child = new entry.Popen(expected as never);
  onTestFinished(() => void child.kill());
  const listed = await listOf(entry.processIter({ attrs: ['cmdline'] }));
  expect(listed.find(({ pid }) => pid === child.pid)?.info.cmdline).toEqual(expected);
  expect(await new entry.Process(child.pid).cmdline()).toEqual(expected);
});

test.for(forms)(
  '%s: environ() returns 1 MB of variables, also with the names of properties of Object',
  async ([_, entry], context) => {
    needsSupport(context, 'Process.environ');
    context.skip(WINDOWS, 'Windows limits a variable to 32,767 characters');
    const big = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`BIG${index}`, 'y'.repeat(100_000)]));
    const environment = { ...big, constructor: 'a', toString: '', EQUALS: 'a=b=c', NEWLINE: 'a\nb', É: 'ü' };
    const child = new entry.Popen(idleCommand, {
      env: { PATH: process.env['PATH'], ...environment, ['__proto__']: 'own' },
    });
    onTestFinished(() => void child.kill());
    const environ = await child.environ();
    expect(environ).toMatchObject(environment);
    expect(Object.keys(environ)).toEqual(expect.arrayContaining(['PATH', 'constructor', 'toString', '__proto__']));
    expect(Object.getOwnPropertyDescriptor(environ, '__proto__')?.value).toBe('own');
  },
);
