import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TestContext } from 'vitest';
import { root } from './run.ts';

/** A JavaScript runtime, and its arguments before the path of a program. */
export interface Runtime {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

/** The version of Node.js that runs the tests. */
export const thisNode: Runtime = { name: 'Node.js', file: process.execPath, args: [] };

/** The other versions of Node.js that .ci/run installs. */
export const otherNodes: readonly Runtime[] = [22, 24, 26].map((major) => ({
  name: `Node.js ${major}`,
  file: join(root, `.cache/node-versions/node-${major}/bin/node`),
  args: [],
}));

// Without the option, Bun downloads packages that are not installed.
export const bun: Runtime = { name: 'Bun', file: join(root, '.cache/runtimes/bun'), args: ['run', '--no-install'] };

export const deno: Runtime = { name: 'Deno', file: join(root, '.cache/runtimes/deno'), args: ['run', '--allow-all'] };

/** Skips a test if a runtime is not installed. */
export function needsRuntime(context: TestContext, { name, file }: Runtime): void {
  context.skip(!existsSync(file), `${name} is not in ${relative(root, file)}, into which .ci/run installs it`);
}
