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

/** What a program of the user's, run in a directory, prints. */
const run = (directory: string, ...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });

/** The packages in a directory's node_modules. */
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
  '$name, installed alone without scripts, is used by import and by require',
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
        `import * as all from '${module}'; console.log(Object.keys(all).sort().join())`,
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

test('@psutil/memory brings along the addon, and nothing of the other subjects or of GraphQL', () => {
  const { directory } = packed.install('@psutil/memory', '--ignore-scripts', '--omit=dev');
  expect(installed(directory).sort()).toEqual(['@psutil/memory', '@psutil/native', 'node-addon-api', 'node-gyp-build']);
  const answer = run(
    directory,
    '--input-type=module',
    '-e',
    "import { virtualMemory } from '@psutil/memory'; console.log(virtualMemory().total > 0)",
  );
  expect(answer.trim()).toBe('true');
});

test.for(packages)('$name needs of this repository only what its layer may', ({ name, directory }) => {
  const allowed: Record<string, number> = { native: 1, psutil: 8, graphql: 8 };
  expect(closure(name)).toHaveLength(allowed[directory] ?? 2);
});
