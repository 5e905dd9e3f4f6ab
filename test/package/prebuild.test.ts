import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { libc } from '../support/binary.ts';
import { targets, zig } from '../support/cross-compile.ts';
import { needs, root } from '../support/run.ts';

/** Creates a directory with copies of these files of the repository. */
function copyOf(...files: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'psutil-prebuild-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const file of files) cpSync(join(root, file), join(directory, file), { recursive: true });
  return directory;
}

/** Writes a file, and creates its directory. */
function write(file: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}

test.for(['build', 'prebuild'])('npm runs only the script %s by its name', (name) => {
  const cwd = copyOf('package.json', '.npmrc');
  write(join(cwd, 'scripts/run.mjs'), 'console.log(process.argv[2])');
  write(join(cwd, 'user/.npmrc'), 'ignore-scripts=false');
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_')));
  const options = { cwd, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const output = execFileSync('npm', ['run', '--silent', name], {
    ...options,
    env: { ...env, npm_config_userconfig: join(cwd, 'user/.npmrc') },
  });
  expect(output).toBe(`${name}\n`);
});

/** A compiler that compiles a small addon without defects. */
const compiler = `#!/bin/sh
for output; do :; done
exec cc -shared -fPIC -fvisibility=hidden -s -Wl,--build-id=none -Wl,-z,nodelete ../addon.c -o "$output"
`;
const addon = `
  __attribute__((visibility("default"))) void* napi_register_module_v1(void) { return 0; }
  __attribute__((visibility("default"))) int node_api_module_get_api_version_v1(void) { return 8; }
`;

test('the build uses a cross-compiled binary of the same sources', (context) => {
  const target = `${process.platform}-${process.arch}-${libc()}`;
  context.skip(!(target in targets), `there is no target ${target}`);
  for (const program of ['cc', 'readelf', 'python3']) needs(context, program);
  const files = ['addon.gypi', 'cpp', 'libc.cjs', 'package.json', 'scripts'];
  const directory = copyOf(...files.map((file) => `packages/native/${file}`));
  const native = join(directory, 'packages/native');
  write(join(directory, relative(root, zig)), compiler, 0o755);
  write(join(native, 'addon.c'), addon);
  /** Runs a script; without a PATH, it cannot run a compiler. */
  const run = (script: string, ...args: readonly string[]) => ({
    with: (variables: Readonly<Record<string, string>>) =>
      spawnSync(process.execPath, [join(native, 'scripts', script), ...args], {
        env: { ...process.env, CXX: '', ...variables },
        encoding: 'utf8',
      }),
  });

  const modules = { NODE_PATH: join(root, 'node_modules') };
  expect(run('cross-compile/prebuild.mjs', '--targets', target).with(modules)).toMatchObject({ stderr: '', status: 0 });
  const build = run('build.mjs');
  const current = { stdout: 'using the binary that was compiled from these sources\n', status: 0 };
  expect(build.with({ PATH: native })).toMatchObject(current);
  const outdated = { stderr: expect.stringContaining('Python 3 is missing'), status: 1 };
  expect(build.with({ PATH: native, CXXFLAGS: '-O0' })).toMatchObject(outdated);
  appendFileSync(join(native, 'cpp/core/memory.h'), '\n');
  expect(build.with({ PATH: native })).toMatchObject(outdated);
});

/** Copies the file `binary` to `prebuilds`, as the build of the addon does if there is no binary of the same sources. */
const build = `
  import { cpSync, existsSync } from 'node:fs';
  if (!existsSync('prebuilds/psutil.node')) cpSync('binary', 'prebuilds/psutil.node');
`;

test('turbo does not replace a cross-compiled binary with one that was compiled before', () => {
  const cwd = copyOf('package.json', 'turbo.json', 'tsconfig.base.json');
  const native = join(cwd, 'packages/native');
  const binary = join(native, 'prebuilds/psutil.node');
  write(join(native, 'package.json'), '{ "name": "@psutil/native", "scripts": { "build:native": "node build.mjs" } }');
  write(join(native, 'build.mjs'), build);
  write(join(native, 'binary'), 'compiled');
  const run = () =>
    execFileSync(process.execPath, [join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build:native'], {
      cwd,
      stdio: 'pipe',
    });
  run();
  expect(readFileSync(binary, 'utf8')).toBe('compiled');
  write(binary, 'cross-compiled');
  run();
  expect(readFileSync(binary, 'utf8')).toBe('cross-compiled');
});
