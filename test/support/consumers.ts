import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

/** The directory into which .ci/run installs bundlers, compilers, package managers and GraphQL clients. */
export const consumers: string = join(root, '.cache/consumers');

/** Skips a test if the bundlers, compilers, package managers and GraphQL clients are not installed. */
export function needsConsumers(context: TestContext): void {
  const isInstalled = existsSync(join(consumers, 'package.json'));
  context.skip(
    !isInstalled,
    'the bundlers, package managers and clients are not in .cache/consumers, into which .ci/run installs them',
  );
}
