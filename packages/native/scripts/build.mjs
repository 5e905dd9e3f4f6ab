// Compiles the addon and lays it where it is loaded from and packed: prebuilds/<system>-<arch>/.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
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

const missing = missingTool();
if (missing) fail(`${missing} is missing`);
compile();
mkdirSync(dirname(target()), { recursive: true });
copyFileSync(join(native, 'build/Release/psutil.node'), target());
