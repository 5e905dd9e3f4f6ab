import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/executable.ts';
import { needsPsutil, needsRoot, root } from '../support/run.ts';
import { excluded, mocking, suites } from './psutil/suites.ts';

interface Outcome {
  readonly test: string;
  /** `mocked` is what came to the point where it would replace functions. */
  readonly outcome: 'passed' | 'skipped' | 'mocked' | 'failed';
  readonly text: string;
}

const adapter = join(root, 'test/crosscheck/psutil/adapter.py');
const answers = join(root, 'test/crosscheck/psutil/answers.mjs');

/**
 * What becomes of some tests, run with this project's functions in place of psutil's. They count their own sockets: so
 * what they print goes to a file, and not into a socket. Some become another user, who needs a folder to write to.
 */
async function run(names: readonly string[]): Promise<Outcome[]> {
  const cwd = temporaryDirectory();
  chmodSync(cwd, 0o777);
  const output = join(cwd, 'output');
  const command = ['/usr/bin/python3', adapter, process.execPath, answers, ...names];
  await promisify(execFile)('sh', ['-c', 'exec "$@" </dev/null >"$0" 2>&1', output, ...command], { cwd });
  return readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"test"'))
    .map((line) => JSON.parse(line) as Outcome);
}

/** Whether a test says what it must not: also one that mocks must not fail before it does so. */
function isBad({ test: name, outcome }: Outcome): boolean {
  if (Object.hasOwn(excluded, name)) return false;
  return outcome === 'failed' || (outcome === 'mocked' && !mocking.has(name));
}

/** Some of them bound what the whole machine does meanwhile: what fails is tried again. */
async function patiently(suite: string): Promise<Outcome[]> {
  const outcomes = await run([suite]);
  for (let attempt = 0; attempt < 3; attempt++) {
    const bad = outcomes.filter(isBad);
    if (bad.length === 0) break;
    const again = await run([...new Set(bad.map((each) => each.test))]);
    outcomes.splice(0, outcomes.length, ...outcomes.filter((each) => !bad.includes(each)), ...again);
  }
  return outcomes;
}

test.for(Object.entries(suites))("%s of Python's psutil passes", async ([suite, least], context) => {
  needsPsutil(context);
  if (suite.endsWith('.LimitedUserTestCase')) needsRoot(context);
  const outcomes = await patiently(suite);
  const bad = outcomes.filter(isBad);
  expect(bad.map(({ test: name, outcome, text }) => `${name} ${outcome}: ${text}`)).toEqual([]);
  const passed = new Set(outcomes.filter(({ outcome }) => outcome === 'passed').map((each) => each.test));
  expect(passed.size).toBeGreaterThanOrEqual(least);
});
