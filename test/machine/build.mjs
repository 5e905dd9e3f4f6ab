// Compiles the addon of another system for Linux, with the calls of a scripted machine instead of those of its kernel.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAddon } from '../support/compile-addon.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/machines', import.meta.url));

/** The functions that Linux has too, of which the linker replaces those of the C library. */
const posix = [
  ...['kill', 'getsid', 'setpriority', 'getloadavg', 'close'],
  ...['getifaddrs', 'freeifaddrs', 'setutxent', 'getutxent', 'endutxent'],
];

const bsd = ['sysctl.cc', 'kqueue.cc'];

/**
 * The systems: their name in the gyp file, the files with their calls, the directories in `include` with the headers
 * that Linux lacks, and further functions to replace.
 */
const systems = {
  darwin: {
    gyp: 'mac',
    calls: [...bsd, 'darwin/calls.cc', 'darwin/iokit.cc'],
    headers: ['darwin', 'bsd'],
    replaced: ['statfs', 'ioctl', 'dlopen', 'dlsym'],
  },
  freebsd: { gyp: 'freebsd', calls: [...bsd, 'freebsd/calls.cc'], headers: ['freebsd', 'bsd'], replaced: ['ioctl'] },
  sunos: {
    gyp: 'solaris',
    calls: ['calls', 'files', 'kstat', 'streams'].map((name) => `sunos/${name}.cc`),
    headers: ['sunos'],
    replaced: [
      ...['openat', 'pread', 'readlinkat', 'fstatat', 'stat', 'access', 'poll', 'closedir'],
      ...['ioctl', 'sysconf', 'uname'],
    ],
  },
};

/** Compiles the addon of a system unless it is up to date, and returns the directory in which it is looked for. */
export function buildMachine(name) {
  if (!systems[name]) throw new RangeError(`expected one of ${Object.keys(systems).join(', ')}, got ${name}`);
  const { gyp, calls, headers, replaced } = systems[name];
  const directory = join(cache, name);
  compileAddon({
    system: gyp,
    directory,
    flags: [
      // Without optimization, the compiler needs half the time.
      ...['-O0', '-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Werror'],
      ...headers.flatMap((header) => ['-isystem', join(here, 'include', header)]),
      ...[...posix, ...replaced].map((replacement) => `-Wl,--wrap=${replacement}`),
    ],
    sources: ['answers.cc', 'posix.cc', ...calls].map((file) => join(here, file)),
    inputs: readdirSync(here, { recursive: true })
      .filter((file) => file.endsWith('.h'))
      .map((file) => join(here, file))
      .sort(),
  });
  return directory;
}
