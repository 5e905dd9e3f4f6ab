// The compiler of the prebuilt binaries: clang with the C libraries of all targets, from the Python package ziglang.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Binaries are the same byte for byte only if they are built with the same version. */
const version = '0.17.1';

const cache = fileURLToPath(new URL('../../../../.cache/prebuilds', import.meta.url));
const directory = join(cache, `ziglang-${version}`);

/** The cache of compiled C++ runtimes and objects. */
export const compilerCache = join(cache, 'cache');

export const zig = join(directory, 'ziglang/zig');

/** Installs the compiler into `.cache` unless it is there. */
export function installZig() {
  if (existsSync(zig)) return;
  const incomplete = `${directory}.incomplete`;
  rmSync(incomplete, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check'];
  const args = [...pip, '--target', incomplete, `ziglang==${version}`];
  const env = { ...process.env, PIP_ROOT_USER_ACTION: 'ignore' };
  const { status } = spawnSync('python3', args, { stdio: 'inherit', env });
  if (status !== 0)
    throw new Error(
      `cannot install ziglang ${version}: install Python 3 and pip (Debian, Ubuntu: apt-get install python3-pip)`,
    );
  renameSync(incomplete, directory);
}
