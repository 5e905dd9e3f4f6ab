import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Installation, isRunnable, runtimeOf } from '../support/prebuilds.ts';
import { runtimeResult } from '../support/runtime-result.ts';

/** Runs a program with the packages and the binary of a target, and returns what it prints. */
function run(target: string, program: string): unknown {
  const installation = new Installation(target);
  onTestFinished(() => installation.remove());
  const [file, ...args] = runtimeOf[target]?.command ?? [''];
  const output = execFileSync(file, [...args, join(installation.directory, program)], {
    encoding: 'utf8',
    timeout: 100_000,
  });
  return JSON.parse(output);
}

test.for(Object.keys(runtimeOf))('the prebuilt binary for %s reads values', { timeout: 110_000 }, (target, context) => {
  context.skip(!isRunnable(target), `.ci/run builds the binary for ${target} and installs its runtime`);
  expect(run(target, 'prebuilt.mjs')).toEqual({
    arch: target.split('-')[1],
    memory: true,
    promise: true,
    cpus: true,
    disk: true,
    interfaces: true,
    child: true,
    same: { name: true, start: true },
    missing: 'ERR_NO_SUCH_PROCESS',
    missingMount: 'ENOENT',
  });
});

// qemu emulates neither pidfds nor netlink completely.
const complete = Object.keys(runtimeOf).filter((target) => !runtimeOf[target]?.isEmulated);

test.for(complete)('the prebuilt binary for %s runs wait(), processEvents() and worker threads', (target, context) => {
  context.skip(!isRunnable(target), `.ci/run builds the binary for ${target} and installs its runtime`);
  expect(run(target, 'runtime.mjs')).toEqual(runtimeResult);
});
