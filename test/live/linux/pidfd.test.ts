import { expect, test } from 'vitest';
import { needsStrace, traceScript } from '../../support/strace.ts';

const waitForChild = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  import { Process } from '@psutil/process';
  const child = spawn('sh', ['-c', 'read line; exit 3'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  const exit = once(child, 'exit');
  const wait = new Process(child.pid).wait();
  const early = await new Process(child.pid).wait({ timeout: 0.05 }).catch(({ name }) => name);
  child.stdin.end();
  print({ early, code: await wait, exit: await exit });`;

test.for([
  ['the kernel lacks pidfd_open(2)', 'pidfd_open:error=ENOSYS'],
  ['a sandbox forbids pidfd_open(2)', 'pidfd_open:error=EPERM'],
  ['the process has no descriptor left', 'pidfd_open:error=EMFILE'],
  ['the system has no descriptor left', 'pidfd_open:error=ENFILE'],
] as const)('wait() resolves even if %s', async ([, fault], context) => {
  needsStrace(context, 'pidfd_open');
  const { printed } = await traceScript(waitForChild, 'pidfd_open', `--inject=${fault}`);
  expect(printed).toEqual({ early: 'TimeoutExpired', code: null, exit: [3, null] });
});

test('wait() leaves it to Node.js to reap a child', async (context) => {
  needsStrace(context, 'wait4,waitid');
  const { printed, calls } = await traceScript(waitForChild, 'wait4,waitid,pidfd_open');
  expect(printed).toMatchObject({ exit: [3, null] });
  // libuv calls wait4(2) with WNOHANG after SIGCHLD. No other call is expected.
  expect(calls.filter((line) => /^wait(4|id)\(/.test(line) && !line.includes('WNOHANG'))).toEqual([]);
  expect(calls.filter((line) => line.startsWith('pidfd_open('))).not.toEqual([]);
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
  ['the kernel lacks pidfd_open(2)', 'pidfd_open:error=ENOSYS'],
  ['a sandbox forbids pidfd_open(2)', 'pidfd_open:error=EPERM'],
  ['the process has no descriptor left', 'pidfd_open:error=EMFILE'],
  ['the kernel lacks pidfd_send_signal(2)', 'pidfd_send_signal:error=ENOSYS'],
  ['a sandbox forbids pidfd_send_signal(2)', 'pidfd_send_signal:error=EPERM'],
] as const)('kill() sends the signal even if %s', async ([, fault], context) => {
  needsStrace(context, 'pidfd_open,pidfd_send_signal');
  const { printed } = await traceScript(killChild, 'pidfd_open,pidfd_send_signal', `--inject=${fault}`);
  expect(printed).toEqual([null, 'SIGKILL']);
});

test('kill() verifies the process after pidfd_open(2) and before pidfd_send_signal(2)', async (context) => {
  needsStrace(context, 'pidfd_open,pidfd_send_signal');
  const { calls } = await traceScript(killChild, 'pidfd_open,openat,pidfd_send_signal,kill');
  const sent = calls.findLastIndex((line) => line.startsWith('pidfd_send_signal('));
  const opened = calls.findLastIndex((line, index) => index < sent && line.startsWith('pidfd_open('));
  expect(opened).toBeGreaterThan(0);
  expect(calls.slice(opened, sent).filter((line) => line.includes('"stat"'))).toHaveLength(1);
  expect(calls.slice(opened).filter((line) => line.startsWith('kill('))).toEqual([]);
});
