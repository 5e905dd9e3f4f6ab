import { join } from 'node:path';
import * as addon from '../binding.cjs';
import { PsutilError } from './errors.js';

const bundlers = '"Bundlers" in the README of @psutil/native';

/** Returns the directory of the binaries, or undefined in a bundle of ECMAScript modules, which has no `__dirname`. */
function binaryDirectory(): string | undefined {
  try {
    return addon.directory();
  } catch {
    return undefined;
  }
}

const isMissing = (message: string): boolean => message.startsWith('No native build was found');

function buildAdvice(directory: string): string {
  const { existsSync } = process.getBuiltinModule('node:fs');
  const script = join(directory, 'scripts/build.mjs');
  if (existsSync(script)) return `build it with: node "${script}"`;
  return `copy the directory prebuilds of @psutil/native to ${directory}, see ${bundlers}`;
}

const permissionAdvice = (directory: string): string =>
  `the permission model of Node.js requires --allow-addons --allow-fs-read=${join(directory, '*')}`;

/** Returns the reason why the binary cannot be loaded, and what to do. */
function reason({ code, message }: NodeJS.ErrnoException): string {
  const directory = binaryDirectory();
  if (directory === undefined) return `__dirname is not defined in this bundle, see ${bundlers}`;
  const isDenied = code === 'ERR_DLOPEN_DISABLED' || code === 'ERR_ACCESS_DENIED' || isMissing(message);
  // node-gyp-build finds no binary in a directory that it may not read.
  if ('permission' in process && isDenied) return permissionAdvice(directory);
  if (code === 'ERR_DLOPEN_DISABLED') return 'remove the flag --no-addons';
  if (isMissing(message)) return `there is none in ${join(directory, 'prebuilds')}; ${buildAdvice(directory)}`;
  // The dynamic linker reports a missing version of a library as: version `GLIBC_2.38' not found.
  if (/version .* not found/.test(message)) return `${message}; ${buildAdvice(directory)}`;
  return message;
}

/** Returns the error of a call if the binary cannot be loaded, given the error of loading it. */
export function loadError(cause: unknown): PsutilError {
  const message = `cannot load the @psutil/native binary for ${process.platform}-${process.arch}: ${reason(cause as Error)}`;
  return new PsutilError('ERR_BINARY_NOT_LOADED', message, { cause });
}
