import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folder } from '../support/executable.ts';
import { needsPsutil, needsRoot, root } from '../support/run.ts';
import { excluded, mocking, suites } from './psutil/suites.ts';

interface Outcome {
  readonly test: string;
  /** `mocked`: the test stopped where it would mock functions. */
  readonly outcome: 'passed' | 'skipped' | 'mocked' | 'failed';
  readonly text: string;
}

const adapter = join(root, 'test/crosscheck/psutil/adapter.py');
const server = join(root, 'test/crosscheck/psutil/server.mjs');

/**
 * Runs tests of psutil with the functions of this project in place of those of psutil. The tests count their own sockets,
 * so their output is redirected to a file. Some of them switch to another user, who needs a writable directory.
 */
async function run(names: readonly string[]): Promise<Outcome[]> {
  const cwd = folder();
  chmodSync(cwd, 0o777);
  const output = join(cwd, 'output');
  const command = ['/usr/bin/python3', adapter, process.execPath, server, ...names];
  await promisify(execFile)('sh', ['-c', 'exec "$@" </dev/null >"$0" 2>&1', output, ...command], { cwd });
  return readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"test"'))
    .map((line) => JSON.parse(line) as Outcome);
}

/** Whether an outcome is a failure. A test that mocks functions must not fail before it does so. */
function isFailure({ test: name, outcome }: Outcome): boolean {
  if (Object.hasOwn(excluded, name)) return false;
  return outcome === 'failed' || (outcome === 'mocked' && !mocking.has(name));
}

/** Runs a suite and repeats failed tests: some of them depend on the load of the machine. */
async function runWithRetries(suite: string): Promise<Outcome[]> {
  const outcomes = await run([suite]);
  for (let attempt = 0; attempt < 3; attempt++) {
    const failed = outcomes.filter(isFailure);
    if (failed.length === 0) break;
    const again = await run([...new Set(failed.map((each) => each.test))]);
    outcomes.splice(0, outcomes.length, ...outcomes.filter((each) => !failed.includes(each)), ...again);
  }
  return outcomes;
}

test.for(Object.entries(suites))('the test suite %s of psutil passes', async ([suite, minimum], context) => {
  needsPsutil(context);
  if (suite.endsWith('.LimitedUserTestCase')) needsRoot(context);
  const outcomes = await runWithRetries(suite);
  const failed = outcomes.filter(isFailure);
  expect(failed.map(({ test: name, outcome, text }) => `${name} ${outcome}: ${text}`)).toEqual([]);
  const passed = new Set(outcomes.filter(({ outcome }) => outcome === 'passed').map((each) => each.test));
  expect(passed.size).toBeGreaterThanOrEqual(minimum);
});
