import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binaryDirectory, binaryOf, libc, ownBinary } from '../support/binary.ts';
import { closure, Packed, packages } from '../support/packed.ts';
import { needs, needsShell } from '../support/run.ts';

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
    const modules = JSON.stringify(entries.map((entry) => entry.replace('.', name)));
    const forEach = (statements: string) => `for (const module of ${modules}) { ${statements} }`;
    const imported = run(
      directory,
      '--input-type=module',
      '-e',
      forEach('console.log(Object.keys(await import(module)).sort().join());'),
    );
    const required = run(
      directory,
      '--no-warnings',
      '-e',
      forEach("console.log(Object.keys(require(module)).filter((key) => key !== '__esModule').sort().join());"),
    );
    const lines = imported.trimEnd().split('\n');
    expect(lines).toHaveLength(entries.length);
    expect(lines).not.toContain('');
    expect(required).toBe(imported);
  },
);

test('@psutil/memory depends only on @psutil/native and the packages that load the addon', () => {
  const { directory } = packed.install('@psutil/memory', '--ignore-scripts', '--omit=dev');
  expect(installed(directory).sort()).toEqual(['@psutil/memory', '@psutil/native', 'node-gyp-build']);
  const printed = run(
    directory,
    '--input-type=module',
    '-e',
    "import { virtualMemory } from '@psutil/memory'; console.log(virtualMemory().total > 0)",
  );
  expect(printed.trim()).toBe('true');
});

// npm and yarn run node-gyp for every package that contains a binding.gyp, and npm for one that was published with any
// *.gyp; pnpm fails if a package has such scripts.
test.for(packages)('$name has no install script and no *.gyp', ({ name, scripts = {} }) => {
  const files = execFileSync('tar', ['-tzf', packed.tarball(name)], { encoding: 'utf8' }).split('\n');
  expect(files).toContain('package/package.json');
  expect(files.filter((file) => file.endsWith('.gyp'))).toEqual([]);
  expect(Object.keys(scripts).filter((script) => /^(pre|post)?(install|prepare)$/.test(script))).toEqual([]);
});

test.for(packages)(
  '$name depends on no other package of this repository than its layer allows',
  ({ name, directory }) => {
    const allowed: Record<string, number> = { native: 1, psutil: 8, graphql: 8 };
    expect(closure(name)).toHaveLength(allowed[directory] ?? 2);
  },
);

/** A make that checks only the file that includes Node-API, and uses the binary of this repository. */
const quickMake = `#!/bin/sh
[ "$1" = --version ] && exit
PATH=$ORIGINAL_PATH
make "$@" Release/obj.target/psutil/cpp/binding/addon.o && cp "$BINARY" build/Release/psutil.node
`;

test('the build script of an installed package compiles the addon and downloads only npm packages', {
  timeout: 180_000,
}, (context) => {
  needsShell(context);
  needs(context, 'make');
  const { directory } = packed.install('@psutil/memory', '--ignore-scripts', '--omit=dev');
  const native = join(directory, 'node_modules/@psutil/native');
  // pnpm links the files of a package to a store, which the build must not change.
  const store = join(directory, 'store');
  writeFileSync(store, 'too old');
  rmSync(join(native, binaryDirectory, binaryOf(libc())));
  linkSync(store, join(native, binaryDirectory, binaryOf(libc())));
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin/make'), quickMake, { mode: 0o755 });
  const env = {
    ...process.env,
    PATH: `${join(directory, 'bin')}:${process.env['PATH']}`,
    ORIGINAL_PATH: process.env['PATH'],
    BINARY: ownBinary,
    CXXFLAGS: '-fsyntax-only',
    // node-gyp downloads the headers of Node.js from there.
    npm_config_disturl: 'http://127.0.0.1:9',
    npm_config_nodedir: '',
  };
  execFileSync(process.execPath, [join(native, 'scripts/build.mjs')], { cwd: directory, env, stdio: 'pipe' });
  const code = "import { virtualMemory } from '@psutil/memory'; console.log(virtualMemory().total > 0)";
  rmSync(join(native, 'build'), { recursive: true });
  expect(run(directory, '--input-type=module', '-e', code).trim()).toBe('true');
  expect(existsSync(join(native, 'binding.gyp'))).toBe(false);
  expect(readFileSync(store, 'utf8')).toBe('too old');
});
