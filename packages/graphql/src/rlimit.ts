import { hasPriorityClasses } from '@psutil/native/internal/platform-constants';
import { Process } from '@psutil/process/promises';
import { enumType, fields } from './fields.js';
import { constants } from './values.generated.js';

/** Returns the declared constants of a group by name, with a prefix removed. They are the same on every system. */
export const constantsOf = (group: string, prefix = ''): Record<string, number> =>
  Object.fromEntries(
    Object.entries(constants[group] ?? {}).map(([name, { number }]) => [name.slice(prefix.length), number ?? 0]),
  );

/** Returns the descriptions of a group of constants by name, with a prefix removed. */
const docsOf = (group: string, prefix = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(constants[group] ?? {}).map(([name, { doc = '' }]) => [name.slice(prefix.length), doc]),
  );

/** The constants of `ionice`, of which each system has one group: the numbers of both are the same. */
const ioClassGroups = [
  ['IoPriorityClass', 'IOPRIO_CLASS_', false],
  ['IoPriorityLevel', 'IOPRIO_', true],
] as const;

/** The I/O scheduling classes of all systems. The class `n` of another system is `-1 - n`, which is no class. */
const ioClasses = (): Record<string, number> =>
  Object.fromEntries(
    ioClassGroups.flatMap(([group, prefix, hasClasses]) => {
      const isOwn = hasClasses === hasPriorityClasses();
      return Object.entries(constantsOf(group, prefix)).map(([name, number]) => [name, isOwn ? number : -1 - number]);
    }),
  );

/** Returns the name of an I/O scheduling class that this system does not have; undefined if it has the class. */
export const absentIoClass = (number: number): string | undefined =>
  number < 0 ? Object.entries(ioClasses()).find(([, each]) => each === number)?.[0] : undefined;

const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** The enumerations of constants, and `Process.rlimit`. */
export const resource = [
  {
    typeDefs: [
      enumType('Resource', 'A resource with a limit: getrlimit(2).', docsOf('Resource')),
      enumType(
        'IoPriorityClass',
        'I/O scheduling class: ioprio_set(2). On Windows, I/O priority.',
        Object.assign({}, ...ioClassGroups.map(([group, prefix]) => docsOf(group, prefix))),
      ),
    ].join('\n'),
    resolvers: {
      Resource: constantsOf('Resource'),
      IoPriorityClass: ioClasses(),
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
