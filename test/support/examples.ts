import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

/** Where the examples are. */
export const folder: string = join(root, 'docs/examples');

/** What is checked of an example, by the sentence that it proves. */
export type Checks = Readonly<Record<string, (context: TestContext) => void | Promise<void>>>;

/** What an example prints. */
export function output(name: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(process.execPath, [join(folder, name), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, LC_ALL: 'C', ...env },
  });
}

/** How an example ends that a user runs, and what it prints and complains. */
export function endingAs(uid: number | undefined, name: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, name), ...args], {
    cwd: root,
    encoding: 'utf8',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { status, stdout, stderr };
}

/** How an example ends, and what it prints and complains. */
export const ending = (name: string, ...args: readonly string[]) => endingAs(undefined, name, ...args);

/** The words of the lines of a table. */
export const words = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
