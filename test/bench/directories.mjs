import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const benchDirectory = fileURLToPath(new URL('.', import.meta.url));
/** Directory of the programs and packages of the benchmark. */
export const cache = join(root, '.cache/bench');
export const peersDirectory = join(cache, 'peers');
