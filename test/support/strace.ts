import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { folder } from './executable.ts';
import { needs, script } from './run.ts';

/** What a script printed, and the system calls that it and all that it started made, without the pids of threads. */
export interface Traced<T> {
  readonly printed: T;
  readonly calls: readonly string[];
}

/** Skips a test where system calls cannot be traced. */
export const needsStrace = (context: TestContext, calls = 'openat'): void =>
  needs(context, 'strace', '-qq', `--trace=${calls}`, '-o', '/dev/null', 'true');

/** Runs a script and lists what it asks of the kernel, by the names of system calls. Some can be made to fail. */
export async function traced<T>(code: string, names: string, ...options: readonly string[]): Promise<Traced<T>> {
  const file = join(folder(), 'trace');
  const within = ['strace', '--follow-forks', '--quiet', `--trace=${names}`, `--output=${file}`, ...options];
  const printed = await script<T>(code, { within });
  const lines = readFileSync(file, 'utf8').split('\n');
  return { printed, calls: lines.map((line) => line.replace(/^\d+ +/, '')) };
}
