// Packs the packages, as they are built, into a directory: .cache/release by default.
// SHA256SUMS in it lists the tarballs and the binaries of @psutil/native.
import { deepStrictEqual } from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { binaryChecksums, checksums, npm, packageDirectories, tarballs, withExtracted } from './files.mjs';

const root = process.cwd();
const directory = resolve(process.argv[2] ?? '.cache/release');
const built = binaryChecksums(join(root, 'packages/native'));
if (built.length === 0) throw new Error('packages/native/prebuilds contains no binary: build the packages first');

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
npm(root, 'pack', '--pack-destination', directory, '--workspaces');

const native = tarballs(directory).find(({ name }) => name === '@psutil/native');
deepStrictEqual(
  withExtracted(native.file, binaryChecksums),
  built,
  'the tarball contains other binaries than prebuilds',
);
deepStrictEqual(tarballs(directory).length, packageDirectories(root).length);

const lines = [...built, ...checksums(directory, '.tgz')];
writeFileSync(join(directory, 'SHA256SUMS'), `${lines.join('\n')}\n`);
console.log(lines.join('\n'));
