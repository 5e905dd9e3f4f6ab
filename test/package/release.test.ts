import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packages } from '../support/packed.ts';
import { root } from '../support/run.ts';

const run = promisify(execFile);

test('two releases to a local registry have correct versions, changelogs, contents and binaries, and can be installed', async (context) => {
  const registry = join(root, '.cache/verdaccio/node_modules');
  context.skip(!existsSync(registry), 'verdaccio is not in .cache/verdaccio, into which .ci/run installs it');
  const options = { cwd: root, timeout: 280_000 };
  const { stdout } = await run(process.execPath, ['scripts/release/dry-run.mjs'], options);
  expect(stdout.trim().split('\n').sort()).toEqual(packages.map(({ name }) => name).sort());
}, 300_000);
