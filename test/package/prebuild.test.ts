import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../support/run.ts';

/** Creates a directory with copies of these files of the repository. */
function copyOf(...files: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'psutil-prebuild-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const file of files) cpSync(join(root, file), join(directory, file), { recursive: true });
  return directory;
}

/** Writes a file, and creates its directory. */
function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

test.for(['build', 'prebuild'])('npm runs only the script %s by its name', (name) => {
  const cwd = copyOf('package.json', '.npmrc');
  write(join(cwd, 'scripts/run.mjs'), 'console.log(process.argv[2])');
  write(join(cwd, 'user/.npmrc'), 'ignore-scripts=false');
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_')));
  const options = { cwd, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const output = execFileSync('npm', ['run', '--silent', name], {
    ...options,
    env: { ...env, npm_config_userconfig: join(cwd, 'user/.npmrc') },
  });
  expect(output).toBe(`${name}\n`);
});
