import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

/** The directory of the example programs. */
export const examplesDirectory: string = join(root, 'docs/examples');

/** The tests of an example program, by name. */
export type Checks = Readonly<Record<string, (context: TestContext) => void | Promise<void>>>;

/** Runs an example program in the C locale and returns its output. */
export function output(name: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(process.execPath, [join(examplesDirectory, name), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, LC_ALL: 'C', ...env },
  });
}

/** Runs an example program as a user and returns its exit status, output and error output. */
export function runExampleAs(uid: number | undefined, name: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(examplesDirectory, name), ...args], {
    cwd: root,
    encoding: 'utf8',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { status, stdout, stderr };
}

/** Runs an example program and returns its exit status, output and error output. */
export const runExample = (name: string, ...args: readonly string[]) => runExampleAs(undefined, name, ...args);

/** Starts an example program and resolves to its exit status, output and error output. */
export const startExample = (
  name: string,
  ...args: readonly string[]
): Promise<{ status: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(examplesDirectory, name), ...args],
      { cwd: root, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });

/** Splits a printed table into its rows and words. */
export const words = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
