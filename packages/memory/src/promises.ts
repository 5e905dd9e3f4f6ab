export { type SwapMemory, swapMemoryAsync as swapMemory } from './swap.js';
export { type VirtualMemory, virtualMemoryAsync as virtualMemory } from './virtual.js';
