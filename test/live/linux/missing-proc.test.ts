import { beforeAll, expect, type TestContext, test } from 'vitest';
import { canLaunch, withoutProc, withPidsOnly } from '../../support/namespaces.ts';
import { type Outcome, outcome } from '../../support/outcome.ts';
import { script } from '../../support/run.ts';

type Outcomes = Readonly<Record<string, Outcome>>;

const code = `
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
const outcome = ${outcome};
const names = ['cpuTimes', 'cpuCount', 'cpuPercent', 'virtualMemory', 'swapMemory', 'bootTime', 'users', 'pids'];
async function callAll(entry) {
  const calls = {};
  for (const name of names) calls[name] = await outcome(() => entry[name]());
  calls.pidExists = await outcome(() => entry.pidExists(process.pid));
  calls.Process = await outcome(() => new entry.Process().asDict());
  calls.processIter = await outcome(async () => {
    const rows = [];
    for await (const { info } of entry.processIter({ attrs: entry.attributeNames })) rows.push(info);
    return rows;
  });
  return calls;
}
print([await callAll(sync), await callAll(promises), process.pid]);
`;

type Result = readonly [sync: Outcomes, promises: Outcomes, pid: number];
const results = new Map<readonly string[], Result>();

beforeAll(async () => {
  for (const within of [withoutProc, withPidsOnly]) {
    if (canLaunch(within)) results.set(within, await script<Result>(code, { within }));
  }
});

function resultOf(within: readonly string[], { skip }: TestContext): Result {
  return results.get(within) ?? skip('another filesystem cannot be mounted on /proc');
}

const forms = [
  ['synchronous', 0],
  ['promises', 1],
] as const;

/** The file that each function reads first. */
const files = {
  cpuTimes: '/proc/stat',
  cpuPercent: '/proc/stat',
  bootTime: '/proc/stat',
  virtualMemory: '/proc/meminfo',
  swapMemory: '/proc/meminfo',
};

test.for(forms)('%s: without /proc, functions throw ENOENT with the path of their file', ([, form], context) => {
  const calls = resultOf(withoutProc, context)[form];
  for (const [name, path] of Object.entries(files)) {
    const { error } = calls[name] as Outcome;
    expect({ name, error }).toMatchObject({ name, error: { code: 'ENOENT', errno: -2, syscall: 'open', path } });
  }
});

test.for(forms)('%s: without /proc, functions that do not read it return a value', ([, form], context) => {
  const calls = resultOf(withoutProc, context)[form];
  expect(calls['cpuCount']).toEqual({ value: expect.any(Number) });
  expect(calls['users']).toEqual({ value: expect.any(Array) });
  expect(calls['pidExists']).toEqual({ value: true });
});

test.for(forms)('%s: without /proc, Process throws ENOENT with the path of its file', ([, form], context) => {
  const { [form]: calls, 2: pid } = resultOf(withoutProc, context);
  const { error } = calls['Process'] as Outcome;
  expect(error).toMatchObject({ name: 'Error', code: 'ENOENT', path: `/proc/${pid}/stat` });
});

test.for(forms)('%s: without /proc, lists of processes throw ENOENT instead of being empty', ([, form], context) => {
  const calls = resultOf(withoutProc, context)[form];
  const error = { name: 'Error', code: 'ENOENT', path: '/proc/self' };
  expect([calls['pids'], calls['processIter']]).toMatchObject([{ error }, { error }]);
});

test.for(forms)('%s: with a /proc of processes only, processes can be read', ([, form], context) => {
  const { [form]: calls, 2: pid } = resultOf(withPidsOnly, context);
  expect(calls['pids']?.value).toContain(pid);
  expect(calls['Process']?.value).toMatchObject({ pid, name: 'node', createTime: expect.any(Number) });
  expect(calls['processIter']?.value).toContainEqual(expect.objectContaining({ pid, name: 'node' }));
});

test.for(forms)('%s: with a /proc of processes only, other functions throw ENOENT', ([, form], context) => {
  const calls = resultOf(withPidsOnly, context)[form];
  for (const [name, path] of Object.entries(files)) {
    const { error } = calls[name] as Outcome;
    expect({ name, error }).toMatchObject({ name, error: { code: 'ENOENT', path } });
  }
});
