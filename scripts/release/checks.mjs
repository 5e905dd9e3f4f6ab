// The checks of a dry run of a release.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDirectories, readJson, withExtracted } from './files.mjs';

const isInternal = (name) => name.startsWith('@psutil/');

/** Checks the versions of the packages: each depends on exactly the versions of the others in the same release. */
export function checkVersions(root) {
  const manifests = packageDirectories(root).map((directory) => readJson(directory, 'package.json'));
  const versions = Object.fromEntries(manifests.map(({ name, version }) => [name, version]));
  const { packages: locked } = readJson(root, 'package-lock.json');
  for (const { name, version, dependencies = {} } of manifests) {
    assert.match(version, /^(?!0\.0\.0)\d+\.\d+\.\d+$/, name);
    const internal = Object.entries(dependencies).filter(([dependency]) => isInternal(dependency));
    for (const [dependency, range] of internal) assert.equal(range, versions[dependency], `${name}: ${dependency}`);
    const entry = Object.values(locked).find((each) => each.name === name);
    assert.deepEqual({ ...entry.dependencies }, dependencies, `the lock file has other dependencies of ${name}`);
  }
  return versions;
}

/** Checks the changelogs: every version has entries, which are the news of its package. */
export function checkChangelogs(root) {
  for (const directory of packageDirectories(root)) {
    const text = readFileSync(join(directory, 'CHANGELOG.md'), 'utf8');
    assert.doesNotMatch(text, /Updated dependencies/i, directory);
    const [title, ...versions] = text.split(/^## /m);
    assert.equal(title.trim(), `# ${readJson(directory, 'package.json').name}`);
    for (const version of versions) {
      assert.match(version, /^\d+\.\d+\.\d+\n\n### (Major|Minor|Patch) Changes\n\n- [A-Z`]/, directory);
    }
  }
}

/** Checks that all changesets have become part of a changelog. */
export const checkChangesets = (root) =>
  assert.deepEqual(
    readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md')),
    [],
  );

const generated = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'];
const unwanted = /(^|\/)(test|build|node_modules|\.cache|\.turbo)\/|\.(tsbuildinfo|log|tgz|test\.ts)$/;

/** Checks the contents of a tarball: every entry point exists, and the page of npm has no relative links. */
export function checkTarball({ file, name }) {
  withExtracted(file, (contents) => {
    const files = readdirSync(contents, { recursive: true }).map((path) => path.replaceAll('\\', '/'));
    const { exports, repository, homepage, bugs, author, keywords, funding } = readJson(contents, 'package.json');
    for (const path of generated) assert.ok(files.includes(path), `${name} lacks ${path}`);
    assert.deepEqual(
      files.filter((path) => unwanted.test(path)),
      [],
      name,
    );
    for (const target of Object.values(exports).flatMap((entry) => (entry.default ? Object.values(entry) : entry))) {
      assert.ok(existsSync(join(contents, target)), `${name} lacks ${target}`);
    }
    for (const field of [repository?.url, homepage, bugs?.url, author, keywords?.[0], funding]) assert.ok(field, name);
    const readme = readFileSync(join(contents, 'README.md'), 'utf8');
    for (const [, link] of readme.matchAll(/\]\(([^)\s]+)\)/g)) assert.match(link, /^(https:|#)/, name);
  });
}
