// The targets of `npm run prebuild`: every system with a directory in cpp.

/**
 * Node.js 20 requires glibc 2.28; its builds for older systems require 2.17.
 * https://github.com/nodejs/node/blob/v20.x/BUILDING.md#platform-list
 */
const glibc = '2.17';

/** Node.js 20 requires macOS 11. */
const macos = '11.0';

/** The oldest release that is supported, and the newest version of the symbols in its C library. */
const freebsdRelease = '13.0';
const freebsdSymbols = '1.6';

/** The options for the smallest binary. They do not slow down reads, which spend most of their time in the kernel. */
const small = ['-Oz', '-flto'];
const smallWithoutLto = ['-Oz', '-ffunction-sections', '-fdata-sections', '-Wl,--gc-sections'];

/**
 * The file is the one that node-gyp-build looks for, relative to `prebuilds`.
 *
 * @type {Readonly<Record<string, {
 *   triple: string, system: string, file: string, libc?: 'glibc' | 'musl' | 'freebsd', symbolVersion?: string,
 *   machine?: string, version?: string, needsSignature?: boolean, flags: readonly string[]
 * }>>}
 */
export const targets = {
  'linux-x64-glibc': linux('x64', 'x86_64-linux-gnu'),
  'linux-x64-musl': linux('x64', 'x86_64-linux-musl'),
  'linux-arm64-glibc': linux('arm64', 'aarch64-linux-gnu'),
  'linux-arm64-musl': linux('arm64', 'aarch64-linux-musl'),
  'linux-arm-glibc': linux('arm', 'arm-linux-gnueabihf', { tag: 'armv7.' }),
  // lld 22 cannot link thread-local variables of s390x with link-time optimization: R_390_PC32DBL.
  'linux-s390x-glibc': linux('s390x', 's390x-linux-gnu', { flags: smallWithoutLto }),
  'darwin-x64': darwin('x64', 'x86_64'),
  'darwin-arm64': darwin('arm64', 'aarch64'),
  'freebsd-x64': freebsd('x64', 'x86_64'),
  'freebsd-arm64': freebsd('arm64', 'aarch64'),
  'win32-x64': windows('x64', 'x86_64-windows-gnu', 'i386:x86-64'),
  'win32-arm64': windows('arm64', 'aarch64-windows-gnu', 'arm64'),
};

function linux(arch, triple, { tag = '', flags = small } = {}) {
  const libc = triple.endsWith('musl') ? 'musl' : 'glibc';
  const file = `linux-${arch}/psutil.napi.${tag}${libc}.node`;
  const common = { system: 'linux', file, libc, flags: ['-fPIC', ...flags] };
  return libc === 'musl' ? { triple, ...common } : { triple: `${triple}.${glibc}`, symbolVersion: glibc, ...common };
}

/** A release runs the binaries for earlier releases. */
function freebsd(arch, cpu) {
  const file = `freebsd-${arch}/psutil.napi.node`;
  return {
    triple: `${cpu}-freebsd.${freebsdRelease}`,
    system: 'freebsd',
    file,
    libc: 'freebsd',
    symbolVersion: freebsdSymbols,
    flags: ['-fPIC', ...small],
  };
}

/** The linker of zig for macOS has no link-time optimization. */
function darwin(arch, cpu) {
  const file = `darwin-${arch}/psutil.napi.node`;
  const needsSignature = arch === 'arm64';
  return { triple: `${cpu}-macos.${macos}`, system: 'mac', file, version: macos, needsSignature, flags: ['-Oz'] };
}

/**
 * `machine` is the name of the architecture in dlltool. The C library of zig cannot be linked with link-time
 * optimization.
 */
function windows(arch, triple, machine) {
  return { triple, system: 'win', file: `win32-${arch}/psutil.napi.node`, machine, flags: smallWithoutLto };
}
