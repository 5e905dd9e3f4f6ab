import { Process } from '@psutil/process/promises';
import { enumType, fields } from './fields.js';
import { constants } from './values.generated.js';

/** Returns the declared constants of a group by name, with a prefix removed. They are the same on every system. */
export const constantsOf = (group: string, prefix = ''): Record<string, number> =>
  Object.fromEntries(
    Object.entries(constants[group] ?? {}).map(([name, { number }]) => [name.slice(prefix.length), number ?? 0]),
  );

/** Returns the SDL of the enumeration of a group of constants, with their descriptions. */
const constantsType = (group: string, doc: string, prefix = ''): string =>
  enumType(
    group,
    doc,
    Object.fromEntries(
      Object.entries(constants[group] ?? {}).map(([name, { doc: description = '' }]) => [
        name.slice(prefix.length),
        description,
      ]),
    ),
  );

const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** The enumerations of constants, and `Process.rlimit`. */
export const resource = [
  {
    typeDefs: [
      constantsType('Resource', 'A resource with a limit: getrlimit(2).'),
      constantsType('IoPriorityClass', 'I/O scheduling class: ioprio_set(2).', 'IOPRIO_CLASS_'),
    ].join('\n'),
    resolvers: {
      Resource: constantsOf('Resource'),
      IoPriorityClass: constantsOf('IoPriorityClass', 'IOPRIO_CLASS_'),
    },
  },
  fields('Process', {
    '"Soft and hard limit of a resource." rlimit("Resource." resource: Resource!): ResourceLimit': async (
      { id },
      args,
    ) => {
      const [soft, hard] = await Process.fromId(id).rlimit(args.resource);
      return { soft: finite(soft), hard: finite(hard) };
    },
  }),
];
