import { beforeAll, expect, type TestContext, test } from 'vitest';
import { withHidepid, works } from '../support/namespaces.ts';
import { type Outcome, outcome } from '../support/outcome.ts';
import { script } from '../support/run.ts';

interface Seen {
  readonly self: number;
  readonly child: number;
  readonly pids: Outcome;
  /** Of each process, by pid, what an iteration with all attributes says. */
  readonly infos: Outcome;
  readonly children: Outcome;
  readonly recursive: Outcome;
  readonly parentOfChild: Outcome;
  readonly parent: Outcome;
  readonly first: {
    readonly exists: Outcome;
    readonly name: Outcome;
    readonly createTime: Outcome;
    readonly isRunning: Outcome;
  };
}

// The first process of the namespace is a shell of root: the program's parent, whom it may not look into.
const look = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as atOnce from '@psutil/process';
import * as promises from '@psutil/process/promises';
const outcome = ${outcome};
const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
await once(child, 'spawn');

async function see({ Process, pids, pidExists, processIter, attributeNames }) {
  const self = new Process();
  const list = async (options) => {
    const infos = {};
    for await (const { pid, info } of processIter(options)) infos[pid] = info;
    return infos;
  };
  const pidsOf = async (processes) => (await processes).map(({ pid }) => pid);
  return {
    self: self.pid,
    child: child.pid,
    pids: await outcome(pids),
    infos: await outcome(() => list({ attrs: attributeNames, adValue: 'hidden' })),
    children: await outcome(() => pidsOf(self.children())),
    recursive: await outcome(() => pidsOf(self.children({ recursive: true }))),
    parentOfChild: await outcome(async () => (await new Process(child.pid).parent()).pid),
    parent: await outcome(async () => (await self.parent())?.pid ?? null),
    first: {
      exists: await outcome(() => pidExists(1)),
      name: await outcome(() => new Process(1).name()),
      createTime: await outcome(() => new Process(1).createTime()),
      isRunning: await outcome(() => new Process(1).isRunning()),
    },
  };
}
const seen = [await see(atOnce), await see(promises)];
child.kill('SIGKILL');
print(seen);
`;

const seen = new Map<number, readonly Seen[]>();

beforeAll(async () => {
  for (const degree of [1, 2] as const) {
    const within = withHidepid(degree);
    if (works(within)) seen.set(degree, await script<readonly Seen[]>(look, { within }));
  }
});

const cases = ([1, 2] as const).flatMap((degree) => [
  [degree, 'at once', 0] as const,
  [degree, 'through promises', 1] as const,
]);
type Case = (typeof cases)[number];

function found([degree, , form]: Case, { skip }: TestContext): Seen {
  const both = seen.get(degree);
  if (!both) return skip('/proc cannot be mounted with hidepid here');
  return both[form] as Seen;
}

const only = (form: 1 | 2) => cases.filter(([degree]) => degree === form);

test.for(cases)('with hidepid=%i, %s, children and parents among one’s own processes are found', (each, context) => {
  const { self, child, ...known } = found(each, context);
  expect(known.children).toEqual({ value: [child] });
  expect(known.recursive).toEqual({ value: [child] });
  expect(known.parentOfChild).toEqual({ value: self });
});

test.for(cases)('with hidepid=%i, %s, a process that is hidden exists all the same', (each, context) => {
  expect(found(each, context).first.exists).toEqual({ value: true });
});

test.for(cases)('with hidepid=%i, %s, one’s own processes are told in full', (each, context) => {
  const { self, child, infos } = found(each, context);
  const own = {
    name: expect.any(String),
    exe: expect.stringContaining('/'),
    username: 'nobody',
    numThreads: expect.any(Number),
  };
  expect(infos.error).toBeUndefined();
  expect(infos.value).toMatchObject({ [self]: own, [child]: { ...own, name: 'sleep', ppid: self } });
});

test.for(only(1))('with hidepid=%i, %s, others are listed and what they are is refused', (each, context) => {
  const { pids, infos, parent, first } = found(each, context);
  // The kernel tells these two of any pid.
  const { pid, cpuAffinity, ionice, ...rest } = (infos.value as Record<string, Record<string, unknown>>)[1] ?? {};
  expect(pids.value).toContain(1);
  expect(pid).toBe(1);
  expect([cpuAffinity, ionice]).toEqual([expect.any(Array), expect.any(Object)]);
  expect(new Set(Object.values(rest))).toEqual(new Set(['hidden']));
  expect(parent).toEqual({ value: 1 });
  expect(first.isRunning).toEqual({ value: true });
  for (const { error } of [first.name, first.createTime]) {
    expect(error).toMatchObject({ name: 'AccessDenied', pid: 1, cause: { code: 'EPERM', path: '/proc/1/stat' } });
  }
});

test.for(only(2))('with hidepid=%i, %s, others are not listed at all', (each, context) => {
  const { self, child, pids, infos, parent, first } = found(each, context);
  expect(pids).toEqual({ value: [self, child] });
  expect(Object.keys(infos.value as object)).toEqual([`${self}`, `${child}`]);
  expect(parent).toEqual({ value: null });
  expect(first.name.error).toMatchObject({ name: 'NoSuchProcess', pid: 1 });
});
