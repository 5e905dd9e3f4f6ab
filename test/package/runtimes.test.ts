import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/run.ts';
import { runtimeResult } from '../support/runtime-result.ts';
import { bun, deno, needsRuntime, thisNode } from '../support/runtimes.ts';

const program = join(root, 'test/support/programs/runtime.mjs');
test.for([thisNode, bun, deno])(
  '$name runs wait(), processEvents(), worker threads and calls on the thread pool',
  (runtime, context) => {
    context.skip(process.platform === 'win32', 'the program starts a shell');
    needsRuntime(context, runtime);
    const output = execFileSync(runtime.file, [...runtime.args, program], {
      cwd: root,
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(JSON.parse(output)).toEqual(runtimeResult);
  },
);

test('workers of node:cluster and code of node:vm use the packages', (context) => {
  context.skip(process.platform === 'win32', 'the option host requires pseudo files');
  const file = join(root, 'test/support/programs/environments.mjs');
  const output = execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8', timeout: 50_000 });
  expect(JSON.parse(output)).toEqual({ workers: [true, true], context: true, script: true });
});
