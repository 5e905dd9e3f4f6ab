import { once } from 'node:events';
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { end, reaches, sleeper, zombie } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { failure } from '../support/outcome.ts';
import { needsStrace, traced } from '../support/strace.ts';

test.each(forms)('%s, suspend and resume stop a process and let it go on', async (_, { Process }) => {
  const { pid } = await sleeper();
  const child = new Process(pid);
  expect(await child.suspend()).toBeUndefined();
  await reaches(pid, 'T');
  expect(await child.resume()).toBeUndefined();
  await reaches(pid, 'S');
});

test.each(forms)('%s, terminate and kill end a process by their signals', async (_, { Process }) => {
  for (const [method, signal] of [
    ['terminate', 'SIGTERM'],
    ['kill', 'SIGKILL'],
  ] as const) {
    const child = await sleeper();
    const exit = once(child, 'exit');
    expect(await new Process(child.pid)[method]()).toBeUndefined();
    expect(await exit).toEqual([null, signal]);
  }
});

test.each(forms)('%s, a signal is told by its name or its number', async (_, { Process }) => {
  for (const signal of ['SIGUSR1', constants.signals.SIGUSR1] as const) {
    const child = await sleeper();
    const exit = once(child, 'exit');
    await new Process(child.pid).sendSignal(signal);
    expect(await exit).toEqual([null, 'SIGUSR1']);
  }
  const child = await sleeper();
  const exit = once(child, 'exit');
  await new Process(child.pid).sendSignal(64); // the last of the real-time signals, which have no names here
  await exit;
});

test.each(forms)('%s, the signal 0 asks whether a signal could be sent', async (_, { Process }) => {
  const child = await sleeper();
  const process_ = new Process(child.pid);
  expect(await process_.sendSignal(0)).toBeUndefined();
  await end(child);
  expect(await failure(() => process_.sendSignal(0))).toMatchObject({ name: 'NoSuchProcess' });
});

test.each(forms)('%s, a signal to a zombie does nothing', async (_, { Process }) => {
  const { pid } = await zombie();
  const child = new Process(pid);
  for (const method of ['terminate', 'kill', 'suspend', 'resume'] as const)
    expect(await child[method]()).toBeUndefined();
  expect(await child.status()).toBe('zombie');
});

const killChild = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { Process } from '@psutil/process';
  const child = spawn('sleep', ['1000']);
  await once(child, 'spawn');
  const process_ = new Process(child.pid);
  const exit = once(child, 'exit');
  process_.kill();
  print(await exit);`;

test.for([
  ['too old for pidfd_open', 'pidfd_open:error=ENOSYS'],
  ['in a sandbox that forbids pidfd_open', 'pidfd_open:error=EPERM'],
  ['without a descriptor left for it', 'pidfd_open:error=EMFILE'],
  ['too old for pidfd_send_signal', 'pidfd_send_signal:error=ENOSYS'],
] as const)('a signal is sent on a system %s', async ([, fault], context) => {
  needsStrace(context, 'pidfd_open,pidfd_send_signal');
  const { printed } = await traced(killChild, 'pidfd_open,pidfd_send_signal', `--inject=${fault}`);
  expect(printed).toEqual([null, 'SIGKILL']);
});

test('what a signal is sent to was opened before it was proved to be the process', async (context) => {
  needsStrace(context, 'pidfd_open,pidfd_send_signal');
  const { calls } = await traced(killChild, 'pidfd_open,openat,pidfd_send_signal,kill');
  const sent = calls.findLastIndex((line) => line.startsWith('pidfd_send_signal('));
  const opened = calls.findLastIndex((line, index) => index < sent && line.startsWith('pidfd_open('));
  expect(opened).toBeGreaterThan(0);
  expect(calls.slice(opened, sent).filter((line) => line.includes('"stat"'))).toHaveLength(1);
  expect(calls.slice(opened).filter((line) => line.startsWith('kill('))).toEqual([]);
});
