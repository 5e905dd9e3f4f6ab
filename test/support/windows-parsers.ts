import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

const compiler = process.env['CXX'] ?? 'c++';
const cpp = join(root, 'packages/native/cpp');

const filesIn = (directory: string, pattern: RegExp): string[] =>
  readdirSync(directory)
    .filter((name) => pattern.test(name))
    .map((name) => join(directory, name));

/** The parsers, which include no header of Windows, and the program that runs them. */
const sources = (): string[] => [
  ...filesIn(join(cpp, 'windows'), /^(error|text|\w+_parser)\.cc$/),
  ...filesIn(join(root, 'test/unit/windows/program'), /\.cc$/),
];

/** Compiles the program unless it was compiled from these sources, and returns its path. */
function program(): string {
  const hash = createHash('sha256').update(compiler);
  const headers = ['core', 'windows'].flatMap((name) => filesIn(join(cpp, name), /\.h$/));
  const own = filesIn(join(root, 'test/unit/windows/program'), /\.h$/);
  for (const file of [...headers, ...own, ...sources()]) hash.update(readFileSync(file));
  const directory = join(root, '.cache/windows-parsers');
  const path = join(directory, hash.digest('hex').slice(0, 16));
  if (existsSync(path)) return path;
  mkdirSync(directory, { recursive: true });
  const output = `${path}.${process.pid}`;
  const flags = [
    '-std=c++17',
    '-O1',
    '-Wall',
    '-Wextra',
    '-Wpedantic',
    '-Werror',
    `-I${cpp}`,
    `-I${join(cpp, 'core')}`,
  ];
  execFileSync(compiler, [...flags, ...sources(), '-o', output], { stdio: 'pipe' });
  renameSync(output, path);
  return path;
}

/** Skips a test on a system without a C++ compiler of the kind of GCC. */
export function needsParsers(context: TestContext): void {
  const isAvailable = process.platform !== 'win32' && spawnSync(compiler, ['--version']).status === 0;
  context.skip(!isAvailable, 'no C++ compiler');
}

/** Returns what a parser of cpp/windows returns for bytes, or an object with `error`. */
export const parseBytes = <T>(parser: string, bytes: Uint8Array): T =>
  JSON.parse(execFileSync(program(), [parser], { input: bytes, encoding: 'utf8' }));
