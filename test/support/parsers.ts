import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

const compiler = process.env['CXX'] ?? 'c++';
const cpp = join(root, 'packages/native/cpp');

/** The directory of the program that runs the parsers of any system. */
const common = join(root, 'test/unit/program');

/**
 * The directories with the parsers of a system, and the files that its parsers require. None of these files includes a
 * header of the system.
 */
const systems = {
  windows: { directories: ['windows'], pattern: /^(error|text|\w+_parser)\.cc$/ },
  darwin: { directories: ['bsd', 'darwin'], pattern: /^\w+_parser\.cc$/ },
  freebsd: { directories: ['bsd', 'freebsd'], pattern: /^\w+_parser\.cc$/ },
  sunos: { directories: ['sunos'], pattern: /^(address_space|exit_poller|file|procfs_\w+|\w+_parser)\.cc$/ },
} as const;

type System = keyof typeof systems;

const filesIn = (directory: string, pattern: RegExp): string[] =>
  readdirSync(directory)
    .filter((name) => pattern.test(name))
    .map((name) => join(directory, name));

const programOf = (system: System): string => join(root, 'test/unit', system, 'program');

/** What the parsers of a system share with others. The files of /proc of SunOS can be read on any POSIX system. */
const shared: Record<System, readonly string[]> = {
  windows: [],
  darwin: ['posix/error_name.cc'],
  freebsd: ['posix/error_name.cc'],
  sunos: [
    ...['error_name', 'fd', 'os_release_parser', 'parse', 'passwd'].map((name) => `posix/${name}.cc`),
    'core/process_engine.cc',
  ],
};

/** The parsers and the program that runs them. */
function sourcesOf(system: System): string[] {
  const { directories, pattern } = systems[system];
  return [
    ...directories.flatMap((name) => filesIn(join(cpp, name), pattern)),
    ...shared[system].map((name) => join(cpp, name)),
    ...[common, programOf(system)].flatMap((directory) => filesIn(directory, /\.cc$/)),
  ];
}

const headersOf = (system: System): string[] =>
  [...['core', ...systems[system].directories].map((name) => join(cpp, name)), common, programOf(system)].flatMap(
    (directory) => filesIn(directory, /\.h$/),
  );

/** Compiles the program unless it was compiled from these sources, and returns its path. */
function compile(system: System): string {
  const hash = createHash('sha256').update(compiler);
  const sources = sourcesOf(system);
  for (const file of [...headersOf(system), ...sources]) hash.update(readFileSync(file));
  const directory = join(root, '.cache', `${system}-parsers`);
  const path = join(directory, hash.digest('hex').slice(0, 16));
  if (existsSync(path)) return path;
  mkdirSync(directory, { recursive: true });
  const output = `${path}.${process.pid}`;
  const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Werror'];
  const include = [`-iquote${cpp}`, `-iquote${join(cpp, 'core')}`, `-iquote${common}`];
  execFileSync(compiler, ['-std=c++17', '-O1', ...warnings, ...include, ...sources, '-o', output], { stdio: 'pipe' });
  renameSync(output, path);
  return path;
}

/** Returns the parsers of a system, which run on every system with a C++ compiler. */
export const parsersOf = (system: System) => ({
  /** Skips a test on a system without a C++ compiler of the kind of GCC. */
  needsParsers: (context: TestContext): void => {
    const isAvailable = process.platform !== 'win32' && spawnSync(compiler, ['--version']).status === 0;
    context.skip(!isAvailable, 'no C++ compiler');
  },
  /** Returns what a parser returns for bytes, or an object with `error`. */
  parseBytes: <T>(parser: string, bytes: Uint8Array): T =>
    JSON.parse(execFileSync(compile(system), [parser], { input: bytes, encoding: 'utf8', maxBuffer: 2 ** 26 })),
});
