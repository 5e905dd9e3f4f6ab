import { constants, setPriority } from 'node:os';
import { WINDOWS } from '@psutil/native';
import { BELOW_NORMAL_PRIORITY_CLASS, Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { killAndWait, spawnChild, waitForState } from '../support/children.ts';
import { type GraphQLResult, needsSupport } from '../support/graph.ts';
import { startServer } from '../support/http.ts';
import { needsShell, script } from '../support/run.ts';
import { firstOf, subscribe } from '../support/stream.ts';

interface Changes {
  readonly changed: readonly Readonly<Record<string, unknown>>[];
  readonly removed: readonly string[];
  readonly totalCount: number;
}
type Events = AsyncGenerator<GraphQLResult<{ readonly processChanges: Changes }>>;

const subscribeTo = (url: string, filter: string, selection: string, signal?: AbortSignal): Events =>
  subscribe(url, {
    query: `subscription { processChanges(${filter} interval: 0.1) { changed { ${selection} } removed totalCount } }`,
    ...(signal && { signal }),
  });

async function nextOf(events: Events): Promise<Changes> {
  const { value } = await events.next();
  expect(value.errors).toBeUndefined();
  return value.data.processChanges;
}

const isEmpty = ({ changed, removed }: Changes) => changed.length + removed.length === 0;

/** Returns the next event that is not empty. */
async function nextChange(events: Events): Promise<Changes> {
  for (let changes = await nextOf(events); ; changes = await nextOf(events)) if (!isEmpty(changes)) return changes;
}

test('processChanges sends all processes first, then those of which a selected value has changed', async (context) => {
  needsSupport(context, 'nice');
  const url = await startServer();
  const [first, second] = [await spawnChild(), await spawnChild()];
  const nice = new Process(first.pid).nice() as number;
  const events = subscribeTo(url, `filter: { pid: [${first.pid}, ${second.pid}] }`, 'pid name nice');
  const all = await nextOf(events);
  expect(all).toMatchObject({ removed: [], totalCount: 2 });
  const pids = all.changed.map(({ pid }) => pid);
  expect(new Set(pids)).toEqual(new Set([first.pid, second.pid]));
  expect(await nextOf(events)).toEqual({ changed: [], removed: [], totalCount: 2 });
  const changedNice = WINDOWS ? BELOW_NORMAL_PRIORITY_CLASS : nice + 2;
  setPriority(first.pid, WINDOWS ? constants.priority.PRIORITY_BELOW_NORMAL : changedNice);
  const changed = await nextChange(events);
  expect(changed).toMatchObject({ changed: [{ pid: first.pid, nice: changedNice }], removed: [], totalCount: 2 });
  const { id } = new Process(second.pid);
  await killAndWait(second);
  // A process is a zombie before it is removed.
  for (let changes = await nextChange(events); ; changes = await nextChange(events)) {
    if (changes.removed.length === 0) continue;
    expect(changes).toMatchObject({ removed: [id], totalCount: 1 });
    break;
  }
  await events.return(undefined);
});

test('processChanges adds a process that starts to match, and removes one that no longer matches', async (context) => {
  context.skip(WINDOWS, 'Windows has no signals');
  const url = await startServer();
  const child = await spawnChild();
  const { id } = new Process(child.pid);
  const events = subscribeTo(url, `filter: { pid: [${child.pid}], status: [STOPPED] }`, 'id status');
  expect(await nextOf(events)).toEqual({ changed: [], removed: [], totalCount: 0 });
  child.kill('SIGSTOP');
  expect(await nextChange(events)).toEqual({ changed: [{ id, status: 'STOPPED' }], removed: [], totalCount: 1 });
  child.kill('SIGCONT');
  expect(await nextChange(events)).toEqual({ changed: [], removed: [id], totalCount: 0 });
  await events.return(undefined);
});

test('processChanges sends an attribute that can no longer be read once', async (context) => {
  needsShell(context);
  needsSupport(context, 'exe');
  const url = await startServer();
  const parent = await spawnChild('sh', '-c', 'sleep 1000 & exec sleep 1000');
  const childOf = () => new Process(parent.pid).children()?.[0]?.pid;
  await expect.poll(childOf).toBeDefined();
  const pid = childOf() as number;
  await expect.poll(() => new Process(pid).name()).toBe('sleep');
  const events = subscribeTo(url, `filter: { pid: [${pid}] }`, 'pid exe');
  expect((await nextOf(events)).changed).toMatchObject([{ pid, exe: expect.stringMatching(/./) }]);
  process.kill(pid, 'SIGKILL'); // Its parent never waits for it.
  const received: GraphQLResult<{ readonly processChanges: Changes }>[] = [];
  for await (const event of events) {
    if (received.length === 0 && event.data && isEmpty(event.data.processChanges)) continue;
    if (received.push(event) === 3) break;
  }
  const [changed, ...later] = received;
  expect(changed?.data?.processChanges.changed).toEqual([{ pid, exe: null }]);
  expect(changed?.errors).toMatchObject([{ path: ['processChanges', 'changed', 0, 'exe'] }]);
  for (const { data, errors } of later) {
    expect(errors).toBeUndefined();
    expect(data?.processChanges).toEqual({ changed: [], removed: [], totalCount: 1 });
  }
});

test('processChanges sends busy processes, and all of them if values of other processes are selected', async () => {
  const url = await startServer();
  const [busy, idle] = [await spawnChild(process.execPath, '-e', 'for (;;);'), await spawnChild()];
  await waitForState(idle.pid, 'S');
  const filter = `filter: { pid: [${busy.pid}, ${idle.pid}] }`;
  const isOf = ({ pid }: { readonly pid?: unknown }) => pid === idle.pid;
  const rates = await firstOf(subscribeTo(url, filter, 'pid cpuPercent'), 6);
  const [first, ...later] = rates.map(({ data }) => data?.processChanges.changed ?? []);
  expect(first?.some(isOf)).toBe(true);
  expect(later.some((changed) => changed.some(({ pid }) => pid === busy.pid))).toBe(true);
  // The second event may have another value than the first, since the process has just started.
  expect(later.slice(2).some((changed) => changed.some(isOf))).toBe(false);
  for (const { data } of await firstOf(subscribeTo(url, filter, 'pid parent { pid }'), 3))
    expect(data?.processChanges.changed).toHaveLength(2);
});

test('processChanges redacts arguments, and rejects an invalid interval', async () => {
  const url = await startServer();
  const child = await spawnChild(process.execPath, '-e', 'setInterval(() => {}, 1000)', '--', '--password', 'hunter22');
  const events = subscribeTo(url, `filter: { pid: [${child.pid}] }`, 'cmdline');
  const { changed } = await nextOf(events);
  expect(changed[0]?.['cmdline']).toContain('[redacted]');
  expect(changed[0]?.['cmdline']).not.toContain('hunter22');
  await events.return(undefined);
  const [error] = await firstOf(
    subscribe(url, { query: 'subscription { processChanges(interval: 0) { totalCount } }' }),
    1,
  );
  expect(error).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('a slow subscriber to processChanges receives all changes since its previous event', async (context) => {
  context.skip(WINDOWS, 'Windows has priority classes instead of nice values');
  const { first, next, expected } = await script<{ first: Changes; next: Changes; expected: Changes }>(`
    const { schema } = await import('@psutil/graphql');
    const { Process } = await import('@psutil/process');
    const { parse, subscribe } = await import('graphql');
    const { spawn } = await import('node:child_process');
    const { once } = await import('node:events');
    const { setPriority } = await import('node:os');
    const start = async () => {
      const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
      await once(child, 'spawn');
      return { child, pid: child.pid, id: new Process(child.pid).id };
    };
    const stop = async ({ child }) => (child.kill('SIGKILL'), await once(child, 'exit'));
    const document = parse('subscription { processChanges(filter: { ppid: [' + process.pid + '] }, interval: 0.1) { changed { id nice } removed totalCount } }');
    const subscribeOnce = () => subscribe({ schema, document });
    const changesOf = async (events) => (await events.next()).value.data.processChanges;
    const until = async (events, isFulfilled) => {
      for (let changes = await changesOf(events); !isFulfilled(changes); ) changes = await changesOf(events);
    };
    const [kept, reniced, ended] = [await start(), await start(), await start()];
    const nice = new Process(kept.pid).nice();
    const [slow, fast] = [await subscribeOnce(), await subscribeOnce()];
    const first = await changesOf(slow);
    await changesOf(fast);
    const brief = await start();
    await until(fast, ({ changed }) => changed.some(({ id }) => id === brief.id));
    setPriority(reniced.pid, nice + 3);
    await until(fast, ({ changed }) => changed.some(({ id }) => id === reniced.id));
    await Promise.all([stop(brief), stop(ended)]);
    let removed = 0;
    await until(fast, (changes) => (removed += changes.removed.length) === 2);
    const started = await start();
    await until(fast, ({ changed }) => changed.some(({ id }) => id === started.id));
    const next = await changesOf(slow);
    await Promise.all([slow.return(), fast.return(), stop(kept), stop(reniced), stop(started)]);
    const changed = [{ id: reniced.id, nice: nice + 3 }, { id: started.id, nice }];
    print({ first, next, expected: { changed, removed: [ended.id], totalCount: 3 } });`);
  expect(first).toMatchObject({ removed: [], totalCount: 3 });
  const byId = (changes: Changes) => [...changes.changed].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  expect({ ...next, changed: byId(next) }).toEqual({ ...expected, changed: byId(expected) });
});

test('events of processChanges do not accumulate memory', async () => {
  const heap = await script<number[]>(
    `
    const { schema } = await import('@psutil/graphql');
    const { parse, subscribe } = await import('graphql');
    const document = parse('subscription { processChanges(interval: 0.1) { changed { id name cmdline cpuPercent memoryInfo { rss } } removed } }');
    const events = await subscribe({ schema, document });
    const heap = [];
    for (let i = 1; i <= 60; i++) {
      const { value } = await events.next();
      if (!value.data.processChanges) throw value.errors[0]; // Arguments of zombies are errors.
      if (i % 20 === 0) (gc(), heap.push(process.memoryUsage().heapUsed));
    }
    await events.return();
    print(heap);`,
    { nodeArgs: ['--expose-gc'] },
  );
  const [, before, after] = heap as [number, number, number];
  // 20 snapshots of 50 processes take more than this.
  expect(after - before).toBeLessThan(500_000);
});
