export { maskError } from './errors.js';
export { type ExecuteOptions, execute } from './execute.js';
export type { Context } from './fields.js';
export { schema, schemaWithMutations } from './schema.js';
export { createPsutilServer, type PsutilServerOptions } from './server.js';
export { createPsutilYoga, type PsutilYogaOptions } from './yoga.js';
