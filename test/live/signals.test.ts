import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { LINUX, WINDOWS } from '@psutil/native';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { killAndWait, nodeCommand, spawnChild, spawnZombie, waitForState } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { needsSupport, skipWine } from '../support/run.ts';

const needsSignals = (context: TestContext) => context.skip(WINDOWS, 'Windows has no signals');

test.for(forms)('%s: suspend() stops a process and resume() continues it', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.suspend', 'Process.resume');
  skipWine(context, 'does not report the states of threads');
  const { pid } = await spawnChild();
  const child = new Process(pid);
  expect(await child.suspend()).toBeUndefined();
  context.skip(WINDOWS && 'WINEPREFIX' in process.env, 'Wine does not report the states of threads');
  if (WINDOWS) await expect.poll(() => child.status()).toBe('stopped');
  else await waitForState(pid, 'T');
  expect(await child.resume()).toBeUndefined();
  await waitForState(pid, 'S');
});

test.for(forms)('%s: terminate() sends SIGTERM and kill() sends SIGKILL', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.terminate', 'Process.kill');
  for (const [method, signal] of [
    ['terminate', 'SIGTERM'],
    ['kill', 'SIGKILL'],
  ] as const) {
    const child = await spawnChild();
    const exit = once(child, 'exit');
    expect(await new Process(child.pid)[method]()).toBeUndefined();
    // On Windows, both call TerminateProcess().
    expect(await exit).toEqual(WINDOWS ? [15, null] : [null, signal]);
  }
});

test.for(forms)('%s: sendSignal() accepts a signal name and a number', async ([_, { Process }], context) => {
  needsSignals(context);
  for (const signal of ['SIGUSR1', constants.signals.SIGUSR1] as const) {
    const child = await spawnChild();
    const exit = once(child, 'exit');
    await new Process(child.pid).sendSignal(signal);
    expect(await exit).toEqual([null, 'SIGUSR1']);
  }
});

test.for(forms)('Windows, %s: sendSignal() terminates a process or throws', async ([_, { Process }], context) => {
  context.skip(!WINDOWS, 'other systems have signals');
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL', 'SIGTERM', 9] as const) {
    const child = await spawnChild();
    const exit = once(child, 'exit');
    await new Process(child.pid).sendSignal(signal);
    expect(await exit).toEqual([15, null]);
  }
  const child = new Process((await spawnChild()).pid);
  for (const signal of ['SIGHUP', 'SIGBREAK', 'SIGUSR1'] as const) {
    const message = `${signal} is not supported on this system`;
    expect(await failure(() => child.sendSignal(signal))).toMatchObject({
      name: 'NotSupported',
      message: expect.stringContaining(message),
    });
  }
  expect(await child.isRunning()).toBe(true);
});

test.for(forms)('Windows, %s: a process is resumed as often as it was suspended', async ([_, { Process }], context) => {
  context.skip(!WINDOWS, 'other systems do not count');
  const [file, ...args] = nodeCommand(`process.stdin.on('data', (data) => process.stdout.write(data))`);
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  const process_ = new Process(child.pid as number);
  child.stdin.write('a');
  await expect.poll(() => text, { timeout: 20_000 }).toBe('a');
  for (let i = 0; i < 2; i++) await process_.suspend();
  await process_.resume();
  child.stdin.write('b');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(text).toBe('a');
  await process_.resume();
  await expect.poll(() => text, { timeout: 20_000 }).toBe('ab');
});

test.for(forms)('Windows, %s: no other process is signalled by a PID nearby', async ([_, { Process }], context) => {
  context.skip(!WINDOWS, 'Windows ignores the low bits of a PID');
  const { pid } = await spawnChild();
  for (const near of [1, 2, 3])
    expect(await failure(() => new Process(pid + near).kill())).toMatchObject({ name: 'NoSuchProcess' });
  expect(await new Process(pid).isRunning()).toBe(true);
});

test.for(forms)('%s: sendSignal() accepts real-time signals', async ([_, { Process }], context) => {
  context.skip(!LINUX, 'the number of the last real-time signal is that of Linux');
  const child = await spawnChild();
  const exit = once(child, 'exit');
  await new Process(child.pid).sendSignal(64); // SIGRTMAX, which has no name in Node.js.
  await exit;
});

test.for(forms)('%s: sendSignal(0) checks whether a process exists', async ([_, { Process }], context) => {
  needsSupport(context, 'Process.sendSignal');
  const child = await spawnChild();
  const process_ = new Process(child.pid);
  expect(await process_.sendSignal(0)).toBeUndefined();
  await killAndWait(child);
  expect(await failure(() => process_.sendSignal(0))).toMatchObject({ name: 'NoSuchProcess' });
});

test.for(forms)('%s: signals to a zombie have no effect', async ([_, { Process }], context) => {
  needsSignals(context);
  const { pid } = await spawnZombie();
  const child = new Process(pid);
  for (const method of ['terminate', 'kill', 'suspend', 'resume'] as const)
    expect(await child[method]()).toBeUndefined();
  expect(await child.status()).toBe('zombie');
});
