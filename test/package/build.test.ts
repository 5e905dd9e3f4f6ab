import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../support/run.ts';

/** Runs the build of the addon with a PATH that contains only these programs. */
function buildWith(...programs: readonly string[]) {
  const path = mkdtempSync(join(tmpdir(), 'psutil-path-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const program of programs) writeFileSync(join(path, program), '#!/bin/sh\n', { mode: 0o755 });
  const env = { ...process.env, PATH: path, CXX: '' };
  return spawnSync(process.execPath, ['packages/native/scripts/build.mjs'], { cwd: root, env, encoding: 'utf8' });
}

test.for([
  [[], 'Python 3'],
  [['python3'], 'make'],
  [['python3', 'make'], 'a C++ compiler (c++, g++, clang++)'],
] as const)('the build with only %j in PATH fails with the name of the missing program', ([programs, missing]) => {
  const { status, stderr } = buildWith(...programs);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^@psutil\/native cannot be compiled: .* is missing\. To build it, install .*apt-get install .*\.$/,
    ),
  ]);
  expect(stderr).toContain(`${missing} is missing`);
});
