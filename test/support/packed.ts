import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.ts';

/** A package of this repository: its directory and the fields of its package.json. */
export interface Package {
  readonly directory: string;
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** All packages of this repository. */
export const packages: readonly Package[] = readdirSync(join(root, 'packages'))
  .filter((directory) => existsSync(join(root, 'packages', directory, 'package.json')))
  .map((directory) => ({
    directory,
    dependencies: {},
    ...JSON.parse(readFileSync(join(root, 'packages', directory, 'package.json'), 'utf8')),
  }));

/** Returns the names of a package and of all packages of this repository that it depends on, at any depth. */
export function closure(name: string): readonly string[] {
  const found = packages.find((each) => each.name === name);
  const dependencies = Object.keys(found?.dependencies ?? {}).filter((each) => each.startsWith('@psutil/'));
  return [...new Set([name, ...dependencies.flatMap(closure)])];
}

function npm(cwd: string, ...args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const npmCli = process.env['npm_execpath'];
  const [file, ...prefix] = npmCli?.endsWith('.js') ? [process.execPath, npmCli] : ['npm'];
  // npm sets these variables for the scripts that it runs. They would change the behavior of another npm.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(file as string, [...prefix, ...args], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  return { stdout, stderr };
}

/** The packages as npm publishes them, in a temporary directory. */
export class Packed {
  readonly #directory = mkdtempSync(join(tmpdir(), 'psutil-packed-'));
  readonly #tarballs = new Map<string, string>();

  constructor() {
    const all = packages.flatMap(({ directory }) => ['-w', `packages/${directory}`]);
    const { stdout } = npm(root, 'pack', '--json', '--pack-destination', this.#directory, ...all);
    const packed: Record<string, { name: string; filename: string }> = JSON.parse(stdout);
    for (const { name, filename } of Object.values(packed)) {
      this.#tarballs.set(name, join(this.#directory, filename));
    }
  }

  /** Returns the path of the tarball of a package. */
  tarball(name: string): string {
    return this.#tarballs.get(name) ?? '';
  }

  /** Installs a package, with the packed packages of this repository that it depends on, into an empty directory. */
  install(name: string, ...args: readonly string[]): { readonly directory: string; readonly output: string } {
    const directory = mkdtempSync(join(this.#directory, 'user-'));
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'user', private: true }));
    const tarballs = closure(name).map((each) => this.tarball(each));
    const { stdout, stderr } = npm(
      directory,
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      ...args,
      ...tarballs,
    );
    return { directory, output: stdout + stderr };
  }

  /** Removes the temporary directory. */
  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
