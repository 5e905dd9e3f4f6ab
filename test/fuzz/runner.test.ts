import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';

const directory = join(root, 'test/fuzz');

/** Runs the fuzzer with a compiler that does not exist. */
const fuzz = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(directory, 'fuzz.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, FUZZ_CXX: '/nowhere/clang++' },
  });

test('the fuzzer fails without clang and names the packages to install', () => {
  const { status, stderr } = fuzz('--seconds', '1');
  expect(status).toBe(1);
  expect(stderr).toBe(
    'cannot run /nowhere/clang++: fuzzing needs clang and its runtime libraries, apt-get install clang libclang-rt-dev\n',
  );
});

test.for(['--seconds', '--jobs'])('the fuzzer rejects %s that is not a count', (name) => {
  const { status, stderr } = fuzz(name, 'x');
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^${name} must be a number`));
});

test('every directory of the corpus belongs to a target', () => {
  const sources = readdirSync(directory).filter((name) => name.endsWith('.cc'));
  const text = sources.map((name) => readFileSync(join(directory, name), 'utf8')).join('\n');
  const directories = readdirSync(join(directory, 'corpus'));
  expect(directories.filter((name) => !text.includes(`{"${name}"`))).toEqual([]);
  expect(directories.length).toBeGreaterThan(20);
});
