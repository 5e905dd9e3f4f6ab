export { maskError } from './errors.js';
export { type ExecuteOptions, execute } from './execute.js';
export type { Context } from './fields.js';
export type { PsutilServerOptions, PsutilYogaOptions } from './options.js';
export { schema, schemaWithMutations } from './schema.js';
export { createPsutilServer } from './server.js';
export { createPsutilYoga, type PsutilYoga } from './yoga.js';
