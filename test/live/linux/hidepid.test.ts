import { beforeAll, expect, type TestContext, test } from 'vitest';
import { canLaunch, withHidepid } from '../../support/namespaces.ts';
import { type Outcome, outcome } from '../../support/outcome.ts';
import { script } from '../../support/run.ts';

/** The outcomes of calls of one entry; `init` is the process of root with PID 1. */
interface Outcomes {
  readonly self: number;
  readonly child: number;
  readonly pids: Outcome;
  /** All attributes of each process, by PID. */
  readonly infos: Outcome;
  readonly children: Outcome;
  readonly recursive: Outcome;
  readonly parentOfChild: Outcome;
  readonly parent: Outcome;
  readonly init: {
    readonly exists: Outcome;
    readonly name: Outcome;
    readonly createTime: Outcome;
    readonly isRunning: Outcome;
  };
}

// PID 1 of the namespace is a shell of root, the parent of this program of nobody.
const code = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';
const outcome = ${outcome};
const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
await once(child, 'spawn');

async function callAll({ Process, pids, pidExists, processIter, attributeNames }) {
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
    init: {
      exists: await outcome(() => pidExists(1)),
      name: await outcome(() => new Process(1).name()),
      createTime: await outcome(() => new Process(1).createTime()),
      isRunning: await outcome(() => new Process(1).isRunning()),
    },
  };
}
const outcomes = [await callAll(sync), await callAll(promises)];
child.kill('SIGKILL');
print(outcomes);
`;

const outcomes = new Map<number, readonly Outcomes[]>();

beforeAll(async () => {
  for (const level of [1, 2] as const) {
    const within = withHidepid(level);
    if (canLaunch(within)) outcomes.set(level, await script<readonly Outcomes[]>(code, { within }));
  }
});

const cases = ([1, 2] as const).flatMap((level) => [
  [level, 'synchronous', 0] as const,
  [level, 'promises', 1] as const,
]);
type Case = (typeof cases)[number];

function outcomesOf([level, , form]: Case, { skip }: TestContext): Outcomes {
  const both = outcomes.get(level);
  if (!both) return skip('/proc cannot be mounted with hidepid');
  return both[form] as Outcomes;
}

const casesOf = (level: 1 | 2) => cases.filter(([each]) => each === level);

test.for(cases)('hidepid=%i, %s: children and parents of the same user are found', (each, context) => {
  const { self, child, ...found } = outcomesOf(each, context);
  expect(found.children).toEqual({ value: [child] });
  expect(found.recursive).toEqual({ value: [child] });
  expect(found.parentOfChild).toEqual({ value: self });
});

test.for(cases)('hidepid=%i, %s: pidExists() is true for a hidden process', (each, context) => {
  expect(outcomesOf(each, context).init.exists).toEqual({ value: true });
});

test.for(cases)('hidepid=%i, %s: processIter() returns all attributes of own processes', (each, context) => {
  const { self, child, infos } = outcomesOf(each, context);
  const own = {
    name: expect.any(String),
    exe: expect.stringContaining('/'),
    username: 'nobody',
    numThreads: expect.any(Number),
  };
  expect(infos.error).toBeUndefined();
  expect(infos.value).toMatchObject({ [self]: own, [child]: { ...own, name: 'sleep', ppid: self } });
});

test.for(casesOf(1))('hidepid=%i, %s: other processes are listed and throw AccessDenied', (each, context) => {
  const { pids, infos, parent, init } = outcomesOf(each, context);
  // The system calls for these two attributes do not check hidepid.
  const { pid, cpuAffinity, ionice, ...rest } = (infos.value as Record<string, Record<string, unknown>>)[1] ?? {};
  expect(pids.value).toContain(1);
  expect(pid).toBe(1);
  expect([cpuAffinity, ionice]).toEqual([expect.any(Array), expect.any(Object)]);
  expect(new Set(Object.values(rest))).toEqual(new Set(['hidden']));
  expect(parent).toEqual({ value: 1 });
  expect(init.isRunning).toEqual({ value: true });
  for (const { error } of [init.name, init.createTime]) {
    expect(error).toMatchObject({ name: 'AccessDenied', pid: 1, cause: { code: 'EPERM', path: '/proc/1/stat' } });
  }
});

test.for(casesOf(2))('hidepid=%i, %s: other processes are not listed and throw NoSuchProcess', (each, context) => {
  const { self, child, pids, infos, parent, init } = outcomesOf(each, context);
  expect(pids).toEqual({ value: [self, child] });
  expect(Object.keys(infos.value as object)).toEqual([`${self}`, `${child}`]);
  expect(parent).toEqual({ value: null });
  expect(init.name.error).toMatchObject({ name: 'NoSuchProcess', pid: 1 });
});
