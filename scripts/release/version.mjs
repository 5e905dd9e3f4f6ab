// Applies the changesets: updates the versions and changelogs of the packages, and the lock file.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npm, packageDirectories } from './files.mjs';

const root = process.cwd();
const changeset = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');
execFileSync(process.execPath, [changeset, 'version'], { cwd: root, stdio: 'inherit' });

// A package is also released when only the exact version of a dependency changes. Such a version has no entry.
for (const directory of packageDirectories(root)) {
  const file = join(directory, 'CHANGELOG.md');
  if (!existsSync(file)) continue;
  const text = readFileSync(file, 'utf8').replace(/^## .*\n+(?=## |(?![\s\S]))/gm, '');
  writeFileSync(file, `${text.trimEnd()}\n`);
}

const lockFileOnly = ['--package-lock-only', '--ignore-scripts', '--omit-lockfile-registry-resolved'];
npm(root, 'install', ...lockFileOnly, '--no-audit', '--no-fund');
