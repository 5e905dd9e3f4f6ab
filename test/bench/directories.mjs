import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const here = fileURLToPath(new URL('.', import.meta.url));
/** Where what is compiled and installed for the bench alone is kept. */
export const cache = join(root, '.cache/bench');
export const peersFolder = join(cache, 'peers');
