import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny, reaches } from '../support/children.ts';
import { forms, listOf } from '../support/forms.ts';
import { amongOwnPids, works } from '../support/namespaces.ts';
import { outcome } from '../support/outcome.ts';

async function started(file: string, ...args: readonly string[]): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn(file, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child as ChildProcess & { readonly pid: number };
}

async function onlyChild(pid: number): Promise<number> {
  const children = () => new forms[0][1].Process(pid).children();
  await expect.poll(() => children().length, { timeout: 20_000 }).toBe(1);
  return children()[0]?.pid as number;
}

/**
 * A process that has let go of its program and memory and has not ended: every process is so for a moment. The first
 * process of a PID namespace stays so as long as a zombie is left there, whose parent, outside of it, is stopped.
 */
async function ending(): Promise<number> {
  const outer = await started('unshare', '--pid', '--fork', '--kill-child', 'sleep', '1000');
  const first = await onlyChild(outer.pid);
  onTestFinished(() => killIfAny(first));
  const enters = await started('nsenter', `--pid=/proc/${first}/ns/pid`, 'sleep', '1000');
  const guest = await onlyChild(enters.pid);
  enters.kill('SIGSTOP');
  await reaches(enters.pid, 'T');
  process.kill(first, 'SIGKILL');
  await reaches(guest, 'Z');
  await expect.poll(() => new forms[0][1].Process(first).memoryInfo().vms, { timeout: 20_000 }).toBe(0);
  return first;
}

test.for(forms)('%s, a process that is about to end does not spoil the table', async ([_, entry], context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const pid = await ending();
  const { value, error } = await outcome(() => listOf(entry.processIter({ attrs: ['name', 'exe', 'cmdline'] })));
  expect(error).toBeUndefined();
  expect(value).toContainEqual(expect.objectContaining({ pid }));
});

test.for(forms)('%s, exe of a process that is about to end is empty', async ([_, { Process }], context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const process_ = new Process(await ending());
  expect(await outcome(() => process_.asDict({ attrs: ['name', 'cmdline', 'status'] }))).toEqual({
    value: { name: 'sleep', cmdline: [], status: 'sleeping' },
  });
  expect(await process_.memoryInfo()).toMatchObject({ rss: 0, vms: 0 });
  expect(await outcome(() => process_.exe())).toEqual({ value: '' });
});
