// Calls `Popen` with arbitrary options. The program is always the same and does nothing.
import { existsSync } from 'node:fs';
import { POSIX } from '@psutil/native';
import * as sync from '@psutil/psutil';
import * as promises from '@psutil/psutil/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyValue, optionsOf, resolve, shortTime } from './arguments.ts';
import { errorOf, outcomeOf, problemOf } from './outcomes.ts';

type Options = Readonly<Record<string, unknown>>;
type Entry = typeof sync | typeof promises;

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 40), timeout: 50_000 };
const program = existsSync('/bin/true') ? '/bin/true' : '/usr/bin/true';

const stream = fc.constantFrom('pipe', 'ignore', 'overlapped', null, undefined, 'nothing', -1, 1n, {});
const optionValues = {
  argv0: anyValue,
  cwd: fc.oneof(fc.constantFrom('/', '/nowhere', '\0', new URL('file:///')), anyValue),
  detached: anyValue,
  env: fc.oneof(fc.constantFrom({}, { A: '1' }, { A: 1 }, { 'A=': '' }, { A: '\0' }, { '\uD800': '\uD800' }), anyValue),
  gid: fc.constantFrom(0, 1, -1, 0.5, '0', null),
  killSignal: fc.constantFrom('SIGTERM', 'SIGNOPE', 9, -1, {}),
  serialization: anyValue,
  shell: fc.constantFrom(true, '/bin/sh', false, undefined, null, 0, ''),
  signal: fc.constantFrom(AbortSignal.abort(), undefined, null, 1, {}),
  stdio: fc.oneof(stream, fc.array(stream, { maxLength: 5 })),
  timeout: fc.constantFrom(0, 1, 1000, -1, Number.NaN, '1', null),
  uid: fc.constantFrom(0, 1, -1, 0.5, '0', null),
  windowsHide: anyValue,
};

const anySpawnOptions = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(optionValues) as (keyof typeof optionValues)[])), { maxLength: 3 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, optionValues[name]]))));

/** Spawns the program, waits until it has ended, and returns the outcome. */
const spawnOutcome = ({ Popen }: Entry, args: readonly string[], options: unknown) =>
  outcomeOf(async () => {
    const child = new Popen([program, ...args], options as Options);
    child.stdin?.on('error', () => {}); // the program does not read it
    const code = await child.wait({ timeout: 30 });
    return [code, child.returncode, await child.poll()];
  });

const spawnArguments = fc.tuple(
  fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 3 }),
  fc.oneof({ weight: 4, arbitrary: anySpawnOptions }, { weight: 1, arbitrary: anyValue }),
);

test.skipIf(!POSIX)('new Popen() runs a program or throws a documented error for arbitrary options', async () => {
  await fc.assert(
    fc.asyncProperty(spawnArguments, async ([args, given]) => {
      const options = resolve(given);
      const outcomes = [await spawnOutcome(sync, args, options), await spawnOutcome(promises, args, options)] as const;
      expect(outcomes.map((outcome) => problemOf(outcome))).toEqual([undefined, undefined]);
      expect(errorOf(outcomes[1])).toBe(errorOf(outcomes[0]));
    }),
    runs,
  );
});

test('new Popen() throws a documented error for commands that are no arrays of strings', async () => {
  const isNoCommand = (value: unknown) => !Array.isArray(value) || value.some((part) => typeof part !== 'string');
  const commands = fc.oneof(fc.constantFrom([], [''], ['\0']), anyValue.filter(isNoCommand));
  await fc.assert(
    fc.asyncProperty(commands, async (command) => {
      const given = resolve(command) as [string];
      for (const { Popen } of [sync, promises]) {
        const outcome = await outcomeOf(() => new Popen(given).pid);
        expect(outcome).toHaveProperty('error');
        expect(problemOf(outcome)).toBeUndefined();
      }
    }),
    runs,
  );
});

test.skipIf(!POSIX)('communicate() returns output or throws a documented error for arbitrary arguments', async () => {
  const input = fc.oneof(fc.constantFrom(undefined, '', 'text', new Uint8Array(9)), anyValue);
  const options = fc.oneof(
    fc.record(
      { timeout: shortTime, encoding: fc.oneof(fc.constantFrom('buffer', 'utf8'), anyValue) },
      { requiredKeys: [] },
    ),
    optionsOf(['timeout', 'encoding', 'signal']),
    anyValue,
  );
  await fc.assert(
    fc.asyncProperty(input, options, async (givenInput, givenOptions) => {
      const args = [resolve(givenInput), resolve(givenOptions)] as [string, object];
      for (const { Popen } of [sync, promises]) {
        const child = new Popen([program]);
        child.stdin?.on('error', () => {});
        expect(problemOf(await outcomeOf(() => child.communicate(...args)))).toBeUndefined();
        expect(await child.wait({ timeout: 30 })).toBe(0);
      }
    }),
    runs,
  );
});
