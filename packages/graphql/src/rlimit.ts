import * as constants from '@psutil/process/promises';
import { Process } from '@psutil/process/promises';
import { fields } from './fields.js';

/** The constants whose names begin so, without that where it says nothing. */
export const constantsOf = (beginning: string, without = ''): Record<string, number> =>
  Object.fromEntries(
    Object.entries(constants).flatMap(([name, value]) =>
      name.startsWith(beginning) && Number.isFinite(value) ? [[name.slice(without.length), Number(value)]] : [],
    ),
  );

const resources = constantsOf('RLIMIT_');

const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** What a process may use of what can be limited. */
export const resource = [
  {
    typeDefs: `"What can be limited, as getrlimit(2) has it." enum Resource { ${Object.keys(resources).join(' ')} }`,
    resolvers: { Resource: resources },
  },
  fields('Process', {
    '"How much it may use of a resource." rlimit(resource: Resource!): ResourceLimit': async ({ id }, args) => {
      const [soft, hard] = await Process.fromId(id).rlimit(args.resource);
      return { soft: finite(soft), hard: finite(hard) };
    },
  }),
];
