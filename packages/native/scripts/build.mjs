// Compiles the addon for this system into prebuilds/, from which it is loaded and packed. It runs in the repository and
// in an installed package, for a system without a prebuilt binary. It downloads nothing but npm packages.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { libc } from '../libc.cjs';
import { devDependencies, hashSources, native, stampOf } from './sources.mjs';

const install =
  'install Python 3, make and a C++17 compiler (Debian, Ubuntu: apt-get install python3 make g++; Alpine: apk add python3 make g++; macOS: xcode-select --install; Windows: Visual Studio Build Tools with C++)';

const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function missingTool() {
  if (!['python3', 'python'].some(has)) return 'Python 3';
  if (process.platform === 'win32') return undefined; // node-gyp looks for Visual Studio itself
  if (!['make', 'gmake'].some(has)) return 'make';
  const compilers = process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'];
  return compilers.some(has) ? undefined : `a C++ compiler (${compilers.join(', ')})`;
}

function checkTools() {
  const missing = missingTool();
  if (missing) throw new Error(`${missing} is missing. To build it, ${install}`);
}

function run(description, command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error || status !== 0) throw new Error(`${description} failed: ${error?.message ?? 'see above'}`);
}

/** Returns the directories of the packages that compile the addon, or undefined if one is not installed. */
function resolvePackages(from) {
  const { resolve } = createRequire(from);
  const directoryOf = (name) => dirname(resolve(`${name}/package.json`));
  try {
    return Object.fromEntries(Object.keys(devDependencies).map((name) => [name, directoryOf(name)]));
  } catch {
    return undefined;
  }
}

/** Installs the packages that compile the addon into a temporary directory. */
function installPackages(directory) {
  const specifiers = Object.entries(devDependencies).map(([name, range]) => `${name}@${range}`);
  const args = ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm install', 'npm', [...args, ...specifiers], { shell: process.platform === 'win32' });
  return resolvePackages(join(directory, 'package.json'));
}

const release = {
  cflags: ['-O3', '-fno-omit-frame-pointer'],
  cflags_cc: ['-fno-rtti', '-fno-strict-aliasing'],
  xcode_settings: { GCC_OPTIMIZATION_LEVEL: '3' },
};

/** The settings of a release build, which node-gyp reads from the directory of Node.js, as in that of Node.js itself. */
const commonGypi = {
  target_defaults: {
    default_configuration: 'Release',
    configurations: { Release: release, Debug: {} },
    xcode_settings: { CLANG_CXX_LANGUAGE_STANDARD: 'c++17', CLANG_CXX_LIBRARY: 'libc++' },
  },
};

/** Creates a directory with the headers of Node-API and returns the variables with which node-gyp uses it. */
function headers(packages, directory) {
  if (process.platform === 'win32') return {}; // requires node.lib, which node-gyp downloads
  const include = join(directory, 'node/include/node');
  cpSync(join(packages['node-api-headers'], 'include'), include, { recursive: true });
  writeFileSync(join(include, 'common.gypi'), JSON.stringify(commonGypi));
  // Unlike an argument, a variable has priority over the configuration of npm.
  return { npm_config_nodedir: join(directory, 'node'), npm_config_force_process_config: 'true' };
}

/**
 * Runs a function while addon.gypi is available as binding.gyp, the only name that node-gyp accepts. Package managers
 * compile a package that contains a binding.gyp, and npm publishes one with any *.gyp as such, even without an install
 * script.
 */
function withBindingGyp(compileAddon) {
  const bindingGyp = join(native, 'binding.gyp');
  copyFileSync(join(native, 'addon.gypi'), bindingGyp);
  try {
    compileAddon();
  } finally {
    rmSync(bindingGyp, { force: true });
  }
}

function compile(directory) {
  const packages = resolvePackages(import.meta.url) ?? installPackages(directory);
  const gyp = join(packages['node-gyp'], 'bin/node-gyp.js');
  const args = [gyp, 'rebuild', '--silent', '-j', 'max'];
  // addon.gypi resolves node-addon-api.
  const env = { ...process.env, ...headers(packages, directory), NODE_PATH: dirname(packages['node-addon-api']) };
  withBindingGyp(() => run('the compiler', process.execPath, args, { cwd: native, env }));
}

/** Returns the path at which node-gyp-build finds the binary. On Linux, each C library has its own binary. */
function target() {
  const directory = join(native, 'prebuilds', `${process.platform}-${process.arch}`);
  const name = libc();
  return join(directory, name ? `psutil.napi.${name}.node` : 'psutil.napi.node');
}

/** Returns whether the binary was compiled from these sources and can be loaded here. */
function isCurrent() {
  const stamp = stampOf(target());
  if (process.env.npm_config_build_from_source || !existsSync(stamp)) return false;
  if (readFileSync(stamp, 'utf8') !== hashSources(process.env)) return false;
  const load = `process.dlopen({ exports: {} }, ${JSON.stringify(target())})`;
  return spawnSync(process.execPath, ['-e', load], { stdio: 'ignore' }).status === 0;
}

/** Copies a file. A program may have mapped the old file, and pnpm links it to its store: it is not overwritten. */
function replace(source, destination) {
  rmSync(destination, { force: true });
  copyFileSync(source, destination);
}

function build(directory) {
  checkTools();
  const sources = hashSources(process.env); // Of what the compiler reads: a file may change meanwhile.
  compile(directory);
  mkdirSync(dirname(target()), { recursive: true });
  replace(join(native, 'build/Release/psutil.node'), target());
  writeFileSync(stampOf(target()), sources);
}

/** node-gyp-build prefers the output of the compiler to the binary in prebuilds. */
function replaceOutput() {
  const output = join(native, 'build/Release/psutil.node');
  if (existsSync(output) && !readFileSync(output).equals(readFileSync(target()))) replace(target(), output);
  console.log('using the binary that was compiled from these sources');
}

const directory = mkdtempSync(join(tmpdir(), 'psutil-build-'));
try {
  if (isCurrent()) replaceOutput();
  else build(directory);
} catch ({ message }) {
  console.error(`\n@psutil/native cannot be compiled: ${message}.\n`);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
