import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cache, here } from './directories.mjs';

const ageOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Compiles the C program of a folder, unless that is done, and gives its path. */
function compiled(name) {
  const folder = join(here, name);
  const sources = readdirSync(folder).map((file) => join(folder, file));
  const program = join(cache, name);
  if (ageOf(program) > Math.max(...sources.map(ageOf))) return program;
  mkdirSync(cache, { recursive: true });
  // Another run may be using the program, or compiling it.
  const made = `${program}.${process.pid}`;
  const given = sources.filter((path) => path.endsWith('.c'));
  execFileSync(process.env.CC ?? 'cc', ['-O2', '-Wall', '-Wextra', '-pthread', '-o', made, ...given]);
  renameSync(made, program);
  return program;
}

/** The program that does each task with the least system calls. */
export const floor = () => compiled('floor');

/** The program that fills the machine. */
export const fill = () => compiled('fill');
