// The files of a release: the packages, their tarballs, and checksums.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Returns the directories of the packages of a clone of the repository. */
export const packageDirectories = (root) =>
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((directory) => existsSync(join(directory, 'package.json')));

/** Runs npm, and returns its output. */
export function npm(cwd, ...args) {
  const cli = process.env.npm_execpath;
  const [file, ...prefix] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  // npm sets these variables for the scripts that it runs. They would change the behavior of another npm.
  const env = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_ignore_scripts)/.test(name),
  );
  const options = { cwd, env: Object.fromEntries(env), encoding: 'utf8', shell: process.platform === 'win32' };
  return execFileSync(file, [...prefix, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: 120_000 });
}

/** Extracts a tarball into a temporary directory while a function uses it. */
export function withExtracted(tarball, use) {
  const directory = mkdtempSync(join(tmpdir(), 'psutil-tarball-'));
  try {
    execFileSync('tar', ['-xzf', tarball, '-C', directory]);
    return use(join(directory, 'package'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Returns lines of sha256sum(1) for the files of a directory whose names have this extension, sorted by path. */
export function checksums(directory, extension) {
  const names = readdirSync(directory, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  const hash = (name) => createHash('sha256').update(readFileSync(join(directory, name)));
  return names
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => `${hash(name).digest('hex')}  ${name}`);
}

/** The checksums of the binaries in a directory that contains `prebuilds`. */
export const binaryChecksums = (directory) => checksums(join(directory, 'prebuilds'), '.node');

/** Returns the tarballs of a directory with their metadata, each after the packages that it depends on. */
export function tarballs(directory) {
  const metadata = (file) => JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json']));
  const unsorted = readdirSync(directory)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => resolve(directory, name))
    .map((file) => ({ file, ...metadata(file) }));
  const depth = ({ dependencies = {} }) =>
    1 + Math.max(0, ...unsorted.filter(({ name }) => name in dependencies).map(depth));
  return unsorted.sort((a, b) => depth(a) - depth(b) || a.name.localeCompare(b.name));
}
