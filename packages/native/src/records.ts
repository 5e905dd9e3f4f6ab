import { binding, type Description } from './load.js';

export { processFields } from './decode.generated.js';
export * from './derived.generated.js';
export type { Derivation, Description, Type } from './load.js';
export type * from './types.generated.js';

/** Returns the declarations of cpp/core: records, enumerations and collectors, with their documentation. */
export const describe = (): Description => binding().describe();
