// All entry points of this package are one file at run time: scripts/bundle.mjs.

// types.generated.ts has a record of the same name.
export type { Connection } from './connections.js';
export * from './connections.js';
export * from './constants.generated.js';
export * from './counters.js';
export * from './errors.js';
export * from './execution.js';
export * from './group-by-name.js';
export * from './host.js';
export * from './platform.js';
export * from './platform-constants.js';
export * from './records.js';
export * from './sampler.js';
export * from './sleep.js';
export * from './supports.js';
export * from './time-slice.js';
export * from './validate.js';
export * from './watch.js';
