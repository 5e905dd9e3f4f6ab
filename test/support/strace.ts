import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { temporaryDirectory } from './executable.ts';
import { needs, script } from './run.ts';

/** The output of a script, and the system calls of it and all its descendants, without the thread IDs. */
export interface Trace<T> {
  readonly printed: T;
  readonly calls: readonly string[];
}

/** Skips a test on a system where strace(1) cannot trace these system calls. */
export const needsStrace = (context: TestContext, calls = 'openat'): void =>
  needs(context, 'strace', '-qq', `--trace=${calls}`, '-o', '/dev/null', 'true');

/** Runs a script and returns its output and its calls of the named system calls. Options can inject faults. */
export async function traceScript<T>(code: string, names: string, ...options: readonly string[]): Promise<Trace<T>> {
  const file = join(temporaryDirectory(), 'trace');
  const within = ['strace', '--follow-forks', '--quiet', `--trace=${names}`, `--output=${file}`, ...options];
  const printed = await script<T>(code, { within });
  const lines = readFileSync(file, 'utf8').split('\n');
  return { printed, calls: lines.map((line) => line.replace(/^\d+ +/, '')) };
}
