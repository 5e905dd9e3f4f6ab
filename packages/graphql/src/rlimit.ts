import { Process } from '@psutil/process/promises';
import { fields } from './fields.js';
import { constants } from './values.generated.js';

/** Returns the declared constants of a group by name, with a prefix removed. They are the same on every system. */
export const constantsOf = (group: string, prefix = ''): Record<string, number> =>
  Object.fromEntries(
    Object.entries(constants[group] ?? {}).map(([name, number]) => [name.slice(prefix.length), number ?? 0]),
  );

const resources = constantsOf('Resource');

const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** `Process.rlimit`. */
export const resource = [
  {
    typeDefs: `"A resource with a limit: getrlimit(2)." enum Resource { ${Object.keys(resources).join(' ')} }`,
    resolvers: { Resource: resources },
  },
  fields('Process', {
    '"Soft and hard limit of a resource." rlimit(resource: Resource!): ResourceLimit': async ({ id }, args) => {
      const [soft, hard] = await Process.fromId(id).rlimit(args.resource);
      return { soft: finite(soft), hard: finite(hard) };
    },
  }),
];
