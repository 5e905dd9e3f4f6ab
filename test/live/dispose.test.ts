import { once } from 'node:events';
import { Popen, processEvents } from '@psutil/process';
import * as promises from '@psutil/process/promises';
import { afterEach, expect, test, vi } from 'vitest';

const sleeping = [process.execPath, '-e', 'setTimeout(() => {}, 60_000)'] as const;
const forms = [
  ['synchronous', Popen],
  ['promise', promises.Popen],
] as const;

afterEach(() => {
  vi.useRealTimers();
});

test.for(forms)('Symbol.dispose of the %s Popen terminates the child and closes its pipes', async ([, Class]) => {
  const child = new Class([...sleeping]);
  child[Symbol.dispose]();
  expect([child.stdin?.destroyed, child.stdout?.destroyed, child.stderr?.destroyed]).toEqual([true, true, true]);
  expect(await child.wait()).not.toBe(0);
  expect(child.returncode).not.toBeNull();
});

test.for(forms)('Symbol.asyncDispose of the %s Popen waits until the child has exited', async ([, Class]) => {
  const child = new Class([...sleeping]);
  await child[Symbol.asyncDispose]();
  expect(child.returncode).not.toBeNull();
  expect(await child.isRunning()).toBe(false);
});

test.for(forms)('Symbol.asyncDispose of the %s Popen accepts a child that has exited', async ([, Class]) => {
  const child = new Class([process.execPath, '-e', '']);
  expect(await child.wait()).toBe(0);
  await child[Symbol.asyncDispose]();
  child[Symbol.dispose]();
  expect(child.returncode).toBe(0);
});

test('Symbol.asyncDispose of Popen kills a child that ignores SIGTERM', async (context) => {
  context.skip(process.platform === 'win32', 'a process of Windows cannot ignore its termination');
  const child = new Popen([
    process.execPath,
    '-e',
    "process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1e5)",
  ]);
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const disposed = child[Symbol.asyncDispose]();
  expect(child.returncode).toBeNull();
  vi.advanceTimersByTime(5000);
  await disposed;
  expect(child.returncode).toBe(-9);
});

test('Symbol.asyncDispose of processEvents() ends the iteration', async () => {
  const events = processEvents();
  const next = events.next();
  await events[Symbol.asyncDispose]();
  await next;
  expect(await events.next()).toEqual({ value: undefined, done: true });
});
