// Compiles the addon for one target. The list of sources and the flags are those of the gyp file.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
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
function nodeApi() {
  const include = [join(packageDirectory('node-api-headers'), 'include'), packageDirectory('node-addon-api')];
  const defines = ['NAPI_CPP_EXCEPTIONS', 'NODE_ADDON_API_CPP_EXCEPTIONS_ALL'];
  return [...include.flatMap((directory) => ['-isystem', directory]), ...defines.map((name) => `-D${name}`)];
}

/** Returns the settings of the gyp file for one system. */
function settingsOf(directory, system) {
  const gyp = readdirSync(directory).find((name) => name.endsWith('.gypi'));
  const script = fileURLToPath(new URL('settings.py', import.meta.url));
  return JSON.parse(execFileSync('python3', [script, join(directory, gyp), system], { encoding: 'utf8' }));
}

/** Returns the arguments of the compiler. All paths of sources are relative, as the binary contains some of them. */
function argumentsFor(target, directory, output) {
  const { sources, defines, cflags_cc, ldflags } = settingsOf(directory, target.system);
  return [
    ...['c++', '-target', target.triple, ...target.flags, '-fPIC', '-shared', '-s', '-Werror'],
    ...[...nodeApi(), ...defines.map((name) => `-D${name}`), ...cflags_cc],
    ...[...sources.map((source) => `../${source}`), ...ldflags, '-o', output],
  ];
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
  const env = { ...process.env, ZIG_GLOBAL_CACHE_DIR: compilerCache, ZIG_LOCAL_CACHE_DIR: objects };
  const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 };
  await run(zig, argumentsFor(target, directory, output), options).catch(({ stderr }) => {
    throw new Error(`cannot compile for ${target.triple}:\n${stderr}`);
  });
}
