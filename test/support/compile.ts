import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LINUX } from '@psutil/native';
import { temporaryDirectory } from './executable.ts';
import { root } from './run.ts';

const compiler = process.env['CC'] ?? 'cc';

/** The command that checks for a C compiler, for `needs()`. */
export const compilerVersion = [compiler, '--version'] as const;

/** Compiles a program of `test/support/programs` for the current test and returns the path of the executable. */
export function compileProgram(name: string): string {
  const path = join(temporaryDirectory(), name);
  const source = join(root, 'test/support/programs', `${name}.c`);
  execFileSync(compiler, ['-O1', ...(LINUX ? ['-static'] : []), '-pthread', '-o', path, source]);
  return path;
}
