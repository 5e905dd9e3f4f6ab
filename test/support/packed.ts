import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run.ts';

/** A package of this repository: its folder and what its package.json says. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** All packages of this repository. */
export const packages: readonly Package[] = readdirSync(join(root, 'packages'))
  .filter((folder) => existsSync(join(root, 'packages', folder, 'package.json')))
  .map((folder) => ({
    folder,
    dependencies: {},
    ...JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')),
  }));

/** A package and those of this repository that it needs, at any depth. */
export function closure(name: string): readonly string[] {
  const found = packages.find((each) => each.name === name);
  const needed = Object.keys(found?.dependencies ?? {}).filter((each) => each.startsWith('@psutil/'));
  return [...new Set([name, ...needed.flatMap(closure)])];
}

function npm(cwd: string, ...args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  const npmCli = process.env['npm_execpath'];
  const [file, ...first] = npmCli?.endsWith('.js') ? [process.execPath, npmCli] : ['npm'];
  // What npm tells the scripts that it runs is not meant for another npm.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(file as string, [...first, ...args], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  return { stdout, stderr };
}

/** Packages as npm would publish them, in a folder of their own. */
export class Packed {
  readonly #folder = mkdtempSync(join(tmpdir(), 'psutil-packed-'));
  readonly #tarballs = new Map<string, string>();

  constructor() {
    const all = packages.flatMap(({ folder }) => ['-w', `packages/${folder}`]);
    const { stdout } = npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', this.#folder, ...all);
    const packed: Record<string, { name: string; filename: string }> = JSON.parse(stdout);
    for (const { name, filename } of Object.values(packed)) {
      this.#tarballs.set(name, join(this.#folder, filename));
    }
  }

  tarball(name: string): string {
    return this.#tarballs.get(name) ?? '';
  }

  /** Installs a package, alone, into an empty folder. What it needs of this repository is given as packed, too. */
  install(name: string, ...args: readonly string[]): { readonly folder: string; readonly output: string } {
    const folder = mkdtempSync(join(this.#folder, 'user-'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
    const tarballs = closure(name).map((each) => this.tarball(each));
    const { stdout, stderr } = npm(
      folder,
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      ...args,
      ...tarballs,
    );
    return { folder, output: stdout + stderr };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
