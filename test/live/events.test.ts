import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type ProcessEvent, type ProcessEvents, processEvents } from '@psutil/process';
import { expect, onTestFinished, test } from 'vitest';
import { amongOwnPids, works } from '../support/namespaces.ts';
import { failure } from '../support/outcome.ts';
import { needsRoot, nobody, script } from '../support/run.ts';

/** Events of a process, up to its end. */
async function until(events: ProcessEvents, pid: Promise<number>): Promise<ProcessEvent[]> {
  const all: ProcessEvent[] = [];
  const awaited = await pid;
  for await (const event of events) {
    if (event.pid === awaited) all.push(event);
    if (event.pid === awaited && event.event === 'exit') return all;
  }
  return all;
}

async function started(...command: readonly [string, ...string[]]): Promise<number> {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child.pid as number;
}

/** Skips where the kernel tells nobody. */
function fromKernel(context: Parameters<typeof needsRoot>[0]): ProcessEvents {
  needsRoot(context);
  const events = processEvents();
  context.skip(events.source !== 'kernel', 'the kernel tells its events to nobody here');
  return events;
}

test('the kernel tells of the start, the program and the end of a process, and its code', async (context) => {
  const events = fromKernel(context);
  const pid = started('sh', '-c', 'exit 5');
  expect(await until(events, pid)).toEqual([
    { event: 'start', pid: await pid, ppid: process.pid },
    { event: 'exec', pid: await pid },
    { event: 'exit', pid: await pid, exitCode: 5 },
  ]);
});

test('the kernel tells the signal that ended a process', async (context) => {
  const events = fromKernel(context);
  const pid = started('sh', '-c', 'kill -TERM $$');
  expect((await until(events, pid)).at(-1)).toEqual({ event: 'exit', pid: await pid, exitCode: -15 });
});

test('the kernel’s events of threads are none of processes', async (context) => {
  const events = fromKernel(context);
  const pid = started(process.execPath, '-e', 'new Worker', '0'); // Node has threads of its own
  const kinds = (await until(events, pid)).map(({ event }) => event);
  expect(kinds).toEqual(['start', 'exec', 'exit']);
});

/** What is told of a child that becomes another program and ends. */
const compared = `
  import { spawn } from 'node:child_process';
  import { processEvents } from '@psutil/process';
  const events = processEvents({ interval: 0.02 });
  const child = spawn('sh', ['-c', 'sleep 0.5; exec sleep 0.5'], { stdio: 'ignore' });
  const found = [];
  for await (const event of events) {
    if (event.pid === child.pid) found.push(event);
    if (found.at(-1)?.event === 'exit') break;
  }
  print({ source: events.source, found, pid: child.pid, self: process.pid });`;

interface Compared {
  readonly source: string;
  readonly found: readonly ProcessEvent[];
  readonly pid: number;
  readonly self: number;
}

test('in a pid namespace, snapshots tell', async (context) => {
  context.skip(!works(amongOwnPids), 'no PID namespace can be made here');
  const { source, found, pid, self } = await script<Compared>(compared, { within: amongOwnPids });
  expect(source).toBe('snapshots');
  expect(found.filter(({ event }) => event !== 'exec')).toEqual([
    { event: 'start', pid, ppid: self },
    { event: 'exit', pid, exitCode: null },
  ]);
  expect(found.filter(({ event }) => event === 'exec').length).toBeGreaterThan(0);
});

test('nobody is told as well, by whichever', async (context) => {
  needsRoot(context);
  const { source, found, pid, self } = await script<Compared>(compared, { uid: nobody });
  expect(found[0]).toEqual({ event: 'start', pid, ppid: self });
  expect(found.at(-1)).toEqual({ event: 'exit', pid, exitCode: source === 'kernel' ? 0 : null });
});

test('who is left, returned or aborted gives everything back', async () => {
  const before = readdirSync('/proc/self/fd').length;
  const stop = new AbortController();
  const events = [processEvents(), processEvents({ signal: stop.signal }), processEvents({ interval: 0.01 })];
  const waiting = events.map((each) => each.next());
  await started('true');
  await waiting[0];
  await events[0]?.return();
  stop.abort();
  for await (const _ of events[2] as ProcessEvents) break;
  expect(await events[0]?.next()).toEqual({ value: undefined, done: true });
  await expect.poll(() => readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before);
  const aborted = processEvents({ signal: AbortSignal.abort() });
  expect(await aborted.next()).toEqual({ value: undefined, done: true });
});

test('a program ends although it never took an event', async () => {
  const ended = await script<string>(`
    import { processEvents } from '@psutil/process';
    const events = processEvents();
    await events.return();
    print('ended');`);
  expect(ended).toBe('ended');
});

test('of more events than are taken, the rest says what became of the processes', async (context) => {
  const events = fromKernel(context);
  // Twelve thousand starts and ends, of which none is taken until they are over.
  const many = 'i=0; while [ $i -lt 1200 ]; do (:) & (:) & (:) & (:) & (:) & wait; i=$((i+1)); done';
  const shell = spawn('sh', ['-c', many], { stdio: 'ignore' });
  await once(shell, 'exit');
  const alive = new Set<number>();
  let taken = 0;
  const last = started('sleep', '0.1');
  const awaited = await last;
  for await (const event of events) {
    taken++;
    if (event.event === 'start') expect(alive.has(event.pid)).toBe(false);
    if (event.event === 'start') alive.add(event.pid);
    if (event.event === 'exit') alive.delete(event.pid);
    if (event.event === 'exit' && event.pid === awaited) break;
  }
  // What is held is bounded, and who was told to have started was told to have ended.
  expect(taken).toBeLessThan(12_000);
  expect(alive.has(shell.pid as number)).toBe(false);
  expect(alive.size).toBeLessThan(100);
}, 120_000);

test('what is no option is refused', async () => {
  for (const [options, name] of [
    [{ interval: -1 }, 'RangeError'],
    [{ interval: '1' }, 'TypeError'],
    [{ signal: 'SIGTERM' }, 'TypeError'],
    [7, 'TypeError'],
    [{ host: 7 }, 'TypeError'],
  ] as const)
    expect(await failure(() => processEvents(options as never))).toMatchObject({ name });
});
