import { join } from 'node:path';
import { root } from './run.ts';

/** The directory of `@psutil/native`. */
export const native: string = join(root, 'packages/native');

/** Returns the C library of this process, `glibc` or `musl`, or undefined on systems other than Linux. */
export const { libc }: { libc(): string | undefined } = await import(join(native, 'libc.cjs'));

/** The directory of the binaries of this system in `@psutil/native`. */
export const binaryDirectory: string = `prebuilds/${process.platform}-${process.arch}`;

/** Returns the name of the binary for a C library. */
export const binaryOf = (name: string | undefined): string => (name ? `psutil.napi.${name}.node` : 'psutil.napi.node');

/** The binary of this system in this repository. */
export const ownBinary: string = join(native, binaryDirectory, binaryOf(libc()));
