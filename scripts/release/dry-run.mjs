// Releases the packages, as they are built, to a local registry: versions, changelogs, tarballs, publishing, and
// installations from the registry. Changes nothing outside of a temporary directory.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkChangelogs, checkChangesets, checkTarball, checkVersions } from './checks.mjs';
import { binaryChecksums, npm, packageDirectories, readJson, tarballs } from './files.mjs';
import { installRegistry, startRegistry } from './registry.mjs';

const source = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'psutil-release-'));
const root = join(directory, 'repository');
const packed = join(directory, 'packed');

const run = (cwd, file, ...args) =>
  execFileSync(file, args, { cwd, encoding: 'utf8', timeout: 120_000, stdio: 'pipe' });
const node = (cwd, ...args) => run(cwd, process.execPath, ...args);
const script = (name, ...args) => node(root, join(root, 'scripts/release', `${name}.mjs`), ...args);
const git = (...args) => run(root, 'git', '-c', 'user.name=psutil', '-c', 'user.email=psutil@localhost', ...args);

/** Copies the files under version control, and those that the build creates in the packages. */
function copyRepository() {
  const listed = run(source, 'git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
  const built = packageDirectories(source)
    .flatMap((path) => [join(path, 'dist'), join(path, 'prebuilds')])
    .map((path) => path.slice(source.length));
  for (const path of [...listed, ...built].filter((each) => each && existsSync(join(source, each)))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(source, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'), 'junction');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Add all files');
}

/** Checks that other binaries than those that were built are not published. */
function checkTampering() {
  const other = join(directory, 'other.txt');
  const sums = readFileSync(join(packed, 'SHA256SUMS'), 'utf8');
  writeFileSync(other, sums.replace(/^\w+(?= {2}.*\.node$)/m, '0'.repeat(64)));
  assert.throws(() => script('publish', packed, other), /the files are not those that were built/);
}

/** Applies the changesets, packs and publishes. */
function release() {
  script('version');
  checkChangesets(root);
  const versions = checkVersions(root);
  checkChangelogs(root);
  script('pack', packed);
  checkTampering();
  for (const tarball of tarballs(packed)) checkTarball(tarball);
  return { versions, output: script('publish', packed, join(packed, 'SHA256SUMS')) };
}

/** Installs packages from the registry into an empty directory. */
function install(npmrc, ...args) {
  const user = mkdtempSync(join(directory, 'user-'));
  writeFileSync(join(user, 'package.json'), '{ "private": true }');
  writeFileSync(join(user, '.npmrc'), npmrc);
  npm(user, 'install', '--prefer-offline', '--no-audit', '--no-fund', ...args);
  return user;
}

/** Returns the value of an expression of an installed package. */
const evaluate = (user, name, expression) =>
  JSON.parse(node(user, '--input-type=module', '-e', `import * as psutil from '${name}'; console.log(${expression});`));

/** Returns the versions of @psutil/native that are installed in a directory. */
const nativeVersions = (user) =>
  readdirSync(user, { recursive: true })
    .filter((path) => path.replaceAll('\\', '/').endsWith('@psutil/native/package.json'))
    .map((path) => readJson(user, path).version)
    .sort();

function checkFirstRelease(npmrc) {
  const { versions, output } = release();
  for (const [name, version] of Object.entries(versions)) {
    assert.match(output, new RegExp(`^${name}@${version} published$`, 'm'));
    assert.equal(git('tag', '--list', `${name}@${version}`).trim(), `${name}@${version}`);
  }
  assert.doesNotMatch(script('publish', packed, join(packed, 'SHA256SUMS')), /\d published$/m);
  const everything = install(npmrc, '@psutil/psutil');
  assert.ok(evaluate(everything, '@psutil/psutil', 'psutil.virtualMemory().total') > 0);
  assert.deepEqual(nativeVersions(everything), [versions['@psutil/native']]);
  const installed = join(everything, 'node_modules/@psutil/native');
  assert.deepEqual(binaryChecksums(installed), binaryChecksums(join(source, 'packages/native')));

  const memory = install(npmrc, '@psutil/memory', '--ignore-scripts');
  assert.ok(evaluate(memory, '@psutil/memory', 'psutil.virtualMemory().total') > 0);

  const graphql = install(npmrc, '@psutil/graphql', 'graphql');
  const cli = join(graphql, 'node_modules/@psutil/graphql/dist/cli.js');
  assert.ok(JSON.parse(node(graphql, cli, 'query', '{ memory { total } }')).data.memory.total > 0);
  return versions;
}

/** Releases a fix of @psutil/native, and checks that packages of both releases work in the same program. */
function checkSecondRelease(npmrc, first) {
  const fix = "---\n'@psutil/native': patch\n---\n\nFix a value.\n";
  writeFileSync(join(root, '.changeset/fix.md'), fix);
  const { versions } = release();
  for (const [name, version] of Object.entries(versions)) assert.notEqual(version, first[name]);

  const updated = install(npmrc, '@psutil/psutil', '@psutil/process');
  assert.deepEqual(nativeVersions(updated), [versions['@psutil/native']]);
  const mixed = install(npmrc, `@psutil/memory@${first['@psutil/memory']}`, '@psutil/cpu');
  assert.deepEqual(nativeVersions(mixed), [first['@psutil/native'], versions['@psutil/native']].sort());
  assert.ok(evaluate(mixed, '@psutil/memory', 'psutil.virtualMemory().total') > 0);
  assert.ok(evaluate(mixed, '@psutil/cpu', 'psutil.cpuCount()') > 0);
}

// A signal must not leave the registry and the directory behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

installRegistry();
copyRepository();
const { npmrc } = await startRegistry(join(directory, 'registry'));
appendFileSync(join(root, '.npmrc'), npmrc);
const first = checkFirstRelease(npmrc);
checkSecondRelease(npmrc, first);
console.log(Object.keys(first).join('\n'));
process.exit();
