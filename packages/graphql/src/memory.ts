import { swapMemory, virtualMemory } from '@psutil/memory/promises';
import { fields, property } from './fields.js';

/** `Query.memory` and `Query.swap`. */
export const memory = [
  fields('Query', {
    '"RAM, in bytes." memory: VirtualMemory!': () => virtualMemory(),
    '"Swap space, in bytes." swap: SwapMemory!': () => swapMemory(),
  }),
  fields('VirtualMemory', {
    '"RAM that no new program could get: total less available." used: SafeInt!': property,
    '"used as a share of total, 0 to 100." percent: Float!': property,
  }),
  fields('SwapMemory', {
    '"Swap space that holds something." used: SafeInt!': property,
    '"used as a share of total, 0 to 100." percent: Float!': property,
  }),
];
