import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { Packed, packages } from '../support/packed.ts';
import { root } from '../support/run.ts';

let packed: Packed;
let project: string;
beforeAll(() => {
  packed = new Packed();
  project = packed.install('@psutil/psutil', '--ignore-scripts').directory;
}, 120_000);
afterAll(() => packed.remove());

const typescript5 = join(consumers, 'node_modules/typescript/bin/tsc');
const typescript7 = join(root, 'node_modules/typescript/bin/tsc');

// If a type is missing, and so `any`, the directive before its use is an error.
const declarations = `
import { virtualMemory } from '@psutil/psutil';
import { cpuCount } from '@psutil/psutil/promises';
import { Process } from '@psutil/process';
import { pids } from '@psutil/process/promises';
import { ProcessTable } from '@psutil/process/table';
async function main(): Promise<void> {
  // @ts-expect-error
  virtualMemory().total satisfies string;
  // @ts-expect-error
  (await cpuCount()) satisfies string;
  // @ts-expect-error
  new Process().name() satisfies number;
  // @ts-expect-error
  (await pids()) satisfies string[];
  // @ts-expect-error
  (await ProcessTable.read({ attrs: [] })).entries satisfies string;
  console.log(virtualMemory().total > 0);
}
void main();`;

// TypeScript rejects the import declaration, which it would convert to require().
const expressions = `
// @ts-expect-error
import type { Process } from '@psutil/process';
async function main(): Promise<void> {
  const { virtualMemory } = await import('@psutil/psutil');
  // @ts-expect-error
  virtualMemory().total satisfies string;
  console.log(virtualMemory().total > 0);
}
void main();`;

/** Compiles a program to a CommonJS module, and returns the errors of the compiler or the output of the program. */
function compile(compiler: string, options: readonly string[], program: string): string {
  writeFileSync(join(project, 'app.ts'), program);
  rmSync(join(project, 'app.js'), { force: true });
  const common = '--strict --skipLibCheck --noEmitOnError --target es2022 --lib es2022 --types node'.split(' ');
  const typeRoots = ['--typeRoots', join(root, 'node_modules/@types')];
  const node = (...args: readonly string[]) => execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  try {
    node(compiler, 'app.ts', ...common, ...typeRoots, ...options);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
  return node('--no-warnings', 'app.js');
}

test.for([
  [5, '--module commonjs --moduleResolution node10', typescript5, declarations],
  [5, '--module node20', typescript5, declarations],
  [7, '--module commonjs --moduleResolution bundler', typescript7, declarations],
  [5, '--module node16', typescript5, expressions],
] as const)(
  'TypeScript %d resolves the types in a CommonJS module with %s',
  ([, options, compiler, program], context) => {
    needsConsumers(context);
    expect(compile(compiler, options.split(' '), program)).toBe('true\n');
  },
);

// A CommonJS module cannot import the types with module node16: CJSResolvesToESM.
test.for(packages)('all entry points of $name have types in every mode of resolution', async ({ name }, context) => {
  needsConsumers(context);
  const path = createRequire(join(consumers, 'package.json')).resolve('@arethetypeswrong/core');
  const { checkPackage, createPackageFromTarballData } = await import(path);
  const tarball = createPackageFromTarballData(readFileSync(packed.tarball(name)));
  const { types, problems } = await checkPackage(tarball, { excludeEntrypoints: [/\.graphql$/] });
  expect(types).toEqual({ kind: 'included' });
  expect(problems.filter(({ kind }: { kind: string }) => kind !== 'CJSResolvesToESM')).toEqual([]);
});
