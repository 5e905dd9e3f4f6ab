import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { fields } from './fields.js';

/** `Query.memory` and `Query.swap`. */
export const memory = [
  fields('Query', {
    '"RAM, in bytes." memory: VirtualMemory!': () => virtualMemory(),
    '"Swap space, in bytes." swap: SwapMemory!': () => swapMemory(),
  }),
];
