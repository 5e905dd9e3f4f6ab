import { expect, onTestFinished, test } from 'vitest';
import { killIfRunning, spawnChild, waitForState } from '../../support/children.ts';
import { forms, listOf } from '../../support/forms.ts';
import { canLaunch, inPidNamespace } from '../../support/namespaces.ts';
import { outcome } from '../../support/outcome.ts';

/** Waits until a process has exactly one child and returns its PID. */
async function onlyChild(pid: number): Promise<number> {
  const children = () => new forms[0][1].Process(pid).children();
  await expect.poll(() => children().length, { timeout: 20_000 }).toBe(1);
  return children()[0]?.pid as number;
}

/**
 * Creates a process that has released its program and memory but has not exited, and returns its PID. Every process is
 * in that state for a moment. PID 1 of a PID namespace remains in it until all other processes of the namespace have
 * been reaped; here, one of them is a zombie whose parent, outside the namespace, is stopped.
 */
async function createExitingProcess(): Promise<number> {
  const outer = await spawnChild('unshare', '--pid', '--fork', '--kill-child', 'sleep', '1000');
  const first = await onlyChild(outer.pid);
  onTestFinished(() => killIfRunning(first));
  const parent = await spawnChild('nsenter', `--pid=/proc/${first}/ns/pid`, 'sleep', '1000');
  const other = await onlyChild(parent.pid);
  parent.kill('SIGSTOP');
  await waitForState(parent.pid, 'T');
  process.kill(first, 'SIGKILL');
  await waitForState(other, 'Z');
  await expect.poll(() => new forms[0][1].Process(first).memoryInfo().vms, { timeout: 20_000 }).toBe(0);
  return first;
}

test.for(forms)('%s: processIter() includes a process that is exiting', async ([_, entry], context) => {
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const pid = await createExitingProcess();
  const { value, error } = await outcome(() => listOf(entry.processIter({ attrs: ['name', 'exe', 'cmdline'] })));
  expect(error).toBeUndefined();
  expect(value).toContainEqual(expect.objectContaining({ pid }));
});

test.for(forms)('%s: exe() of a process that is exiting is empty', async ([_, { Process }], context) => {
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const process_ = new Process(await createExitingProcess());
  expect(await outcome(() => process_.asDict({ attrs: ['name', 'cmdline', 'status'] }))).toEqual({
    value: { name: 'sleep', cmdline: [], status: 'sleeping' },
  });
  expect(await process_.memoryInfo()).toMatchObject({ rss: 0, vms: 0 });
  expect(await outcome(() => process_.exe())).toEqual({ value: '' });
});
