// Compiles the addon for tests with the compiler of this machine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeApi, settingsOf } from '../../packages/native/scripts/cross-compile/compile.mjs';
import { hashSources, native } from '../../packages/native/scripts/sources.mjs';

/** Returns a hash of everything that determines a binary; `inputs` are further files. */
function hash(flags, inputs) {
  const sum = createHash('sha256').update(hashSources(process.env)).update(JSON.stringify(flags));
  for (const file of inputs) sum.update(`${file}\0`).update(readFileSync(file));
  return sum.digest('hex');
}

/**
 * Compiles the addon of a system, as one file with further `sources`, unless it is up to date. node-gyp-build finds it
 * in `directory`. The binary also depends on the headers in `inputs`.
 */
export function compileAddon({ system, directory, flags, sources = [], inputs = [] }) {
  const output = join(directory, 'build/Release/psutil.node');
  const stamp = `${output}.sources`;
  const current = hash(flags, [...sources, ...inputs]);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  mkdirSync(dirname(output), { recursive: true });
  const settings = settingsOf(native, system);
  const unit = join(directory, 'sources.cc');
  // layout.cc checks the headers of the system itself.
  const own = settings.sources.filter((source) => !source.endsWith('/layout.cc'));
  writeFileSync(unit, own.map((source) => `#include "${join(native, source)}"\n`).join(''));
  const defines = settings.defines.map((name) => `-D${name}`);
  const options = ['-std=c++17', '-fPIC', '-shared', '-pthread', '-fvisibility=hidden', '-Wl,-z,nodelete'];
  const temporary = `${output}.${process.pid}`;
  const args = [...options, ...flags, ...nodeApi(), ...defines, unit, ...sources, '-o', temporary];
  execFileSync(process.env['CXX'] ?? 'c++', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  renameSync(temporary, output);
  writeFileSync(stamp, current);
}
