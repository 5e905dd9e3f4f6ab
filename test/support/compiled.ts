import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { folder } from './executable.ts';
import { root } from './run.ts';

/** Compiles a program of `test/support/programs`, for the test that calls it, and gives its path. */
export function compiled(name: string): string {
  const path = join(folder(), name);
  const source = join(root, 'test/support/programs', `${name}.c`);
  execFileSync(process.env['CC'] ?? 'cc', ['-O1', '-static', '-pthread', '-o', path, source]);
  return path;
}
