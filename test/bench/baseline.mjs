import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { benchDirectory, cache } from './directories.mjs';

const ageOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Compiles the C program of a directory if it is out of date, and returns its path. */
function compile(name) {
  const directory = join(benchDirectory, name);
  const sources = readdirSync(directory).map((file) => join(directory, file));
  const program = join(cache, name);
  if (ageOf(program) > Math.max(...sources.map(ageOf))) return program;
  mkdirSync(cache, { recursive: true });
  // Another run may be using or compiling the program.
  const output = `${program}.${process.pid}`;
  const files = sources.filter((path) => path.endsWith('.c'));
  execFileSync(process.env.CC ?? 'cc', ['-O2', '-Wall', '-Wextra', '-pthread', '-o', output, ...files]);
  renameSync(output, program);
  return program;
}

/** Returns the path of the program that runs each task with the fewest system calls. */
export const baselineProgram = () => compile('baseline');

/** Returns the path of the program that creates processes and sockets. */
export const fillProgram = () => compile('fill');
