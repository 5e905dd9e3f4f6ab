import { expect, type TestContext, test } from 'vitest';
import { compileProgram, compilerVersion } from '../../support/compile.ts';
import { canLaunch, inPidNamespace } from '../../support/namespaces.ts';
import { type Outcome, outcome, type SerializedError } from '../../support/outcome.ts';
import { needs, script } from '../../support/run.ts';
import { needsStrace, traceScript } from '../../support/strace.ts';

interface Result {
  readonly killed: Outcome;
  /** Statuses of the processes of the storm that have not ended. */
  readonly running: readonly string[];
}

/** The outcome of a call that cannot suspend all children in time. */
interface Interrupted {
  readonly error?: SerializedError;
  readonly seconds: number;
  readonly children: number;
  /** Number of processes, including the first, that the message contains. */
  readonly found: number;
  /** Statuses of the children that run after the call. */
  readonly statuses: readonly string[];
}

/**
 * Calls killTree() on a storm of processes with the given lifetime, in microseconds, in a PID namespace, which ends
 * with all processes in it.
 */
function killStorm(context: TestContext, entry: string, lifetime: number): Promise<Result> {
  needs(context, ...compilerVersion);
  context.skip(!canLaunch(inPidNamespace), 'unshare(1) cannot create a PID namespace');
  const code = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { processIter } from '@psutil/process';
    import { killTree } from '${entry}';
    const outcome = ${outcome};
    const args = ['30', '${lifetime}', '12'];
    const root = spawn('${compileProgram('fork_storm')}', args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    await once(root.stdout, 'data');
    const killed = await outcome(async () => {
      const { gone, alive } = await killTree(root.pid, { timeout: 10 });
      return { gone: gone.length, alive: alive.length };
    });
    const table = [...processIter({ attrs: ['name', 'status'] })].map(({ info }) => info);
    const running = table.filter(({ name, status }) => name === 'fork_storm' && status !== 'zombie');
    print({ killed, running: running.map(({ status }) => status) });`;
  return script<Result>(code, { within: inPidNamespace });
}

const entries = [
  ['@psutil/process', 20_000],
  ['@psutil/process', 2000],
  ['@psutil/process', 0],
  ['@psutil/process/promises', 2000],
  ['@psutil/process/promises', 0],
] as const;

test.for(entries)(
  'killTree() of %s kills all processes that fork and exit after %i microseconds',
  async ([entry, lifetime], context) => {
    const { killed, running } = await killStorm(context, entry, lifetime);
    expect(killed.value).toEqual({ gone: expect.any(Number), alive: 0 });
    expect((killed.value as { gone: number }).gone).toBeGreaterThan(1);
    expect(running).toEqual([]);
  },
);

test('killTree() throws TimeoutExpired if a tree cannot be suspended in 5 seconds', async (context) => {
  needsStrace(context, 'pidfd_send_signal');
  const code = `
    import { spawn } from 'node:child_process';
    import { once } from 'node:events';
    import { setTimeout } from 'node:timers/promises';
    import { killTree, Process } from '@psutil/process';
    const outcome = ${outcome};
    const commands = 'sleep 1000 & '.repeat(9) + 'echo; wait';
    const root = spawn('sh', ['-c', commands], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    await once(root.stdout, 'data');
    const children = new Process(root.pid).children();
    const start = performance.now();
    const { error } = await outcome(() => killTree(root.pid));
    const seconds = (performance.now() - start) / 1000;
    const found = Number(/(\\d+) processes were signaled/.exec(error?.message)?.[1]);
    const isRunning = (each) => each.isRunning() && each.status() !== 'zombie';
    const isExpected = () => children.filter(isRunning).length === children.length + 1 - found;
    for (const end = performance.now() + 10_000; !isExpected() && performance.now() < end; ) await setTimeout(10);
    const statuses = children.filter(isRunning).map((each) => each.status());
    for (const each of children) await outcome(() => each.kill());
    print({ error, seconds, children: children.length, found, statuses });`;
  const delay = '--inject=pidfd_send_signal:delay_enter=1s:when=1..7';
  const { printed } = await traceScript<Interrupted>(code, 'pidfd_send_signal', delay);
  const { error, seconds, children, found, statuses } = printed;
  expect(error).toMatchObject({ name: 'TimeoutExpired', pid: expect.any(Number) });
  expect(error?.message).toContain('started new processes for 5 seconds');
  // No process that was found is left, and no other one is stopped.
  expect(statuses).toEqual(Array(children + 1 - found).fill('sleeping'));
  expect(children).toBe(9);
  expect(found).toBeGreaterThan(1);
  expect(statuses).not.toEqual([]);
  expect(seconds).toBeGreaterThan(4.9);
});
