// Calls the whole public API with arbitrary arguments. A failure prints a seed and a path: FUZZ_SEED and FUZZ_PATH
// repeat it, FUZZ_RUNS sets the number of calls of each function.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { supports } from '@psutil/native';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idleCommand } from '../support/children.ts';
import { methodsOf } from '../support/outcome.ts';
import { functionsOf } from '../support/packages.ts';
import { ArgumentError, anyValue, argumentsOf, optionsOf, resolve, shortTime } from './arguments.ts';
import { errorOf, optionNames, outcomeOf, problemOf } from './outcomes.ts';

type Call = (...args: unknown[]) => unknown;
type Entry = typeof sync | typeof promises;
/** The synchronous and the asynchronous form of a function. */
type Forms = readonly [sync: Call, async: Call];

const { FUZZ_RUNS, FUZZ_SEED, FUZZ_PATH } = process.env;

/** Checks a property. A call that does not return within 30 seconds fails. */
const assert = (args: fc.Arbitrary<unknown[]>, property: (args: unknown[]) => Promise<void>, numRuns = 60) =>
  fc.assert(fc.asyncProperty(args, property), {
    numRuns: FUZZ_RUNS ? Number(FUZZ_RUNS) : numRuns,
    timeout: 30_000,
    ...(FUZZ_SEED ? { seed: Number(FUZZ_SEED) } : {}),
    ...(FUZZ_PATH ? { path: FUZZ_PATH } : {}),
  });

const forms = (of: (entry: Entry) => Call): Forms => [of(sync), of(promises)];

/** Functions whose forms accept different options: only a promise can wait for an interval or a timeout. */
const differing: readonly string[] = ['cpuPercent', 'cpuTimesPercent', 'diskUsage', 'Process.cpuPercent'];

/** Checks that both forms return plain data, or throw the same documented error. */
async function check(name: string, calls: Forms, given: readonly unknown[]): Promise<void> {
  const args = resolve(given) as unknown[];
  const outcomes = [await outcomeOf(() => calls[0](...args)), await outcomeOf(() => calls[1](...args))] as const;
  // A resource limit may be infinite.
  for (const outcome of outcomes) expect(problemOf(outcome, name === 'Process.rlimit')).toBeUndefined();
  if (!differing.includes(name)) expect(errorOf(outcomes[1])).toBe(errorOf(outcomes[0]));
}

const children = new Set<ChildProcess & { readonly pid: number }>();

/** Spawns a process for calls that act on it. */
function spawnIdle() {
  const [file, ...args] = idleCommand;
  const child = spawn(file, args, { stdio: 'ignore' }) as ChildProcess & { readonly pid: number };
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

let idle: ReturnType<typeof spawnIdle>;

beforeAll(() => {
  idle = spawnIdle();
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const functions = (entry: Entry) => new Map<string, Call>(functionsOf(entry));

/** Functions with a test of their own, as they send signals or wait. */
const waiting: readonly string[] = ['killTree', 'waitProcs'];

test.for([...functions(sync).keys()].filter((name) => !waiting.includes(name)))(
  '%s() returns a value or throws a documented error for arbitrary arguments',
  async (name) => {
    const calls = forms((entry) => functions(entry).get(name) as Call);
    await assert(argumentsOf(await optionNames(calls[1])), (args) => check(name, calls, args));
  },
);

const processOf = (entry: Entry, pid: number) => new entry.Process(pid) as unknown as Record<string, Call>;
const methodOf =
  (name: string, pid: () => number) =>
  (entry: Entry): Call => {
    return (...args) => (processOf(entry, pid())[name] as Call)(...args);
  };

/** Methods that stop or end the process. Each call needs a new one. */
const ending: readonly string[] = ['kill', 'sendSignal', 'suspend', 'terminate'];

const methods = methodsOf(new sync.Process()).filter((name) => supports(`Process.${name}`) || name === 'toString');

// Some of these set priorities and limits of the idle child.
test.for(methods.filter((name) => name !== 'wait' && !ending.includes(name)))(
  'Process.%s() of a child returns a value or throws a documented error for arbitrary arguments',
  async (name) => {
    const calls = forms(methodOf(name, () => idle.pid));
    await assert(argumentsOf(await optionNames(calls[1])), (args) => check(`Process.${name}`, calls, args));
  },
);

test.for(ending)(
  'Process.%s() of a child returns nothing or throws a documented error for arbitrary arguments',
  async (name) => {
    const calls = forms(methodOf(name, () => spawnIdle().pid));
    await assert(argumentsOf(), (args) => check(`Process.${name}`, calls, args), 20);
  },
);

/** Returns both forms of a process that has ended, so that waiting for it ends. */
async function endedProcesses() {
  const child = spawnIdle();
  const processes = [processOf(sync, child.pid), processOf(promises, child.pid)] as const;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
  return processes;
}

test('Process.wait() returns a value or throws a documented error for arbitrary arguments', async () => {
  const ended = await endedProcesses();
  const calls: Forms = [(...args) => ended[0]['wait']?.(...args), (...args) => ended[1]['wait']?.(...args)];
  await assert(argumentsOf(['timeout', 'signal']), (args) => check('Process.wait', calls, args));
});

test('waitProcs() returns a value or throws a documented error for arbitrary arguments', async () => {
  const calls = forms(({ waitProcs }) => waitProcs as Call);
  const procs = fc.oneof(fc.constant(await endedProcesses()), anyValue);
  const args = fc.tuple(procs, fc.oneof(optionsOf(['timeout', 'signal', 'callback']), anyValue));
  await assert(fc.oneof(args, argumentsOf()), (each) => check('waitProcs', calls, each));
});

test('killTree() of a child returns a value or throws a documented error for arbitrary options', async () => {
  const calls = forms(
    ({ killTree }) =>
      (options) =>
        (killTree as Call)(spawnIdle().pid, options),
  );
  const options = fc.record({ signal: anyValue, timeout: shortTime.filter((time) => time !== null) });
  await assert(
    fc.tuple(fc.oneof(options, fc.constantFrom(undefined, null, 1, [], { unknown: 1 }))),
    async ([given]) => {
      const outcomes = await Promise.all(calls.map((call) => outcomeOf(() => call(resolve(given)))));
      expect(outcomes.map((outcome) => problemOf(outcome))).toEqual([undefined, undefined]);
      // The PIDs of the two children differ, and with them the messages about a process.
      const messages = outcomes.map((outcome) => errorOf(outcome)?.replace(/\d+/g, 'N'));
      expect(messages[1]).toBe(messages[0]);
    },
    20,
  );
});

test('killTree() throws a documented error for arbitrary roots that are no processes', async () => {
  const calls = forms(({ killTree }) => killTree as Call);
  // No number among the roots is a possible PID.
  const isNoPid = (value: unknown) =>
    !(Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31);
  await assert(fc.tuple(anyValue.filter(isNoPid)), (args) => check('killTree', calls, args));
});

test('new Process() creates a process or throws a documented error for arbitrary arguments', async () => {
  const calls = forms(
    ({ Process }) =>
      (...args) =>
        Reflect.construct(Process, args),
  );
  await assert(argumentsOf(['host']), (args) => check('Process', calls, args));
});

test('Process.fromId() returns a process or throws a documented error for arbitrary arguments', async () => {
  const calls = forms(
    ({ Process }) =>
      (...args) =>
        (Process.fromId as Call)(...args),
  );
  const parts = fc.tuple(fc.string(), fc.constantFrom('1', '99999999999', '-1', ''), fc.constantFrom('1', '', '2.5'));
  const ids = fc.tuple(parts.map((each) => each.join(':')));
  await assert(fc.oneof(ids, argumentsOf()), (args) => check('Process.fromId', calls, args));
});

const isClass = (value: unknown): value is new (...args: unknown[]) => object => /^class\b/.test(String(value));
const classes = Object.entries(sync).filter(([, value]) => isClass(value));
const isErrorClass = ([, value]: readonly [string, unknown]) => isClass(value) && value.prototype instanceof Error;

test('all exported classes other than errors have tests', () => {
  const names = classes.filter((each) => !isErrorClass(each)).map(([name]) => name);
  expect(names.sort()).toEqual(['Popen', 'Process']);
});

test.for(classes.filter(isErrorClass).map(([name]) => name))(
  'new %s() creates an error or throws TypeError, as new Error() does, for arbitrary arguments',
  async (name) => {
    const Class = Reflect.get(sync, name) as new (...args: unknown[]) => Error;
    await assert(argumentsOf(), async (given) => {
      const outcome = await outcomeOf(() => new Class(...(resolve(given) as unknown[])));
      const [created, type] = 'error' in outcome ? [outcome.error, TypeError] : [outcome.value, Class];
      expect(created instanceof type || created instanceof ArgumentError).toBe(true);
    });
  },
);
