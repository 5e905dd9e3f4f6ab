'use strict';
const { closeSync, openSync, readSync } = require('node:fs');

/** Returns the first bytes of the running program, which contain the path of its dynamic linker. */
function programHeader() {
  const file = openSync(process.execPath);
  try {
    const buffer = Buffer.alloc(2048);
    return buffer.toString('latin1', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}

/** Returns the name of the C library of the dynamic linker: ld-musl-x86_64.so.1, ld-linux-x86-64.so.2, ld64.so.1. */
function libcOfLinker() {
  try {
    const [, linker] = /\/ld(-musl|-linux|64)[^/]*\.so\.\d/.exec(programHeader()) ?? [];
    return linker && (linker === '-musl' ? 'musl' : 'glibc');
  } catch {
    // The permission model may prohibit reading the program.
    return undefined;
  }
}

/** Returns the name of the C library according to the diagnostic report, which takes some milliseconds. */
function libcOfReport() {
  const { report } = process;
  const { excludeNetwork } = report;
  // Otherwise the report contains the host names of all open connections, for which it waits.
  report.excludeNetwork = true;
  const { header } = report.getReport();
  report.excludeNetwork = excludeNetwork;
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** Returns the C library of this process, `glibc` or `musl`, or undefined on systems other than Linux. */
exports.libc = () => (process.platform === 'linux' ? (libcOfLinker() ?? libcOfReport()) : undefined);
