export { type SwapMemory, swapMemory } from './swap.js';
export { type VirtualMemory, virtualMemory } from './virtual.js';
