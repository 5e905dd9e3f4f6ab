import { LINUX } from '@psutil/native';
import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';
import { expect, onTestFinished, test } from 'vitest';
import { busyCommand, idleName, killIfRunning, spawnChild, waitForState } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.for(forms)(
  '%s: sample() returns the CPU usage since the previous sample of this sampler',
  async ([_, entry], context) => {
    needsSupport(context, 'createProcessSampler', 'Process.cpuTimes');
    const busy = await spawnChild(...busyCommand);
    const idle = await spawnChild();
    await waitForState(idle.pid, 'S');
    const samplers = [entry.createProcessSampler(), entry.createProcessSampler()];
    const process_ = new entry.Process(busy.pid);
    expect(await process_.cpuPercent()).toBe(0);
    await delay(600);
    for (const sampler of samplers) {
      const { seconds, processes } = await sampler.sample();
      const find = (pid: number) => processes.find((each) => each.pid === pid);
      expect(seconds).toBeGreaterThan(0.5);
      expect(find(busy.pid)?.cpuPercent).toBeGreaterThan(10);
      expect(find(busy.pid)?.cpuPercent).toBeLessThan(120);
      expect(find(idle.pid)).toMatchObject({ name: idleName, cpuPercent: 0, io: { readBytes: 0, writeBytes: 0 } });
      expect(find(busy.pid)?.createTime).toBeCloseTo(await process_.createTime(), 1);
    }
    expect(await process_.cpuPercent()).toBeGreaterThan(10);
    expect((await samplers[0]?.sample())?.seconds).toBeLessThan(0.5);
  },
);

test.for(forms)('%s: sample() returns the bytes written per second', async ([_, entry], context) => {
  needsSupport(context, 'createProcessSampler', 'Process.ioCounters');
  context.skip(!LINUX, 'only Linux counts the bytes that are written to pipes');
  const child = new sync.Popen(['sh', '-c', 'read go; head -c 10000000 /dev/zero; read end']);
  onTestFinished(() => killIfRunning(child.pid));
  const sampler = entry.createProcessSampler();
  child.stdin?.write('go\n');
  let received = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    received += chunk.length;
    if (received === 10_000_000) break;
  }
  await delay(100);
  const { seconds, processes } = await sampler.sample();
  // The kernel adds the counters of `head` to those of the shell, which has waited for it; see proc_pid_io(5).
  const io = processes.find(({ pid }) => pid === child.pid)?.io;
  expect(Math.round((io?.writeChars ?? 0) * seconds)).toBeGreaterThanOrEqual(10_000_000);
});

test.for(forms)(
  '%s: sample() counts a new process from its start and omits an exited one',
  async ([_, entry], context) => {
    needsSupport(context, 'createProcessSampler');
    const exited = await spawnChild();
    const sampler = entry.createProcessSampler();
    const started = await spawnChild(...busyCommand);
    exited.kill('SIGKILL');
    await delay(300);
    const { processes } = await sampler.sample();
    expect(processes.find(({ pid }) => pid === started.pid)?.cpuPercent).toBeGreaterThan(5);
    expect(processes.find(({ pid }) => pid === exited.pid)).toBeUndefined();
    const pids = processes.map(({ pid }) => pid);
    expect(pids).toEqual(pids.toSorted((one, other) => one - other));
  },
);

test('promises: cpuPercent() with an interval does not change the state of later calls', async (context) => {
  needsSupport(context, 'Process.cpuTimes');
  const busy = await spawnChild(...busyCommand);
  const process_ = new promises.Process(busy.pid);
  expect(await process_.cpuPercent({ interval: 0.3 })).toBeGreaterThan(10);
  expect(await process_.cpuPercent()).toBe(0);
  const stop = new AbortController();
  const wait = process_.cpuPercent({ interval: 60, signal: stop.signal });
  stop.abort();
  await expect(wait).rejects.toMatchObject({ name: 'AbortError' });
  expect(() => new sync.Process().cpuPercent({ interval: 1 })).toThrow(/@psutil\/process\/promises/);
});
