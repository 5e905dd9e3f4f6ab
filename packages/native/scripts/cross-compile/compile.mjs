// Compiles the addon for one target. The list of sources and the flags are those of the gyp file.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { native } from '../sources.mjs';
import { compilerCache, zig } from './zig.mjs';

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);
const packageDirectory = (name) => dirname(resolve(`${name}/package.json`));

/** The include directories and defines that node-gyp adds for Node-API, and for `node_addon_api_except_all`. */
export function nodeApi() {
  const include = [join(packageDirectory('node-api-headers'), 'include'), packageDirectory('node-addon-api')];
  const defines = ['NAPI_CPP_EXCEPTIONS', 'NODE_ADDON_API_CPP_EXCEPTIONS_ALL'];
  return [...include.flatMap((directory) => ['-isystem', directory]), ...defines.map((name) => `-D${name}`)];
}

/** Returns the settings of the gyp file for one system. */
export function settingsOf(directory, system) {
  const gyp = readdirSync(directory).find((name) => name.endsWith('.gypi'));
  const script = fileURLToPath(new URL('settings.py', import.meta.url));
  return JSON.parse(execFileSync('python3', [script, join(directory, gyp), system], { encoding: 'utf8' }));
}

/**
 * Writes a file that includes all sources, which takes a third of the time to compile since each header is parsed once,
 * and returns its name. The paths are relative, as the binary contains some of them.
 */
function writeSources(sources, target, cwd) {
  const name = `${target.triple}.cc`;
  writeFileSync(join(cwd, name), sources.map((source) => `#include "../${source}"\n`).join(''));
  return name;
}

/** Returns the arguments of the compiler for a file in its working directory. */
function argumentsFor(target, source, { defines, cflags_cc, ldflags, libraries }, output) {
  return [
    ...['c++', '-target', target.triple, ...target.flags, '-shared', '-s', '-Werror'],
    ...[...nodeApi(), ...defines.map((name) => `-D${name}`), ...cflags_cc],
    ...[source, ...ldflags, ...libraries, '-o', output],
  ];
}

/** Creates the import library of the host executable, which node-gyp downloads. Returns its path. */
async function importLibrary({ machine }, directory) {
  const library = join(directory, `node-${machine.replace(':', '-')}.lib`);
  const names = join(packageDirectory('node-api-headers'), 'def/node_api.def');
  mkdirSync(directory, { recursive: true });
  await run(zig, ['dlltool', '-m', machine, '-D', 'node.exe', '-d', names, '-l', library]);
  return library;
}

/**
 * Links the host executable of Windows. The linker reads further options from the environment variable LINK; those of
 * zig do not include this one.
 */
async function linkHost(target, directory) {
  if (target.system !== 'win') return { libraries: [], variables: {} };
  return { libraries: [await importLibrary(target, directory)], variables: { LINK: '-delayload:node.exe -noimplib' } };
}

/**
 * Compiles the sources in a directory. The compiled objects are kept in `objects`, and the C++ runtime of the target,
 * which takes longer to compile, in the cache of all builds.
 */
export async function compile(target, { directory = native, objects = compilerCache, output }) {
  // Flags with a path, such as that of the version script, are relative to this directory, as with node-gyp.
  const cwd = join(directory, 'build');
  mkdirSync(cwd, { recursive: true });
  mkdirSync(dirname(output), { recursive: true });
  const host = await linkHost(target, objects);
  const variables = { ZIG_GLOBAL_CACHE_DIR: compilerCache, ZIG_LOCAL_CACHE_DIR: objects, ...host.variables };
  const options = { cwd, env: { ...process.env, ...variables }, maxBuffer: 64 * 1024 * 1024 };
  const settings = settingsOf(directory, target.system);
  const source = writeSources(settings.sources, target, cwd);
  const args = [...argumentsFor(target, source, settings, output), ...host.libraries];
  await run(zig, args, options).catch(({ stderr }) => {
    throw new Error(`cannot compile for ${target.triple}:\n${stderr}`);
  });
}
