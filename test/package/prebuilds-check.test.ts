import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { defectsOf, type Target } from '../support/cross-compile.ts';
import { needs } from '../support/run.ts';

const target = { system: 'linux', libc: 'glibc', symbolVersion: '2.34' };
const source = `
  extern int puts(const char*);
  extern int napi_create_object(void);
  #define EXPORT __attribute__((visibility("default")))
  EXPORT int napi_register_module_v1(void) { return napi_create_object(); }
  EXPORT int node_api_module_get_api_version_v1(void) { return puts("8"); }
`;
const flags = ['-shared', '-fPIC', '-fvisibility=hidden', '-Wl,--build-id=none', '-Wl,-z,nodelete'];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'psutil-check-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Options extends Partial<Omit<Target, 'file'>> {
  /** The flags of the compiler. */
  readonly use?: readonly string[];
}

/** Compiles a library with more code or other flags, and returns its defects. */
function defectsWith(
  context: TestContext,
  code: string,
  { use = [...flags, '-s'], ...options }: Options = {},
): string[] {
  context.skip(process.platform !== 'linux', 'the check is for ELF binaries');
  needs(context, 'cc');
  needs(context, 'readelf');
  const output = join(directory, 'psutil.node');
  writeFileSync(join(directory, 'psutil.c'), source + code);
  execFileSync('cc', [join(directory, 'psutil.c'), ...use, '-o', output]);
  return defectsOf(output, { ...target, ...options }, [directory]);
}

test('a binary with the required properties has no defects', (context) => {
  expect(defectsWith(context, '')).toEqual([]);
});

/** Code that calls a function of another library. */
const call = (name: string) =>
  `extern int ${name}(void); EXPORT int napi_register_module_v2(void) { return ${name}(); }`;

test('a binary that exports another symbol is rejected', (context) => {
  const defects = defectsWith(context, 'EXPORT int other(void) { return 0; }');
  expect(defects).toEqual(['exports napi_register_module_v1, node_api_module_get_api_version_v1, other']);
});

test('a binary that imports a function of libuv is rejected', (context) => {
  expect(defectsWith(context, call('uv_version'))).toContain('imports uv_version');
  expect(defectsWith(context, call('uv_version'), { libc: 'musl' })).toContain('imports uv_version');
});

test('a binary that needs the shared C++ runtime is rejected', (context) => {
  const use = [...flags, '-s', '-Wl,--no-as-needed', '-lstdc++'];
  expect(defectsWith(context, '', { use })).toEqual(['needs the library libstdc++.so.6']);
});

test('a binary that needs a newer glibc than its target is rejected', (context) => {
  const [defect, ...others] = defectsWith(context, '', { symbolVersion: '2.1' });
  expect(defect).toMatch(/^needs glibc 2\.\d+/);
  expect(others).toEqual([]);
});

test('a binary for musl that needs glibc is rejected', (context) => {
  const defects = defectsWith(context, '', { libc: 'musl', symbolVersion: undefined });
  expect(defects).toContain('needs the library libc.so.6');
  expect(defects.some((defect) => defect.startsWith('needs glibc'))).toBe(true);
});

test('a binary for FreeBSD that needs glibc is rejected', (context) => {
  const defects = defectsWith(context, '', { system: 'freebsd', libc: 'freebsd', symbolVersion: '1.6' });
  expect(defects.some((defect) => /^imports puts@GLIBC_/.test(defect))).toBe(true);
  expect(defects.some((defect) => defect.startsWith('needs glibc 2.'))).toBe(true);
});

test('a binary that can be unloaded is rejected', (context) => {
  const use = [...flags.filter((flag) => !flag.includes('nodelete')), '-s'];
  expect(defectsWith(context, '', { use })).toEqual(['can be unloaded']);
});

test('a binary that is not stripped, or has a build ID, is rejected', (context) => {
  expect(defectsWith(context, '', { use: flags })).toEqual(['contains the section .symtab']);
  const use = [...flags.filter((flag) => !flag.includes('build-id')), '-s', '-Wl,--build-id'];
  expect(defectsWith(context, '', { use })).toEqual(['contains the section .note.gnu.build-id']);
});

test('a binary that contains a path of the machine that built it is rejected', (context) => {
  expect(defectsWith(context, 'EXPORT const char* napi_path = __FILE__;')).toContain(`contains the path ${directory}`);
});

test('a binary of more than 1.7 MB is rejected', (context) => {
  const defects = defectsWith(context, '__attribute__((used)) static char bytes[1700000] = {1};');
  expect(defects).toEqual([expect.stringMatching(/^has \d+ bytes, more than 1700000$/)]);
});

const windowsSource = `
  #define EXPORT __declspec(dllexport)
  extern int puts(const char*);
  extern int napi_create_object(void);
  EXPORT int napi_register_module_v1(void) { return napi_create_object(); }
  EXPORT int node_api_module_get_api_version_v1(void) { return puts("8"); }
`;
const mingw = 'x86_64-w64-mingw32';
const host = 'NAME node.exe\nEXPORTS\nnapi_create_object\n';

/** Compiles a library for Windows, which loads node.exe at the first call unless `dlltool` is `-l`. */
function windowsDefects(
  context: TestContext,
  code: string,
  { use = ['-s', '-Wl,--no-insert-timestamp'], dlltool = '-y' }: { use?: readonly string[]; dlltool?: string } = {},
): string[] {
  needs(context, `${mingw}-gcc-posix`);
  const cwd = directory;
  writeFileSync(join(cwd, 'psutil.c'), windowsSource + code);
  writeFileSync(join(cwd, 'node.def'), host);
  execFileSync(`${mingw}-dlltool`, ['-d', 'node.def', dlltool, 'node.a'], { cwd });
  execFileSync(`${mingw}-gcc-posix`, ['-shared', 'psutil.c', 'node.a', ...use, '-o', 'psutil.node'], { cwd });
  return defectsOf(join(cwd, 'psutil.node'), { system: 'win' }, [directory]);
}

test('a binary for Windows with the required properties has no defects', (context) => {
  expect(windowsDefects(context, '')).toEqual([]);
});

test('a binary for Windows that exports another symbol is rejected', (context) => {
  const defects = windowsDefects(context, 'EXPORT int other(void) { return 0; }');
  expect(defects).toEqual(['exports napi_register_module_v1, node_api_module_get_api_version_v1, other']);
});

test('a binary for Windows that requires an executable with the name node.exe is rejected', (context) => {
  expect(windowsDefects(context, '', { dlltool: '-l' })).toEqual(['needs the library node.exe']);
});

test('a binary for Windows that needs a library of the compiler is rejected', (context) => {
  const code = 'EXPORT int napi_register_module_v2(void) { return sched_yield(); }';
  const defects = windowsDefects(context, `#include <sched.h>\n${code}`, {
    use: ['-s', '-Wl,--no-insert-timestamp', '-lpthread'],
  });
  expect(defects).toContain('needs the library libwinpthread-1.dll');
});

test('a binary for Windows that is not stripped, or has a timestamp, is rejected', (context) => {
  expect(windowsDefects(context, '', { use: ['-Wl,--no-insert-timestamp'] })).toEqual(['is not stripped']);
  expect(windowsDefects(context, '', { use: ['-s', '-Wl,--insert-timestamp'] })).toEqual(['contains a timestamp']);
});
