import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { binaryDirectory, binaryOf, libc, native, ownBinary } from '../support/binary.ts';
import { root } from '../support/run.ts';

/** Creates a directory with a copy of @psutil/native, but with these binaries only. */
function copyWith(binaries: Readonly<Record<string, Uint8Array>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'psutil-loading-')));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const copy = join(directory, 'node_modules/@psutil/native');
  for (const path of ['binding.cjs', 'libc.cjs', 'package.json', 'dist', 'scripts'])
    cpSync(join(native, path), join(copy, path), { recursive: true });
  for (const name of ['memory', 'disk'])
    cpSync(join(root, 'packages', name), join(directory, 'node_modules/@psutil', name), { recursive: true });
  cpSync(join(root, 'node_modules/node-gyp-build'), join(directory, 'node_modules/node-gyp-build'), {
    recursive: true,
  });
  mkdirSync(join(copy, binaryDirectory), { recursive: true });
  for (const [name, content] of Object.entries(binaries)) writeFileSync(join(copy, binaryDirectory, name), content);
  return directory;
}

/** Creates a copy of @psutil/graphql, without a binary, and links the packages of others that it depends on. */
function copyGraphql(): string {
  const directory = copyWith({});
  const packages = join(directory, 'node_modules');
  for (const name of ['cpu', 'graphql', 'net', 'process', 'system'])
    cpSync(join(root, 'packages', name), join(packages, '@psutil', name), { recursive: true });
  const others = readdirSync(join(root, 'node_modules')).filter((name) => !/^(\.|@psutil$|node-gyp-build$)/.test(name));
  for (const name of others) symlinkSync(join(root, 'node_modules', name), join(packages, name), 'junction');
  return directory;
}

const run = (directory: string, code: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: directory, encoding: 'utf8' }));

/** Calls a function and prints the code and message of its error. */
const call = `
  import { virtualMemory } from '@psutil/memory';
  try {
    virtualMemory();
  } catch ({ code, message }) {
    console.log(JSON.stringify({ code, message }));
  }`;

const failed = `cannot load the @psutil/native binary for ${process.platform}-${process.arch}: `;

test('without a binary, the import works and a call throws an error with the command that builds it', () => {
  const directory = copyWith({});
  const copy = join(directory, 'node_modules/@psutil/native');
  const advice = `there is none in ${copy}/prebuilds; build it with: node "${copy}/scripts/build.mjs"`;
  expect(run(directory, call)).toEqual({ code: 'ERR_BINARY_NOT_LOADED', message: failed + advice });
});

test('without a binary, supports() throws, promises are rejected, and names of systems are available', () => {
  const directory = copyWith({});
  const code = `
    import { defaultHost, POSIX, PsutilError, supports, WINDOWS } from '@psutil/native';
    import { diskUsage } from '@psutil/disk/promises';
    import { virtualMemory } from '@psutil/memory/promises';
    const codeOf = (error) => error instanceof PsutilError && error.code;
    let thrown;
    try {
      supports('virtualMemory');
    } catch (error) {
      thrown = codeOf(error);
    }
    const rejected = [await virtualMemory().catch(codeOf), await diskUsage('/').catch(codeOf)];
    console.log(JSON.stringify({ thrown, rejected, isOneSystem: POSIX !== WINDOWS, root: defaultHost.root }));`;
  const error = 'ERR_BINARY_NOT_LOADED';
  expect(run(directory, code)).toEqual({ thrown: error, rejected: [error, error], isOneSystem: true, root: '/' });
});

test('without a binary, @psutil/graphql prints its schema, and each field of a query fails with the reason', () => {
  const directory = copyGraphql();
  const code = `
    import { execute, schemaWithMutations } from '@psutil/graphql';
    import { printSchemaWithDirectives } from '@graphql-tools/utils';
    const failures = [];
    for (const field of ['memory { total }', 'swap { total }', 'cpu { count }']) {
      const { errors } = await execute('{ ' + field + ' }');
      failures.push(...errors.map(({ message, extensions }) => ({ message, code: extensions.code })));
    }
    console.log(JSON.stringify({ failures, schema: printSchemaWithDirectives(schemaWithMutations) + '\\n' }));`;
  const { failures, schema } = run(directory, code) as { failures: unknown; schema: string };
  expect(schema).toBe(readFileSync(join(root, 'packages/graphql/schema.graphql'), 'utf8'));
  const message = expect.stringContaining(`${failed}there is none in ${directory}`);
  const failure = { message, code: 'BINARY_NOT_LOADED' };
  expect(failures).toEqual([failure, failure, failure]);
});

test('the error of a binary that cannot be loaded contains the reason of the dynamic linker', () => {
  const directory = copyWith({ [binaryOf(libc())]: Buffer.from('no ELF file') });
  const { message } = run(directory, call) as { message: string };
  expect(message.startsWith(failed)).toBe(true);
  expect(message).toContain(binaryOf(libc()));
  expect(message).not.toContain('build it with');
});

test('the error of a binary that requires a later glibc contains the command that builds another', (context) => {
  context.skip(libc() !== 'glibc', 'the C library is not glibc');
  const later = readFileSync(ownBinary, 'latin1').replaceAll(/GLIBC_2\.\d\d\0/g, 'GLIBC_9.99\0');
  const directory = copyWith({ [binaryOf('glibc')]: Buffer.from(later, 'latin1') });
  expect(run(directory, call)).toEqual({
    code: 'ERR_BINARY_NOT_LOADED',
    message: expect.stringMatching(/version `GLIBC_9\.99' not found .*; build it with: node ".*build\.mjs"$/),
  });
});

/** Prints the C library and the name of the binary that is loaded if this is the content of the program file. */
const loadAs = (program: string) => `
  import { basename } from 'node:path';
  import { createRequire } from 'node:module';
  import { writeFileSync } from 'node:fs';
  writeFileSync('program', ${JSON.stringify(program)});
  process.execPath = process.cwd() + '/program';
  const require = createRequire(process.cwd() + '/node_modules/@psutil/native/package.json');
  require('./binding.cjs').load();
  const loaded = Object.keys(require.cache).filter((path) => path.endsWith('.node'));
  console.log(JSON.stringify([require('./libc.cjs').libc(), ...loaded.map((path) => basename(path))]));`;

test.for([
  ['/lib/ld-musl-x86_64.so.1', 'musl'],
  ['/nix/store/musl-1.2.5/lib/ld-musl-aarch64.so.1', 'musl'],
  ['/lib64/ld-linux-x86-64.so.2', 'glibc'],
  ['/lib/ld64.so.1', 'glibc'],
  ['', 'glibc'],
])('a program with the dynamic linker "%s" loads the binary for %s', ([linker, name], context) => {
  context.skip(libc() !== 'glibc', 'the test loads a binary for glibc');
  const content = readFileSync(ownBinary);
  const directory = copyWith({ [binaryOf('musl')]: content, [binaryOf('glibc')]: content });
  expect(run(directory, loadAs(`\x7fELF\0${linker}\0`))).toEqual([name, binaryOf(name)]);
});

test('an import loads neither the binary nor modules of Node.js that only errors need', () => {
  const directory = copyWith({ [binaryOf(libc())]: readFileSync(ownBinary) });
  const code = `
    import { createRequire } from 'node:module';
    const before = new Set(process.moduleLoadList);
    const { virtualMemory } = await import('@psutil/memory');
    const { cache } = createRequire(import.meta.url);
    const binaries = () => Object.keys(cache).filter((path) => path.endsWith('.node')).length;
    const modules = process.moduleLoadList.filter((name) => !before.has(name));
    const imported = binaries();
    virtualMemory();
    console.log(JSON.stringify({ modules, imported, called: binaries() }));`;
  expect(run(directory, code)).toEqual({
    modules: expect.not.arrayContaining(['NativeModule os']),
    imported: 0,
    called: 1,
  });
});

test('loading the binary does not change environment variables', () => {
  const directory = copyWith({ [binaryOf(libc())]: readFileSync(ownBinary) });
  const code = `
    const before = { ...process.env };
    (await import('@psutil/memory')).virtualMemory();
    const unset = JSON.stringify(process.env) === JSON.stringify(before);
    process.env.LIBC = 'other';
    const require = (await import('node:module')).createRequire(import.meta.url);
    require('./node_modules/@psutil/native/binding.cjs').load();
    console.log(JSON.stringify({ unset, LIBC: process.env.LIBC }));`;
  expect(run(directory, code)).toEqual({ unset: true, LIBC: 'other' });
});
