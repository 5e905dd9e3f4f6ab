// Publishes the tarballs of a directory whose versions are not in the registry yet, and tags the commit. The checksums
// of the tarballs and of the binaries in them must be those in the file:
//
//   node scripts/release/publish.mjs DIRECTORY CHECKSUMS
//
// It imports no package, so that no other code runs in the job that is permitted to publish.
import { deepStrictEqual } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { binaryChecksums, checksums, npm, tarballs, withExtracted } from './files.mjs';

const [directory, expected] = process.argv.slice(2);
if (!expected) throw new Error('usage: node scripts/release/publish.mjs DIRECTORY CHECKSUMS');

const packages = tarballs(directory);

function verify() {
  const native = packages.find(({ name }) => name === '@psutil/native');
  const actual = [...withExtracted(native.file, binaryChecksums), ...checksums(directory, '.tgz')];
  const lines = readFileSync(expected, 'utf8').trim().split('\n');
  deepStrictEqual(actual, lines, 'the files are not those that were built');
}

const setting = (name) => npm('.', 'config', 'get', name).trim();

/** Returns the versions of a package in the registry. */
async function publishedVersions(registry, name) {
  const response = await fetch(`${registry.replace(/\/$/, '')}/${name.replace('/', '%2f')}`);
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`the registry responded with ${response.status} to a request for ${name}`);
  return Object.keys((await response.json()).versions);
}

verify();
const scoped = setting('@psutil:registry');
const registry = scoped === 'undefined' ? setting('registry') : scoped;
for (const { name, version, file } of packages) {
  const id = `${name}@${version}`;
  if ((await publishedVersions(registry, name)).includes(version)) {
    console.log(`${id} is already published`);
    continue;
  }
  npm('.', 'publish', file, '--access', 'public');
  execFileSync('git', ['tag', '--force', id]);
  console.log(`${id} published`);
}
