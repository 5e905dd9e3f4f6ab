import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root, tool } from '../support/run.ts';

/** Creates an empty directory for programs. */
function pathDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'psutil-path-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs the build of the addon with a PATH that contains only these programs. */
function buildWith(programs: readonly string[], variables: Readonly<Record<string, string>>) {
  const path = pathDirectory();
  for (const program of programs) writeFileSync(join(path, program), '#!/bin/sh\n', { mode: 0o755 });
  const env = { ...process.env, PATH: path, CXX: '', ...variables };
  return spawnSync(process.execPath, ['packages/native/scripts/build.mjs'], { cwd: root, env, encoding: 'utf8' });
}

test.for([
  [[], 'Python 3'],
  [['python3'], 'make'],
  [['python3', 'make'], 'a C++ compiler (c++, g++, clang++)'],
] as const)('the build with only %j in PATH fails with the name of the missing program', ([programs, missing]) => {
  const { status, stderr } = buildWith(programs, { npm_config_build_from_source: 'true' });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(
      /^@psutil\/native cannot be compiled: .* is missing\. To build it, install .*apt-get install .*\.$/,
    ),
  ]);
  expect(stderr).toContain(`${missing} is missing`);
});

test('the build uses an existing binary that was compiled from the same sources with the same flags', () => {
  const current = buildWith([], {});
  expect(current.stdout).toBe('using the binary that was compiled from these sources\n');
  expect(current.status).toBe(0);
  const withOtherFlags = buildWith([], { CXXFLAGS: '-DOTHER' });
  expect(withOtherFlags.stderr).toContain('Python 3 is missing');
  expect(withOtherFlags.status).toBe(1);
});

test('a script of package.json prints one line for each step, and one sentence about a missing program', (context) => {
  context.skip(process.platform === 'win32', 'a program is a symbolic link');
  const path = pathDirectory();
  for (const name of ['node', 'npm', 'sh'])
    symlinkSync(tool('sh', '-c', `command -v ${name}`).trim(), join(path, name));
  // turbo and build.mjs run the compilation although a binary exists.
  const force = { TURBO_FORCE: 'true', npm_config_build_from_source: 'true' };
  const env = { ...process.env, ...force, PATH: path, CXX: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'generate'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^ *\d+\.\d s {2}@psutil\/native: npm run build:native$/),
    expect.stringMatching(/^ *\d+\.\d s {2}@psutil\/native cannot be compiled: Python 3 is missing\. .*\.$/),
  ]);
});
