import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packages } from '../support/packed.ts';
import { root } from '../support/run.ts';

const metadataOf = (directory: string) => JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'));
const { homepage, bugs, repository, funding, author, license } = metadataOf('.');
const page = homepage.replace(/#.*/, '');

test.for(packages)('$name has the metadata that npm shows', ({ directory }) => {
  const metadata = metadataOf(`packages/${directory}`);
  expect(metadata).toMatchObject({ bugs, funding, author, license });
  expect(metadata.repository).toEqual({ ...repository, directory: `packages/${directory}` });
  expect(metadata.homepage).toBe(`${page}/tree/main/packages/${directory}#readme`);
  expect(metadata.description).toMatch(/^[A-Z].*\.$/);
  expect(metadata.keywords).toEqual(expect.arrayContaining(['psutil']));
  expect(metadata.publishConfig).toEqual({ access: 'public' });
});

// With a range, one program could load the addon of two versions, whose errors are not instances of each other.
test.for(packages)('$name depends on exact versions of the other packages', ({ directory }) => {
  const { version, dependencies } = metadataOf(`packages/${directory}`);
  const internal = Object.entries(dependencies).filter(([name]) => name.startsWith('@psutil/'));
  const versions = Object.fromEntries(
    packages.map(({ name, directory }) => [name, metadataOf(`packages/${directory}`)]),
  );
  for (const [name, range] of internal) expect(range, `${name} of ${version}`).toBe(versions[name].version);
  expect(internal.length > 0).toBe(directory !== 'native');
});
