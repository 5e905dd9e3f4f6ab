import * as native from '@psutil/native';
import * as atOnce from '@psutil/process';
import { expect, test } from 'vitest';
import { methodsOf } from '../support/outcome.ts';
import { entriesOf, functionsOf, joined, withReadings } from '../support/packages.ts';

/** Names that only one of a package's entries has, and why. */
const onlyOne: Readonly<Record<string, string>> = {};

/** Functions of `/promises` that answer at once, and why. */
const answerAtOnce: Readonly<Record<string, string>> = {
  createCpuSampler: 'its samples are promises',
  createDiskSampler: 'its samples are promises',
  createNetSampler: 'its samples are promises',
  createProcessSampler: 'its samples are promises',
  supports: 'a fact about the compiled addon: nothing is read',
};

/** Methods of the promises' `Process` that answer at once, and why. */
const methodsAtOnce: Readonly<Record<string, string>> = {
  equals: 'compares two identities that are known',
  toString: 'JavaScript calls it and takes no promise',
};

/** Functions that wait, and so give promises in both entries. */
const waiting: readonly string[] = ['killTree', 'waitProcs', 'wait'];

/** Methods that no system but another has, and those that would end this program. */
const others: readonly string[] = ['numHandles', 'suspend', 'terminate', 'kill'];

const args: Readonly<Record<string, unknown[]>> = {
  diskUsage: ['/'],
  pidExists: [process.pid],
  supports: ['pids'],
  processEvents: [{ signal: AbortSignal.abort() }],
  waitProcs: [[]],
  rlimit: [atOnce.RLIMIT_CORE],
  sendSignal: [0],
  wait: [{ signal: AbortSignal.abort() }],
};

/** Calls a function, and gives how it answered; what fails later is not asked here. */
function answerOf(name: string, call: (...given: unknown[]) => unknown): unknown {
  const answer = call(...((Object.hasOwn(args, name) && args[name]) || []));
  if (waiting.includes(name)) (answer as Promise<unknown>).catch(() => {});
  return answer;
}

const isAsynchronous = (answer: unknown) =>
  answer instanceof Promise || (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer);

test.each(withReadings)('both entries of %s export the same names', async (folder) => {
  const { atOnce, promises } = await entriesOf(folder);
  const names = (entry: object) => Object.keys(entry).filter((name) => !Object.hasOwn(onlyOne, name));
  expect(names(promises)).toEqual(names(atOnce));
  expect(names(atOnce).length).toBeGreaterThan(0);
});

test.each(withReadings)('a name is a thing of the same kind in both entries of %s', async (folder) => {
  const { atOnce, promises } = await entriesOf(folder);
  const kinds = (entry: object) => Object.entries(entry).map(([name, value]) => [name, typeof value]);
  expect(kinds(promises)).toEqual(kinds(atOnce));
  expect(functionsOf(promises).map(([name]) => name)).toEqual(functionsOf(atOnce).map(([name]) => name));
});

test.each(withReadings)('every function of %s/promises gives a promise or an async iterable', async (folder) => {
  const { promises } = await entriesOf(folder);
  const answers = functionsOf(promises).map(([name, call]) => [name, answerOf(name, call)] as const);
  const others = answers.filter(([, answer]) => !isAsynchronous(answer)).map(([name]) => name);
  expect(others).toEqual(Object.keys(answerAtOnce).filter((name) => name in promises));
  await Promise.all(answers.map(([name, answer]) => waiting.includes(name) || answer));
});

test('no function of the synchronous entries gives a promise but those that wait', async () => {
  const entry = await entriesOf('psutil');
  const promised = functionsOf(entry.atOnce).filter(([name, call]) => answerOf(name, call) instanceof Promise);
  expect(promised.map(([name]) => name)).toEqual(['killTree', 'waitProcs']);
});

test('both forms of Process have the same methods, which give values in one and promises in the other', async () => {
  const { Process: AsyncProcess } = await import('@psutil/process/promises');
  const forms = [new atOnce.Process(), new AsyncProcess()] as unknown as Record<string, () => unknown>[];
  const promised = await Promise.all(
    forms.map(async (form) => {
      const answers = methodsOf(form)
        .filter((name) => !others.includes(name))
        .map(
          (name) =>
            [name, answerOf(name, (...given) => (form[name] as (...given: unknown[]) => unknown)(...given))] as const,
        );
      await Promise.all(answers.map(([name, answer]) => waiting.includes(name) || answer));
      return answers.map(([name, answer]) => [name, answer instanceof Promise]);
    }),
  );
  const names = methodsOf(forms[0] as object).filter((name) => !others.includes(name));
  expect(promised[0]).toEqual(names.map((name) => [name, waiting.includes(name)]));
  expect(promised[1]).toEqual(names.map((name) => [name, !Object.hasOwn(methodsAtOnce, name)]));
});

test.each(joined)('the umbrella exports the very things that %s does', async (folder) => {
  const umbrella = await entriesOf('psutil');
  const part = folder === 'native' ? { atOnce: native, promises: native } : await entriesOf(folder);
  for (const entry of ['atOnce', 'promises'] as const) {
    expect(umbrella[entry]).toMatchObject({ ...part[entry] });
    for (const [name, value] of Object.entries(part[entry])) expect(umbrella[entry][name]).toBe(value);
  }
});

test('the umbrella exports nothing that its parts do not', async () => {
  const umbrella = await entriesOf('psutil');
  const parts = await Promise.all(withReadings.filter((folder) => folder !== 'psutil').map(entriesOf));
  const of = (entry: 'atOnce' | 'promises') =>
    new Set([native, ...parts.map((part) => part[entry])].flatMap(Object.keys));
  expect(new Set(Object.keys(umbrella.atOnce))).toEqual(of('atOnce'));
  expect(new Set(Object.keys(umbrella.promises))).toEqual(of('promises'));
});
