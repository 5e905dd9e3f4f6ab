import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { capabilities } from '@psutil/native/internal/supports';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import { expect, test } from 'vitest';
import { methodsOf, outcome } from '../support/outcome.ts';
import { functionsOf } from '../support/packages.ts';
import { lackedByWine, root } from '../support/run.ts';

const { supports } = sync;
const names = new Set(capabilities().map(({ name }) => name));

/** `toString` is a method of every object. */
const methods = methodsOf(new sync.Process()).filter((name) => name !== 'toString');

test('supports() has an answer for every exported function and class of processes', () => {
  const functions = [...functionsOf(sync), ...functionsOf(promises)].map(([name]) => name);
  expect([...functions, 'Process', 'Popen'].filter((name) => !names.has(name))).toEqual([]);
});

test('supports() has an answer for every method and attribute of Process, with and without its class', () => {
  const members = [...methods, ...sync.attributeNames, 'pid', 'id', 'poll', 'communicate'];
  expect(members.filter((name) => !names.has(`Process.${name}`))).toEqual([]);
  const functions = functionsOf(sync).map(([name]) => name);
  for (const name of members.filter((each) => !functions.includes(each))) {
    expect([name, supports(name)]).toEqual([name, supports(`Process.${name}`)]);
  }
});

test('capabilities() has a description of each name and agrees with supports()', () => {
  for (const { name, description, supported } of capabilities()) {
    expect(description).toMatch(/\.$/);
    expect([name, supports(name)]).toEqual([name, supported]);
  }
});

test.each(['Process.', 'Process.nothing', 'process.name', '.name', 'failure'])('supports(%j) is false', (name) => {
  expect(supports(name)).toBe(false);
});

const args: Readonly<Record<string, unknown[]>> = {
  diskUsage: ['.'],
  pidExists: [process.pid],
  supports: ['pids'],
  waitProcs: [[]],
  winServiceGet: ['absent'],
  processEvents: [{ signal: AbortSignal.abort() }],
  'Process.rlimit': [sync.RLIMIT_CORE],
  'Process.sendSignal': [0],
  'Process.wait': [{ timeout: 0 }],
};

/** Calls that would end or stop this program. */
const excluded = ['killTree', 'Process.suspend', 'Process.terminate', 'Process.kill'];

type Call = (...given: unknown[]) => unknown;

const calls = (entry: typeof sync | typeof promises): [name: string, call: Call][] => {
  const self = new entry.Process() as unknown as Record<string, Call>;
  const ofProcess = methods.map((name): [string, Call] => [
    `Process.${name}`,
    (...given) => (self[name] as Call)(...given),
  ]);
  return [...functionsOf(entry), ...ofProcess].filter(([name]) => ![...excluded, ...lackedByWine].includes(name));
};

test.each([
  ['@psutil/psutil', sync],
  ['@psutil/psutil/promises', promises],
])('a call of %s throws NotSupported if and only if supports() is false', async (_, entry) => {
  for (const [name, call] of calls(entry)) {
    const { error } = await outcome(() => call(...(args[name] ?? [])));
    expect([name, error?.name !== 'NotSupported']).toEqual([name, supports(name)]);
  }
});

test('supported.generated.json lists what the addon of this system supports', async (context) => {
  const native = join(root, 'packages/native');
  const { load } = await import(pathToFileURL(join(native, 'binding.cjs')).href);
  const { supported, supportFile } = await import(pathToFileURL(join(native, 'scripts/platforms.mjs')).href);
  const committed = JSON.parse(readFileSync(join(root, supportFile), 'utf8'));
  context.skip(!(process.platform in committed), 'the table has no column for this system');
  expect(supported(load().describe(), load())).toEqual(committed);
});
