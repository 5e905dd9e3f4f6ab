// Checks that a binary for Linux runs on every system of its target.
import { execFileSync } from 'node:child_process';
import { entryPoints } from './entry-points.mjs';

const libraries = {
  glibc: /^(lib(c|m|dl|rt|pthread)\.so\.\d+|ld(-linux[\w-]*|64)\.so\.\d)$/,
  musl: /^libc\.so$/,
};

/** readelf, unlike nm and objdump, reads the binaries of every architecture. */
const readelf = (...args) => execFileSync('readelf', ['--wide', ...args], { encoding: 'utf8' });

/**
 * Returns the dynamic symbols of a binary. The section of an imported symbol is `UND`; the binding is `GLOBAL` or `WEAK`.
 */
export function dynamicSymbols(file) {
  const line = /^\s*\d+: \S+\s+\S+ \S+\s+(?<binding>GLOBAL|WEAK)\s+\S+\s+(?:\[.*?\]\s+)?(?<section>\S+) (?<name>\S+)/;
  const lines = readelf('--dyn-syms', file).split('\n');
  return lines.flatMap((each) => line.exec(each)?.groups ?? []);
}

function checkExports(symbols) {
  const names = symbols.filter(({ section }) => section !== 'UND').map(({ name }) => name.split('@')[0]);
  return names.sort().join() === entryPoints.join() ? [] : [`exports ${names.join(', ')}`];
}

/** A glibc symbol has a version. musl has none, so that only foreign names can be recognized. */
function checkImports(symbols, { libc }) {
  const foreign = libc === 'glibc' ? /^(?!(napi|node_api)_)[^@]*(@(?!GLIBC_)|$)/ : /^(uv_|_Z|_Unwind|__cxa_throw)/;
  const names = symbols.filter(({ section, binding }) => section === 'UND' && binding === 'GLOBAL');
  const found = names.map(({ name }) => name).filter((name) => foreign.test(name));
  return found.map((name) => `imports ${name}`);
}

function checkLibraries(dynamic, { libc }) {
  const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name);
  return needed.filter((name) => !libraries[libc].test(name)).map((name) => `needs the library ${name}`);
}

const isNewer = (one, other) => one.localeCompare(other, 'en', { numeric: true }) > 0;

function checkGlibc(file, { glibc }) {
  const versions = [...readelf('--version-info', file).matchAll(/\bGLIBC_([\d.]+)/g)].map(([, version]) => version);
  const newer = glibc ? versions.filter((version) => isNewer(version, glibc)) : versions;
  return [...new Set(newer)].map((version) => `needs glibc ${version}`);
}

/** The addon must stay mapped: a detached thread may return from the kernel after the last environment has ended. */
const checkFlags = (dynamic) => (/\(FLAGS_1\).*\bNODELETE\b/.test(dynamic) ? [] : ['can be unloaded']);

function checkSections(file) {
  const sections = readelf('--section-headers', file);
  const names = ['.symtab', '.debug_info', '.note.gnu.build-id'].filter((name) => sections.includes(` ${name} `));
  return names.map((name) => `contains the section ${name}`);
}

/** Returns the defects of a binary. */
export function elfDefects(file, target) {
  const symbols = dynamicSymbols(file);
  const dynamic = readelf('--dynamic', file);
  return [
    ...checkExports(symbols),
    ...checkImports(symbols, target),
    ...checkLibraries(dynamic, target),
    ...checkGlibc(file, target),
    ...checkFlags(dynamic),
    ...checkSections(file),
  ];
}
