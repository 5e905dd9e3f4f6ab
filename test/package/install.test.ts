import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closure, Packed, packages } from '../support/packed.ts';

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
}, 120_000);
afterAll(() => packed.remove());

/** Runs Node.js in a directory and returns its output. */
const run = (directory: string, ...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });

/** Returns the names of the packages in `node_modules` of a directory. */
function installed(directory: string): string[] {
  return readdirSync(join(directory, 'node_modules'))
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(join(directory, 'node_modules', name)).map((each) => `${name}/${each}`)
        : [name],
    );
}

test.for(packages)(
  '$name, installed without scripts, can be used with import and require',
  { timeout: 180_000 },
  ({ name, exports }) => {
    const { directory, output } = packed.install(name, '--ignore-scripts');
    expect(output).not.toContain('EBADENGINE');
    const entries = Object.keys(exports).filter((entry) => !/\.(json|graphql)$/.test(entry));
    for (const entry of entries) {
      const module = entry.replace('.', name);
      const imported = run(
        directory,
        '--input-type=module',
        '-e',
        `import * as exports from '${module}'; console.log(Object.keys(exports).sort().join())`,
      );
      const required = run(
        directory,
        '--no-warnings',
        '-e',
        `console.log(Object.keys(require('${module}')).filter((key) => key !== '__esModule').sort().join())`,
      );
      expect(imported.trim()).not.toBe('');
      expect(required).toBe(imported);
    }
  },
);

test('@psutil/memory depends only on @psutil/native and the packages that load the addon', () => {
  const { directory } = packed.install('@psutil/memory', '--ignore-scripts', '--omit=dev');
  expect(installed(directory).sort()).toEqual(['@psutil/memory', '@psutil/native', 'node-addon-api', 'node-gyp-build']);
  const printed = run(
    directory,
    '--input-type=module',
    '-e',
    "import { virtualMemory } from '@psutil/memory'; console.log(virtualMemory().total > 0)",
  );
  expect(printed.trim()).toBe('true');
});

test.for(packages)(
  '$name depends on no other package of this repository than its layer allows',
  ({ name, directory }) => {
    const allowed: Record<string, number> = { native: 1, psutil: 8, graphql: 8 };
    expect(closure(name)).toHaveLength(allowed[directory] ?? 2);
  },
);
