import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

/** The directory into which .ci/run installs bundlers, compilers and package managers. */
export const consumers: string = join(root, '.cache/consumers');

/** Skips a test if the bundlers, compilers and package managers are not installed. */
export function needsConsumers(context: TestContext): void {
  const isInstalled = existsSync(join(consumers, 'package.json'));
  context.skip(
    !isInstalled,
    'the bundlers and package managers are not in .cache/consumers, into which .ci/run installs them',
  );
}
