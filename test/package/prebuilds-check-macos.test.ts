import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { defectsOf, zig } from '../support/cross-compile.ts';

const target = { system: 'mac', version: '11.0', needsSignature: true };
const source = `
  #define EXPORT __attribute__((visibility("default")))
  extern int puts(const char*);
  extern int napi_create_object(void);
  EXPORT int napi_register_module_v1(void) { return napi_create_object(); }
  EXPORT int node_api_module_get_api_version_v1(void) { return puts("8"); }
`;
const hidden = ['-fvisibility=hidden', '-Wl,-undefined,dynamic_lookup'];
const named = '-Wl,-install_name,psutil.napi.node';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'psutil-check-macos-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Options {
  readonly triple?: string;
  readonly flags?: readonly string[];
}

/** Compiles a library for macOS with more code or other flags, and returns its path. */
function compile(
  context: TestContext,
  code: string,
  { triple = 'aarch64-macos.11.0', flags = ['-Wl,-x', named] }: Options = {},
): string {
  context.skip(!existsSync(zig), 'npm run prebuild installs the compiler');
  const output = join(directory, 'psutil.node');
  writeFileSync(join(directory, 'psutil.c'), source + code);
  const cache = join(directory, 'cache');
  const env = { ...process.env, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
  const args = ['cc', '-target', triple, '-shared', '-Os', ...hidden, ...flags, 'psutil.c', '-o', output];
  execFileSync(zig, args, { cwd: directory, env, stdio: 'pipe' });
  return output;
}

const defectsWith = (context: TestContext, code: string, options?: Options): string[] =>
  defectsOf(compile(context, code, options), target, []);

test('a binary for macOS with the required properties has no defects', { timeout: 60_000 }, (context) => {
  expect(defectsWith(context, '')).toEqual([]);
});

test('a binary for macOS that exports another symbol is rejected', (context) => {
  const defects = defectsWith(context, 'EXPORT int other(void) { return 0; }');
  expect(defects).toEqual(['exports napi_register_module_v1, node_api_module_get_api_version_v1, other']);
});

test('a binary for macOS that calls a function of neither Node-API nor the C library is rejected', (context) => {
  const code = 'extern int uv_version(void); EXPORT int napi_register_module_v2(void) { return uv_version(); }';
  expect(defectsWith(context, code)).toContain('imports uv_version');
});

test('a binary for macOS that needs a newer release is rejected', (context) => {
  expect(defectsWith(context, '', { triple: 'aarch64-macos.13.3' })).toEqual(['needs macOS 13.3']);
});

test('a binary for macOS with the names of its functions, or with its path, is rejected', (context) => {
  const code = '__attribute__((noinline)) static int local(void) { return puts("9"); } int (*pointer)(void) = local;';
  expect(defectsWith(context, code, { flags: [named] })).toEqual(['is not stripped']);
  const [defect, ...others] = defectsWith(context, '', { flags: ['-Wl,-x'] });
  expect(defect).toMatch(/^has the name \/.*psutil\.node$/);
  expect(others).toEqual([]);
});

test('a binary for Apple silicon without a signature is rejected', (context) => {
  const file = compile(context, '');
  const content = readFileSync(file);
  const command = Buffer.from([0x1d, 0, 0, 0, 16, 0, 0, 0]);
  content.writeUInt32LE(0x1e, content.indexOf(command));
  writeFileSync(file, content);
  expect(defectsOf(file, target, [])).toEqual(['is not signed']);
  expect(defectsOf(file, { ...target, needsSignature: false }, [])).toEqual([]);
});

test('a file for another system is no binary for macOS', () => {
  const file = join(directory, 'empty.node');
  writeFileSync(file, Buffer.alloc(64));
  expect(() => defectsOf(file, target, [])).toThrow('not a 64-bit Mach-O file');
});
