import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { idleCommand, idleName } from '../../support/children.ts';
import { canLaunch, inPidNamespaceWithOuterProc, withForeignProc } from '../../support/namespaces.ts';
import { type Outcome, outcome } from '../../support/outcome.ts';
import { script } from '../../support/run.ts';

/** The outcomes of calls of one entry in a PID namespace with the /proc of another one. */
interface Outcomes {
  readonly pids: Outcome;
  readonly pidExists: Outcome;
  readonly absent: Outcome;
  readonly self: Outcome;
  readonly childrenOfSelf: Outcome;
  readonly name: Outcome;
  readonly parent: Outcome;
  readonly cpuAffinity: Outcome;
  readonly wait: Outcome;
  readonly source: Outcome;
  /** Calls that would reach the child in this namespace instead of the process in /proc. */
  readonly actions: Readonly<Record<string, Outcome>>;
}

interface Result {
  readonly pid: number;
  /** PID of the script in /proc. */
  readonly procPid: number | null;
  readonly outcomes: readonly Outcomes[];
  readonly graphql: { readonly data: unknown; readonly errors?: unknown };
  /** Whether the child of the script, which has the PID of the target, was neither stopped nor killed. */
  readonly childRuns: boolean;
}

// The script replaces its child until that has the PID of the target in /proc.
const code = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { graphql } from 'graphql';
import { schemaWithMutations, maskError } from '@psutil/graphql';
import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';
const outcome = ${outcome};
const target = Number(process.env.TARGET);
let child;
do {
  child?.kill('SIGKILL');
  writeFileSync('/proc/sys/kernel/ns_last_pid', String(target - 1));
  child = spawn('cat', { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child, 'spawn');
} while (child.pid !== target);

async function callAll({ Process, Popen, killTree, pids, pidExists, processEvents, RLIMIT_CORE }) {
  const self = () => new Process();
  const other = () => new Process(target);
  const actions = {};
  for (const [name, action] of Object.entries({
    suspend: () => other().suspend(),
    terminate: () => other().terminate(),
    kill: () => other().kill(),
    resume: () => other().resume(),
    sendSignal: () => other().sendSignal(0),
    'nice to 1': () => other().nice(1),
    'ionice to 0': () => other().ionice(0),
    ionice: () => other().ionice(),
    'cpuAffinity to []': () => other().cpuAffinity([]),
    rlimit: () => other().rlimit(RLIMIT_CORE),
    'rlimit to 0': () => other().rlimit(RLIMIT_CORE, [0, 0]),
    killTree: () => killTree(target),
    Popen: () => new Popen(['cat']),
  })) actions[name] = await outcome(action);
  return {
    pids: await outcome(async () => (await pids()).filter((pid) => pid === target || pid === self().pid)),
    pidExists: await outcome(() => pidExists(target)),
    absent: await outcome(() => pidExists(2 ** 22)),
    self: await outcome(async () => ({ pid: self().pid, cmdline: await self().cmdline(),
      rss: (await self().memoryInfo()).rss, user: (await self().cpuTimes()).user })),
    childrenOfSelf: await outcome(async () => Promise.all((await self().children()).map((each) => each.name()))),
    name: await outcome(() => other().name()),
    parent: await outcome(async () => (await other().parent()).pid),
    cpuAffinity: await outcome(() => other().cpuAffinity()),
    wait: await outcome(() => other().wait({ timeout: 0.1 })),
    source: await outcome(async () => {
      const events = processEvents();
      await events.return();
      return events.source;
    }),
    actions,
  };
}
const outcomes = [await callAll(sync), await callAll(promises)];
const { data, errors } = await graphql({
  schema: schemaWithMutations,
  source: 'mutation ($id: ID!) { kill(input: { id: $id }) { done userErrors { code } } }',
  variableValues: { id: await outcome(() => new sync.Process(target).id).then(({ value }) => value ?? 'x:1:1') },
  contextValue: { client: 'test', log() {} },
});
child.stdin.write('x');
const echoed = await Promise.race([once(child.stdout, 'data').then(() => true), once(child, 'exit').then(() => false)]);
print({
  pid: process.pid,
  procPid: existsSync('/proc/self') ? Number(readlinkSync('/proc/self')) : null,
  outcomes,
  graphql: { data, errors },
  childRuns: echoed,
});
child.kill('SIGKILL');
`;

const [idle, ...idleArguments] = idleCommand as [string, ...string[]];
const target = spawn(idle, idleArguments, { stdio: 'ignore' });
afterAll(() => void target.kill('SIGKILL'));

let result: Result | undefined;

beforeAll(async () => {
  if (!canLaunch(inPidNamespaceWithOuterProc)) return;
  const env = { TARGET: String(target.pid) };
  result = await script<Result>(code, { within: inPidNamespaceWithOuterProc, env });
});

const needsResult = ({ skip }: TestContext): Result => result ?? skip('unshare(1) cannot create a PID namespace');

const forms = [
  ['synchronous', 0],
  ['promises', 1],
] as const;
type Form = (typeof forms)[number];

const outcomesOf = ([, form]: Form, context: TestContext): Outcomes => needsResult(context).outcomes[form] as Outcomes;

test.for(forms)('%s: with the /proc of an outer PID namespace, new Process() is this process', (form, context) => {
  const { pid, procPid } = needsResult(context);
  const { self, childrenOfSelf } = outcomesOf(form, context);
  expect(pid).toBe(1);
  expect(procPid).toBeGreaterThan(1);
  expect(self.value).toMatchObject({ pid: procPid, cmdline: expect.arrayContaining(['--input-type=module']) });
  expect(self.value).toMatchObject({ rss: expect.any(Number), user: expect.any(Number) });
  expect(childrenOfSelf).toEqual({ value: ['cat'] });
});

test.for(forms)('%s: with the /proc of an outer PID namespace, all readings use its PIDs', (form, context) => {
  const { procPid } = needsResult(context);
  const { pids, pidExists, absent, name, parent, cpuAffinity, wait, source } = outcomesOf(form, context);
  expect(pids).toEqual({ value: [target.pid, procPid].sort((a, b) => Number(a) - Number(b)) });
  expect([pidExists, absent]).toEqual([{ value: true }, { value: false }]);
  expect([name, parent]).toEqual([{ value: idleName }, { value: process.pid }]);
  expect(cpuAffinity.value).toEqual(expect.arrayContaining([expect.any(Number)]));
  expect(wait.error).toMatchObject({ name: 'TimeoutExpired', pid: target.pid });
  expect(source).toEqual({ value: 'snapshots' });
});

test.for(forms)('%s: with the /proc of an outer PID namespace, all actions throw NotSupported', (form, context) => {
  for (const [action, { error }] of Object.entries(outcomesOf(form, context).actions)) {
    const message = expect.stringContaining('with a /proc of another PID namespace is not supported');
    expect({ action, error }).toMatchObject({ action, error: { name: 'NotSupported', message } });
  }
});

test('with the /proc of an outer PID namespace, no process of the own namespace is changed', (context) => {
  expect(needsResult(context).childRuns).toBe(true);
});

test('with the /proc of an outer PID namespace, a GraphQL mutation has the user error NOT_SUPPORTED', (context) => {
  expect(needsResult(context).graphql).toEqual({
    data: { kill: { done: false, userErrors: [{ code: 'NOT_SUPPORTED' }] } },
  });
});

test('with the /proc of a PID namespace without this process, it can be read but neither changed nor found', async (context) => {
  context.skip(!canLaunch(withForeignProc), 'unshare(1) cannot create a PID namespace');
  const code = `
    import { Process, pids, pidExists } from '@psutil/process';
    const outcome = ${outcome};
    const first = new Process(1);
    print({
      first: await outcome(() => first.name()),
      pids: await outcome(pids),
      exists: await outcome(() => pidExists(process.pid)),
      self: await outcome(() => new Process().pid),
      signal: await outcome(() => first.sendSignal(0)),
    });`;
  const { first, pids, exists, self, signal } = await script<Record<string, Outcome>>(code, {
    within: withForeignProc,
  });
  expect([first, pids, exists]).toEqual([{ value: 'sh' }, { value: expect.arrayContaining([1]) }, { value: false }]);
  expect(self?.error).toMatchObject({ name: 'NotSupported' });
  expect(signal?.error).toMatchObject({ name: 'NotSupported', pid: 1 });
});
