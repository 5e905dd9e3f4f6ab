import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersDirectory } from './directories.mjs';

/** The compared libraries and their versions. They are not dependencies of any package. */
const versions = { systeminformation: '5.33.23', pidusage: '4.1.0', 'ps-list': '9.0.0', pidtree: '1.0.0' };

function installed(name) {
  try {
    return JSON.parse(readFileSync(join(peersDirectory, 'node_modules', name, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

function installPeers() {
  const missing = Object.entries(versions).filter(([name, version]) => installed(name) !== version);
  if (missing.length === 0) return;
  mkdirSync(peersDirectory, { recursive: true });
  // All in one command: npm removes packages that are not listed.
  const all = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const options = ['--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...options, '--prefix', peersDirectory, ...all], { stdio: ['ignore', 2, 2] });
}

const runs = (...command) =>
  new Promise((resolve) => execFile(command[0], command.slice(1), (error) => resolve(error === null)));

/** Programs: the command that tests for each, and its Debian packages. */
const programs = {
  baseline: { trial: ['cc', '--version'], packages: ['gcc', 'libc6-dev'] },
  python: { trial: ['/usr/bin/python3', '-c', 'import psutil'], packages: ['python3-psutil'] },
  strace: { trial: ['strace', '-qq', '-e', 'trace=execve', '-o', '/dev/null', 'true'], packages: ['strace'] },
};

async function missingPrograms() {
  const trials = Object.entries(programs).map(async ([name, { trial }]) => [name, await runs(...trial)]);
  return (await Promise.all(trials)).filter(([, runs]) => !runs).map(([name]) => name);
}

async function installPrograms() {
  const missing = await missingPrograms();
  if (missing.length === 0 || process.getuid() !== 0 || !(await runs('apt-get', '--version'))) return missing;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = missing.flatMap((name) => programs[name].packages);
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
  execFileSync('apt-get', ['install', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 2, 2], env });
  return missingPrograms();
}

const errorOf = (install) => {
  try {
    install();
    return undefined;
  } catch (error) {
    return `cannot be installed: ${error.message.split('\n')[0]}`;
  }
};

/** Installs the compared libraries and programs, and returns the reason for each that is missing. */
export async function installTools() {
  const packages = (name) => programs[name].packages.join(' ');
  const failed = errorOf(installPeers);
  const absent = await installPrograms();
  return {
    ...Object.fromEntries(failed ? Object.keys(versions).map((name) => [name, failed]) : []),
    ...Object.fromEntries(absent.map((name) => [name, `missing: install ${packages(name)} as root`])),
  };
}

/** Returns the version of each compared library. */
export function peerVersions() {
  const python = ['-c', 'import platform, psutil; print(psutil.__version__)'];
  const psutil = errorOf(() => execFileSync('/usr/bin/python3', python, { stdio: 'ignore' }))
    ? undefined
    : execFileSync('/usr/bin/python3', python, { encoding: 'utf8' }).trim();
  return { ...versions, ...(psutil ? { python: psutil } : {}) };
}
