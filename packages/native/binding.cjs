'use strict';
const { libc } = require('./libc.cjs');

/** Runs a function with a value of the environment variable LIBC. */
function withLibc(value, run) {
  const before = process.env.LIBC;
  process.env.LIBC = value;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.LIBC;
    else process.env.LIBC = before;
  }
}

// Bundlers and tracers recognize this call with `__dirname` in a CommonJS file, and include the binary.
const loadBinary = () => require('node-gyp-build')(__dirname);

/** Loads the binary of this system and C library. */
exports.load = () => {
  const name = libc();
  // Without this variable, node-gyp-build detects musl on Alpine Linux only.
  return name ? withLibc(name, loadBinary) : loadBinary();
};

/** Returns the directory that contains `prebuilds`: that of this file, or that of the bundle that contains it. */
exports.directory = () => __dirname;
