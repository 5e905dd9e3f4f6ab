import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ProcessEvent, type ProcessEvents, processEvents } from '@psutil/process';
import { expect, type TestContext, test } from 'vitest';
import { exitCommand, killAndWait, nodeCommand, spawnChild } from '../support/children.ts';
import { countDescriptors } from '../support/descriptors.ts';
import { canLaunch, inPidNamespace } from '../support/namespaces.ts';
import { failure } from '../support/outcome.ts';
import { needsRoot, needsShell, needsSupport, nobody, script } from '../support/run.ts';

/** Collects the events of a process, including its exit. */
async function eventsOf(events: ProcessEvents, child: Promise<{ readonly pid: number }>): Promise<ProcessEvent[]> {
  const collected: ProcessEvent[] = [];
  const { pid } = await child;
  for await (const event of events) {
    if (event.pid === pid) collected.push(event);
    if (event.pid === pid && event.event === 'exit') return collected;
  }
  return collected;
}

/** Subscribes to the events of the kernel; skips the test where the kernel does not report them to this program. */
function kernelEvents(context: TestContext): ProcessEvents {
  needsSupport(context, 'processEvents');
  needsRoot(context);
  const events = processEvents();
  context.skip(events.source !== 'kernel', 'the kernel does not report process events to this program');
  return events;
}

test('processEvents() reports the start, exec and exit of a process, with its exit code', async (context) => {
  const events = kernelEvents(context);
  const child = spawnChild(...exitCommand(5));
  const all = await eventsOf(events, child);
  const { pid } = await child;
  expect(all).toEqual([
    { event: 'start', pid, ppid: process.pid },
    { event: 'exec', pid },
    { event: 'exit', pid, exitCode: 5 },
  ]);
});

test('processEvents() reports the negative number of the signal that ended a process', async (context) => {
  const events = kernelEvents(context);
  const child = spawnChild(...nodeCommand("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6);"));
  const exit = (await eventsOf(events, child)).at(-1);
  expect(exit).toEqual({ event: 'exit', pid: (await child).pid, exitCode: -15 });
});

test('processEvents() does not report the starts and exits of threads', async (context) => {
  const events = kernelEvents(context);
  const code = "new (require('node:worker_threads').Worker)('0', { eval: true })";
  const kinds = (await eventsOf(events, spawnChild(...nodeCommand(code)))).map(({ event }) => event);
  expect(kinds).toEqual(['start', 'exec', 'exit']);
});

/** Collects the events of a child process that executes another program and exits. */
const collectEvents = `
  import { spawn } from 'node:child_process';
  import { processEvents } from '@psutil/process';
  const events = processEvents({ interval: 0.02 });
  const child = spawn('sh', ['-c', 'sleep 0.5; exec sleep 0.5'], { stdio: 'ignore' });
  const collected = [];
  for await (const event of events) {
    if (event.pid === child.pid) collected.push(event);
    if (collected.at(-1)?.event === 'exit') break;
  }
  print({ source: events.source, collected, pid: child.pid, self: process.pid });`;

interface Collected {
  readonly source: string;
  readonly collected: readonly ProcessEvent[];
  readonly pid: number;
  readonly self: number;
}

test('processEvents() compares snapshots where the kernel does not report events', async (context) => {
  needsSupport(context, 'processEvents');
  needsShell(context);
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const { source, collected, pid, self } = await script<Collected>(collectEvents, { within: inPidNamespace });
  expect(source).toBe('snapshots');
  expect(collected.filter(({ event }) => event !== 'exec')).toEqual([
    { event: 'start', pid, ppid: self },
    { event: 'exit', pid, exitCode: null },
  ]);
  expect(collected.filter(({ event }) => event === 'exec').length).toBeGreaterThan(0);
});

test('processEvents() reports the start and exit of a process to nobody', async (context) => {
  needsSupport(context, 'processEvents');
  needsShell(context);
  needsRoot(context);
  const { source, collected, pid, self } = await script<Collected>(collectEvents, { uid: nobody });
  expect(collected[0]).toEqual({ event: 'start', pid, ppid: self });
  expect(collected.at(-1)).toEqual({ event: 'exit', pid, exitCode: source === 'kernel' ? 0 : null });
});

test('return(), an abort and leaving a loop close the descriptors of processEvents()', async (context) => {
  needsSupport(context, 'processEvents');
  const before = countDescriptors();
  const stop = new AbortController();
  const events = [processEvents(), processEvents({ signal: stop.signal }), processEvents({ interval: 0.01 })];
  const waiting = events.map((each) => each.next());
  const child = await spawnChild(); // one that exits at once may be in no snapshot
  await waiting[0];
  await killAndWait(child);
  await events[0]?.return();
  stop.abort();
  for await (const _ of events[2] as ProcessEvents) break;
  expect(await events[0]?.next()).toEqual({ value: undefined, done: true });
  await expect.poll(countDescriptors).toBeLessThanOrEqual(before);
  const aborted = processEvents({ signal: AbortSignal.abort() });
  expect(await aborted.next()).toEqual({ value: undefined, done: true });
});

test('processEvents() does not keep a program running after return()', async (context) => {
  needsSupport(context, 'processEvents');
  const printed = await script<string>(`
    import { processEvents } from '@psutil/process';
    const events = processEvents();
    await events.return();
    print('returned');`);
  expect(printed).toBe('returned');
});

test('processEvents() summarizes the events that exceed its queue', async (context) => {
  needsShell(context);
  const events = kernelEvents(context);
  // 12,000 starts and exits, none of which is read before all of them have been queued.
  const many = 'i=0; while [ $i -lt 1200 ]; do (:) & (:) & (:) & (:) & (:) & wait; i=$((i+1)); done';
  const shell = spawn('sh', ['-c', many], { stdio: 'ignore' });
  await once(shell, 'exit');
  const alive = new Set<number>();
  let received = 0;
  const last = await spawnChild('sleep', '0.1');
  for await (const event of events) {
    received++;
    if (event.event === 'start') expect(alive.has(event.pid)).toBe(false);
    if (event.event === 'start') alive.add(event.pid);
    if (event.event === 'exit') alive.delete(event.pid);
    if (event.event === 'exit' && event.pid === last.pid) break;
  }
  // The queue is bounded, and a process with a reported start has a reported exit.
  expect(received).toBeLessThan(12_000);
  expect(alive.has(shell.pid as number)).toBe(false);
  expect(alive.size).toBeLessThan(100);
}, 120_000);

test('processEvents() throws for wrong options', async () => {
  for (const [options, name] of [
    [{ interval: -1 }, 'RangeError'],
    [{ interval: '1' }, 'TypeError'],
    [{ signal: 'SIGTERM' }, 'TypeError'],
    [7, 'TypeError'],
    [{ host: 7 }, 'TypeError'],
  ] as const)
    expect(await failure(() => processEvents(options as never))).toMatchObject({ name });
});
