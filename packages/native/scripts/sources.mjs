// Identifies the sources of a binary.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of @psutil/native. */
export const native = fileURLToPath(new URL('..', import.meta.url));

/** The packages that compile the addon, and their versions. */
export const { devDependencies } = JSON.parse(readFileSync(join(native, 'package.json'), 'utf8'));

/**
 * Returns a hash of everything that determines the binary except the compiler: sources, packages, and the variables of
 * the environment that replace the compiler or its flags.
 */
export function hashSources(environment) {
  const files = readdirSync(join(native, 'cpp'), { recursive: true })
    .map((file) => join('cpp', file))
    .filter((file) => /\.\w+$/.test(file));
  const hash = createHash('sha256');
  for (const file of ['addon.gypi', ...files.sort()])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(native, file)))
      .update('\0');
  for (const name of ['CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'LDFLAGS']) hash.update(`${environment[name] ?? ''}\0`);
  return hash.update(JSON.stringify(devDependencies)).digest('hex');
}

/** Returns the path of the file with the hash of the sources of a binary. */
export const stampOf = (binary) => `${binary}.sources`;
