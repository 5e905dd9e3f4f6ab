// Checks that a binary for Linux or FreeBSD runs on every system of its target.
import { execFileSync } from 'node:child_process';
import { entryPoints } from './entry-points.mjs';

const libraries = {
  glibc: /^(lib(c|m|dl|rt|pthread)\.so\.\d+|ld(-linux[\w-]*|64)\.so\.\d)$/,
  musl: /^libc\.so$/,
  freebsd: /^lib(c|m|thr)\.so\.\d+$/,
};

/** The prefix of the versions of the symbols of a C library. musl has none. */
const versionPrefixes = { glibc: 'GLIBC', freebsd: 'FBSD' };

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

/** A symbol of the C library has a version. musl has none, so that only foreign names can be recognized. */
function checkImports(symbols, { libc }) {
  const prefix = versionPrefixes[libc];
  const withoutVersion = new RegExp(`^(?!(napi|node_api)_)[^@]*(@(?!${prefix}_)|$)`);
  const foreign = prefix ? withoutVersion : /^(uv_|_Z|_Unwind|__cxa_throw)/;
  const names = symbols.filter(({ section, binding }) => section === 'UND' && binding === 'GLOBAL');
  const found = names.map(({ name }) => name).filter((name) => foreign.test(name));
  return found.map((name) => `imports ${name}`);
}

function checkLibraries(dynamic, { libc }) {
  const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name);
  return needed.filter((name) => !libraries[libc].test(name)).map((name) => `needs the library ${name}`);
}

const isNewer = (one, other) => one.localeCompare(other, 'en', { numeric: true }) > 0;

function checkVersions(file, { symbolVersion }) {
  const found = [...readelf('--version-info', file).matchAll(/\b(GLIBC|FBSD)_([\d.]+)/g)];
  const newer = found.filter(([, , version]) => !symbolVersion || isNewer(version, symbolVersion));
  return [...new Set(newer.map(([, prefix, version]) => `needs ${prefix.toLowerCase()} ${version}`))];
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
    ...checkVersions(file, target),
    ...checkFlags(dynamic),
    ...checkSections(file),
  ];
}
