import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LINUX } from '@psutil/native';
import { temporaryDirectory } from './executable.ts';
import { root } from './run.ts';

const compiler = process.env['CC'] ?? 'cc';

/** The command that checks for a C compiler, for `needs()`. */
export const compilerVersion = [compiler, '--version'] as const;

function compile(name: string, suffix: string, ...options: readonly string[]): string {
  const path = join(temporaryDirectory(), name + suffix);
  const source = join(root, 'test/support/programs', `${name}.c`);
  execFileSync(compiler, ['-O1', ...options, '-o', path, source]);
  return path;
}

/** Compiles a program of `test/support/programs` for the current test and returns the path of the executable. */
export const compileProgram = (name: string): string => compile(name, '', '-pthread', ...(LINUX ? ['-static'] : []));

/** Compiles a program of `test/support/programs` to a shared library, for LD_PRELOAD, and returns its path. */
export const compileLibrary = (name: string): string => compile(name, '.so', '-shared', '-fPIC');
