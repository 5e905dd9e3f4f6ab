// Compiles the addon for tests with the compiler of this machine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeApi, settingsOf } from '../../packages/native/scripts/cross-compile/compile.mjs';
import { hashSources, native } from '../../packages/native/scripts/sources.mjs';

/** Compiles the addon as one file unless it is up to date. node-gyp-build finds it in `directory`. */
export function compileAddon(directory, flags) {
  const output = join(directory, 'build/Release/psutil.node');
  const stamp = `${output}.sources`;
  const current = createHash('sha256').update(hashSources(process.env)).update(JSON.stringify(flags)).digest('hex');
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  mkdirSync(dirname(output), { recursive: true });
  const settings = settingsOf(native, 'linux');
  const unit = join(directory, 'sources.cc');
  writeFileSync(unit, settings.sources.map((source) => `#include "${join(native, source)}"\n`).join(''));
  const defines = settings.defines.map((name) => `-D${name}`);
  const options = ['-std=c++17', '-fPIC', '-shared', '-pthread', '-fvisibility=hidden', '-Wl,-z,nodelete'];
  const temporary = `${output}.${process.pid}`;
  const args = [...options, ...flags, ...nodeApi(), ...defines, unit, '-o', temporary];
  execFileSync(process.env['CXX'] ?? 'c++', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  renameSync(temporary, output);
  writeFileSync(stamp, current);
}
