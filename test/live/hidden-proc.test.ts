import { beforeAll, expect, type TestContext, test } from 'vitest';
import { withoutProc, withPidsOnly, works } from '../support/namespaces.ts';
import { type Outcome, outcome } from '../support/outcome.ts';
import { script } from '../support/run.ts';

type Calls = Readonly<Record<string, Outcome>>;

const call = `
import * as atOnce from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
const outcome = ${outcome};
const names = ['cpuTimes', 'cpuCount', 'cpuPercent', 'virtualMemory', 'swapMemory', 'bootTime', 'users', 'pids'];
async function callAll(entry) {
  const calls = {};
  for (const name of names) calls[name] = await outcome(() => entry[name]());
  calls.pidExists = await outcome(() => entry.pidExists(process.pid));
  calls.Process = await outcome(() => new entry.Process().asDict());
  calls.processIter = await outcome(async () => {
    const found = [];
    for await (const { info } of entry.processIter({ attrs: entry.attributeNames })) found.push(info);
    return found;
  });
  return calls;
}
print([await callAll(atOnce), await callAll(promises), process.pid]);
`;

type Result = readonly [Calls, Calls, number];
const results = new Map<readonly string[], Result>();

beforeAll(async () => {
  for (const within of [withoutProc, withPidsOnly]) {
    if (works(within)) results.set(within, await script<Result>(call, { within }));
  }
});

function resultOf(within: readonly string[], { skip }: TestContext): Result {
  return results.get(within) ?? skip('/proc cannot be replaced here');
}

const forms = [
  ['at once', 0],
  ['through promises', 1],
] as const;

const lost = {
  cpuTimes: '/proc/stat',
  cpuPercent: '/proc/stat',
  bootTime: '/proc/stat',
  virtualMemory: '/proc/meminfo',
  swapMemory: '/proc/meminfo',
};

test.for(forms)('%s, without /proc everything can be imported and each call fails alone', ([, form], context) => {
  const calls = resultOf(withoutProc, context)[form];
  for (const [name, path] of Object.entries(lost)) {
    const { error } = calls[name] as Outcome;
    expect({ name, error }).toMatchObject({ name, error: { code: 'ENOENT', errno: -2, syscall: 'open', path } });
  }
});

test.for(forms)('%s, without /proc what needs none of it is answered', ([, form], context) => {
  const calls = resultOf(withoutProc, context)[form];
  expect(calls['cpuCount']).toEqual({ value: expect.any(Number) });
  expect(calls['users']).toEqual({ value: expect.any(Array) });
  expect(calls['pidExists']).toEqual({ value: true });
});

test.for(forms)('%s, without /proc a Process says which file was not there', ([, form], context) => {
  const { [form]: calls, 2: pid } = resultOf(withoutProc, context);
  const { error } = calls['Process'] as Outcome;
  expect(error).toMatchObject({ name: 'NoSuchProcess', pid, cause: { code: 'ENOENT', path: `/proc/${pid}/stat` } });
});

test.for(forms)('%s, where /proc has processes only, these are told in full', ([, form], context) => {
  const { [form]: calls, 2: pid } = resultOf(withPidsOnly, context);
  expect(calls['pids']?.value).toContain(pid);
  expect(calls['Process']?.value).toMatchObject({ pid, name: 'node', createTime: expect.any(Number) });
  expect(calls['processIter']?.value).toContainEqual(expect.objectContaining({ pid, name: 'node' }));
});

test.for(forms)('%s, where /proc has processes only, other calls fail and name the file', ([, form], context) => {
  const calls = resultOf(withPidsOnly, context)[form];
  for (const [name, path] of Object.entries(lost)) {
    const { error } = calls[name] as Outcome;
    expect({ name, error }).toMatchObject({ name, error: { code: 'ENOENT', path } });
  }
});
