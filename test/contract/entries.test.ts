import * as native from '@psutil/native';
import * as sync from '@psutil/process';
import { expect, test } from 'vitest';
import { methodsOf } from '../support/outcome.ts';
import { entriesOf, functionsOf, packagesWithPromises, umbrellaParts } from '../support/packages.ts';
import { lackedByWine } from '../support/run.ts';

type Call = (...args: unknown[]) => unknown;

/** Names that only one entry of a package exports, and the reason. */
const exportedByOneEntry: Readonly<Record<string, string>> = {};

/** Functions of promises entries that do not return a promise, and the reason. */
const synchronousFunctions: Readonly<Record<string, string>> = {
  createCpuSampler: 'its sample() returns a promise',
  createDiskSampler: 'its sample() returns a promise',
  createNetSampler: 'its sample() returns a promise',
  createProcessSampler: 'its sample() returns a promise',
  supports: 'it does not read the system',
};

/** Methods of `Process` of the promises entry that do not return a promise, and the reason. */
const synchronousMethods: Readonly<Record<string, string>> = {
  equals: 'it compares identities without reading the system',
  toString: 'JavaScript calls it for conversions, which cannot wait',
};

/** Functions and methods that wait, and therefore return promises in both entries. */
const waiting: readonly string[] = ['killTree', 'waitProcs', 'wait'];

/** Methods that would end or stop this program. */
const excluded: readonly string[] = ['suspend', 'terminate', 'kill'];

const args: Readonly<Record<string, unknown[]>> = {
  diskUsage: ['/'],
  pidExists: [process.pid],
  supports: ['pids'],
  processEvents: [{ signal: AbortSignal.abort() }],
  waitProcs: [[]],
  winServiceGet: ['rpcss'],
  rlimit: [sync.RLIMIT_CORE],
  sendSignal: [0],
  wait: [{ signal: AbortSignal.abort() }],
};

/** Calls a function with valid arguments and ignores later rejections of those that wait. */
function callWithArguments(name: string, call: Call): unknown {
  const result = call(...((Object.hasOwn(args, name) && args[name]) || []));
  if (waiting.includes(name)) (result as Promise<unknown>).catch(() => {});
  return result;
}

const isAsynchronous = (result: unknown) =>
  result instanceof Promise || (typeof result === 'object' && result !== null && Symbol.asyncIterator in result);

const supportedFunctionsOf = (entry: Parameters<typeof functionsOf>[0]) =>
  functionsOf(entry).filter(([name]) => native.supports(name) && !lackedByWine.includes(name));

const supportedMethodsOf = (object: object) =>
  methodsOf(object).filter(
    (name) =>
      name === 'toString' ||
      (native.supports(`Process.${name}`) && !excluded.includes(name) && !lackedByWine.includes(`Process.${name}`)),
  );

test.each(packagesWithPromises)('both entries of %s export the same names', async (directory) => {
  const entries = await entriesOf(directory);
  const names = (entry: object) => Object.keys(entry).filter((name) => !Object.hasOwn(exportedByOneEntry, name));
  expect(names(entries.promises)).toEqual(names(entries.sync));
  expect(names(entries.sync).length).toBeGreaterThan(0);
});

test.each(packagesWithPromises)('each export has the same type in both entries of %s', async (directory) => {
  const entries = await entriesOf(directory);
  const types = (entry: object) => Object.entries(entry).map(([name, value]) => [name, typeof value]);
  expect(types(entries.promises)).toEqual(types(entries.sync));
  expect(functionsOf(entries.promises).map(([name]) => name)).toEqual(functionsOf(entries.sync).map(([name]) => name));
});

test.each(packagesWithPromises)(
  'every function of %s/promises returns a promise or an async iterable',
  async (directory) => {
    const { promises } = await entriesOf(directory);
    const results = supportedFunctionsOf(promises).map(
      ([name, call]) => [name, callWithArguments(name, call)] as const,
    );
    const synchronous = results.filter(([, result]) => !isAsynchronous(result)).map(([name]) => name);
    expect(synchronous).toEqual(
      Object.keys(synchronousFunctions).filter((name) => name in promises && native.supports(name)),
    );
    await Promise.all(results.map(([name, result]) => waiting.includes(name) || result));
  },
);

test('of the synchronous entries, only functions that wait return a promise', async () => {
  const entry = await entriesOf('psutil');
  const promised = supportedFunctionsOf(entry.sync).filter(
    ([name, call]) => callWithArguments(name, call) instanceof Promise,
  );
  expect(promised.map(([name]) => name)).toEqual(['killTree', 'waitProcs'].filter((name) => native.supports(name)));
});

test('both classes Process have the same methods, which return values in one and promises in the other', async () => {
  const { Process: AsyncProcess } = await import('@psutil/process/promises');
  const processes = [new sync.Process(), new AsyncProcess()] as unknown as Record<string, Call>[];
  expect(methodsOf(processes[1] as object)).toEqual(methodsOf(processes[0] as object));
  const names = supportedMethodsOf(processes[0] as object);
  const promised = await Promise.all(
    processes.map(async (process_) => {
      const results = names.map(
        (name) => [name, callWithArguments(name, (...given) => (process_[name] as Call)(...given))] as const,
      );
      await Promise.all(results.map(([name, result]) => waiting.includes(name) || result));
      return results.map(([name, result]) => [name, result instanceof Promise]);
    }),
  );
  expect(promised[0]).toEqual(names.map((name) => [name, waiting.includes(name)]));
  expect(promised[1]).toEqual(names.map((name) => [name, !Object.hasOwn(synchronousMethods, name)]));
});

test.each(umbrellaParts)('the umbrella package exports the same objects as %s', async (directory) => {
  const umbrella = await entriesOf('psutil');
  const part = directory === 'native' ? { sync: native, promises: native } : await entriesOf(directory);
  for (const entry of ['sync', 'promises'] as const) {
    expect(umbrella[entry]).toMatchObject({ ...part[entry] });
    for (const [name, value] of Object.entries(part[entry])) expect(umbrella[entry][name]).toBe(value);
  }
});

test('the umbrella package exports only names of the packages that it re-exports', async () => {
  const umbrella = await entriesOf('psutil');
  const parts = await Promise.all(
    packagesWithPromises.filter((directory) => directory !== 'psutil').map((directory) => entriesOf(directory)),
  );
  const namesOf = (entry: 'sync' | 'promises') =>
    new Set([native, ...parts.map((part) => part[entry])].flatMap(Object.keys));
  expect(new Set(Object.keys(umbrella.sync))).toEqual(namesOf('sync'));
  expect(new Set(Object.keys(umbrella.promises))).toEqual(namesOf('promises'));
});
