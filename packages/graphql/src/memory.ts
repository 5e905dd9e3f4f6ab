import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { fields } from './fields.js';

/** `Query.memory` and `Query.swap`. */
export const memory = [
  fields('Query', {
    '"System memory usage, in bytes." memory: VirtualMemory!': () => virtualMemory(),
    '"Swap usage, in bytes." swap: SwapMemory!': () => swapMemory(),
  }),
];
