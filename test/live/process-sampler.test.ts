import * as atOnce from '@psutil/process';
import * as promises from '@psutil/process/promises';
import { expect, onTestFinished, test } from 'vitest';
import { killIfAny, sleeper } from '../support/children.ts';

const forms = [
  ['at once', atOnce],
  ['through promises', promises],
] as const;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.each(forms)('%s, a sampler tells who is busy and who is not, without disturbing others', async (_, entry) => {
  const busy = await sleeper('sh', '-c', 'while :; do :; done');
  const idle = await sleeper();
  const samplers = [entry.createProcessSampler(), entry.createProcessSampler()];
  const process_ = new entry.Process(busy.pid);
  expect(await process_.cpuPercent()).toBe(0);
  await pause(600);
  for (const sampler of samplers) {
    const { seconds, processes } = await sampler.sample();
    const of = (pid: number) => processes.find((each) => each.pid === pid);
    expect(seconds).toBeGreaterThan(0.5);
    expect(of(busy.pid)?.cpuPercent).toBeGreaterThan(10);
    expect(of(busy.pid)?.cpuPercent).toBeLessThan(120);
    expect(of(idle.pid)).toMatchObject({ name: 'sleep', cpuPercent: 0, io: { readBytes: 0, writeBytes: 0 } });
    expect(of(busy.pid)?.createTime).toBeCloseTo(await process_.createTime(), 1);
  }
  expect(await process_.cpuPercent()).toBeGreaterThan(10);
  expect((await samplers[0]?.sample())?.seconds).toBeLessThan(0.5);
});

test.each(forms)('%s, what a process writes is told per second', async (_, entry) => {
  const writer = new atOnce.Popen(['sh', '-c', 'read go; head -c 10000000 /dev/zero; read end']);
  onTestFinished(() => killIfAny(writer.pid));
  const sampler = entry.createProcessSampler();
  writer.stdin?.write('go\n');
  let received = 0;
  for await (const chunk of writer.stdout as AsyncIterable<Buffer>) {
    received += chunk.length;
    if (received === 10_000_000) break;
  }
  await pause(100);
  const { seconds, processes } = await sampler.sample();
  // `head` has ended: what it did is its parent's only where the kernel adds it up, when it was waited for.
  const io = processes.find(({ pid }) => pid === writer.pid)?.io;
  expect(Math.round((io?.writeChars ?? 0) * seconds)).toBeGreaterThanOrEqual(10_000_000);
});

test.each(forms)(
  '%s, who started since the sample before counts from the start, and who ended is left out',
  async (_, entry) => {
    const gone = await sleeper();
    const sampler = entry.createProcessSampler();
    const young = await sleeper('sh', '-c', 'while :; do :; done');
    gone.kill('SIGKILL');
    await pause(300);
    const { processes } = await sampler.sample();
    expect(processes.find(({ pid }) => pid === young.pid)?.cpuPercent).toBeGreaterThan(5);
    expect(processes.find(({ pid }) => pid === gone.pid)).toBeUndefined();
    const pids = processes.map(({ pid }) => pid);
    expect(pids).toEqual(pids.toSorted((one, other) => one - other));
  },
);

test('cpuPercent with an interval compares two readings of its own', async () => {
  const busy = await sleeper('sh', '-c', 'while :; do :; done');
  const process_ = new promises.Process(busy.pid);
  expect(await process_.cpuPercent({ interval: 0.3 })).toBeGreaterThan(10);
  expect(await process_.cpuPercent()).toBe(0);
  const stop = new AbortController();
  const wait = process_.cpuPercent({ interval: 60, signal: stop.signal });
  stop.abort();
  await expect(wait).rejects.toMatchObject({ name: 'AbortError' });
  expect(() => new atOnce.Process().cpuPercent({ interval: 1 })).toThrow(/@psutil\/process\/promises/);
});
