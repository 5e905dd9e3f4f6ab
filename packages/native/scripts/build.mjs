// Compiles the addon and lays it where it is loaded from and packed: prebuilds/<system>-<arch>/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const native = fileURLToPath(new URL('..', import.meta.url));
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

function fail(reason) {
  console.error(`\n@psutil/native cannot be compiled: ${reason}. To build it, ${install}.\n`);
  process.exit(1);
}

/** Node's headers lie beside the program, where its own installer put them; elsewhere node-gyp downloads them. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

function compile() {
  const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const args = [gyp, 'rebuild', '--silent', '-j', 'max', ...headers()];
  const { status } = spawnSync(process.execPath, args, { cwd: native, stdio: 'inherit' });
  if (status !== 0) fail('the compiler failed, see above');
}

/** Where node-gyp-build looks: on Linux each C library has its own binary. */
function target() {
  const libc = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  const directory = join(native, 'prebuilds', `${process.platform}-${process.arch}`);
  return join(directory, process.platform === 'linux' ? `psutil.napi.${libc}.node` : 'psutil.napi.node');
}

/** Returns a hash of everything that determines the binary. */
function hashSources() {
  const files = readdirSync(join(native, 'cpp'), { recursive: true })
    .map((file) => join('cpp', file))
    .filter((file) => /\.\w+$/.test(file));
  const hash = createHash('sha256');
  for (const file of ['binding.gyp', ...files.sort()])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(native, file)))
      .update('\0');
  for (const name of ['CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'LDFLAGS']) hash.update(`${process.env[name] ?? ''}\0`);
  const { version } = createRequire(import.meta.url)('node-addon-api/package.json');
  return hash.update(version).digest('hex');
}

/** The file with the hash of the sources of the binary. */
const stamp = () => `${target()}.sources`;

/** Returns whether the binary was compiled from these sources and can be loaded here. */
function isCurrent() {
  if (process.env.npm_config_build_from_source || !existsSync(stamp())) return false;
  if (readFileSync(stamp(), 'utf8') !== hashSources()) return false;
  const load = `process.dlopen({ exports: {} }, ${JSON.stringify(target())})`;
  return spawnSync(process.execPath, ['-e', load], { stdio: 'ignore' }).status === 0;
}

function build() {
  const missing = missingTool();
  if (missing) fail(`${missing} is missing`);
  compile();
  mkdirSync(dirname(target()), { recursive: true });
  copyFileSync(join(native, 'build/Release/psutil.node'), target());
  writeFileSync(stamp(), hashSources());
}

/** node-gyp-build prefers the output of the compiler to the binary in prebuilds. */
function replaceOutput() {
  const output = join(native, 'build/Release/psutil.node');
  if (existsSync(output) && !readFileSync(output).equals(readFileSync(target()))) copyFileSync(target(), output);
  console.log('using the binary that was compiled from these sources');
}

if (isCurrent()) replaceOutput();
else build();
