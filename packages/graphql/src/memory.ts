import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { rootFields } from './fields.js';

/** `Query.memory` and `Query.swap`. */
export const memory = rootFields({
  '"System memory usage, in bytes." memory: VirtualMemory': () => virtualMemory(),
  '"Swap usage, in bytes." swap: SwapMemory': () => swapMemory(),
});
