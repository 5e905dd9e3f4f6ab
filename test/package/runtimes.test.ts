import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';
import { runtimeResult } from '../support/runtime-result.ts';

const program = join(root, 'test/support/programs/runtime.mjs');
const runtimes = [
  ['Node.js', process.execPath, []],
  ['Bun', join(root, '.cache/runtimes/bun'), ['run']],
  ['Deno', join(root, '.cache/runtimes/deno'), ['run', '--allow-all']],
] as const;

test.for(runtimes)(
  '%s runs wait(), processEvents(), worker threads and calls on the thread pool',
  ([name, file, args], context) => {
    context.skip(process.platform === 'win32', 'the program starts a shell');
    context.skip(!existsSync(file), `${name} is not in .cache/runtimes, into which .ci/run installs it`);
    const output = execFileSync(file, [...args, program], { cwd: root, encoding: 'utf8', timeout: 50_000 });
    expect(JSON.parse(output)).toEqual(runtimeResult);
  },
);

test('workers of node:cluster and code of node:vm use the packages', (context) => {
  context.skip(process.platform === 'win32', 'the option host requires pseudo files');
  const file = join(root, 'test/support/programs/environments.mjs');
  const output = execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8', timeout: 50_000 });
  expect(JSON.parse(output)).toEqual({ workers: [true, true], context: true, script: true });
});
