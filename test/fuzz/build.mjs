// Compiles the native code and the fuzz targets into one program with libFuzzer and the sanitizers of clang.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapConcurrently, run } from './run.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cache = join(root, '.cache/fuzz');
const cpp = join(root, 'packages/native/cpp');
const directories = [...['core', 'posix', 'linux'].map((name) => join(cpp, name)), join(root, 'test/fuzz')];
const compiler = process.env.FUZZ_CXX ?? 'clang++';

const sanitizers = 'address,undefined,float-divide-by-zero,float-cast-overflow';
// -iquote, because <linux/…> must not find cpp/linux.
const flags = ['-std=c++17', '-g', '-O1', '-Wall', '-Wextra', '-fno-sanitize-recover=all', '-iquote', cpp];
const wrapped = ['socket', 'ioctl', 'send', 'recv'].map((name) => `-Wl,--wrap=${name}`);

const hash = (...parts) => parts.reduce((all, part) => all.update(part), createHash('sha256')).digest('hex');

const filesIn = (extension) =>
  directories.flatMap((directory) =>
    readdirSync(directory)
      .filter((name) => name.endsWith(extension))
      .map((name) => join(directory, name)),
  );

function compilerVersion() {
  try {
    return execFileSync(compiler, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new Error(
      `cannot run ${compiler}: fuzzing needs clang and its runtime libraries, apt-get install clang libclang-rt-dev`,
    );
  }
}

/** Compiles the files that have changed and links them. Returns the path of the program. */
export async function build(jobs) {
  const directory = join(cache, 'build');
  mkdirSync(directory, { recursive: true });
  const common = hash(compilerVersion(), ...flags, sanitizers, ...filesIn('.h').map((file) => readFileSync(file)));
  const objects = filesIn('.cc').map((source) => ({
    source,
    object: join(directory, `${hash(common, source, readFileSync(source))}.o`),
  }));
  await mapConcurrently(
    objects.filter(({ object }) => !existsSync(object)),
    jobs,
    ({ source, object }) => compile(`-fsanitize=fuzzer-no-link,${sanitizers}`, '-c', source, '-o', object),
  );
  const names = objects.map(({ object }) => object);
  const program = join(directory, hash(...names, ...wrapped));
  if (!existsSync(program))
    await compile(`-fsanitize=fuzzer,${sanitizers}`, '-pthread', ...wrapped, ...names, '-o', program);
  const used = new Set([...names, program]);
  for (const name of readdirSync(directory)) if (!used.has(join(directory, name))) rmSync(join(directory, name));
  return program;
}

async function compile(...args) {
  const { code, output } = await run(compiler, [...flags, ...args]);
  if (code !== 0) throw new Error(`cannot compile the fuzz targets:\n${output}`);
}
