import { NotSupported } from '@psutil/native';
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

/** What the enumeration adds to the I/O priorities of Windows, whose numbers are also those of classes of Linux. */
const levelOffset = 16;

const ioClasses: Readonly<Record<string, number>> = {
  ...constantsOf('IoPriorityClass', 'IOPRIO_CLASS_'),
  ...Object.fromEntries(
    Object.entries(constantsOf('IoPriorityLevel', 'IOPRIO_')).map(([name, number]) => [name, number + levelOffset]),
  ),
};

/** Returns the value of the enumeration for the number of a class of this system. */
export const ioClassOf = (number: number): number => (hasPriorityClasses() ? number + levelOffset : number);

/** Returns the number of a class of this system. Throws NotSupported for a class of another system. */
export function ioClassNumber(value: number): number {
  const number = value % levelOffset;
  if (ioClassOf(number) === value) return number;
  const name = Object.entries(ioClasses).find(([, each]) => each === value)?.[0];
  throw new NotSupported(`the I/O scheduling class ${name}`);
}

const finite = (limit: number) => (Number.isFinite(limit) ? limit : null);

/** The enumerations of constants, and `Process.rlimit`. */
export const resource = [
  {
    typeDefs: [
      enumType('Resource', 'A resource with a limit: getrlimit(2).', docsOf('Resource')),
      enumType('IoPriorityClass', 'I/O scheduling class: ioprio_set(2). On Windows, I/O priority.', {
        ...docsOf('IoPriorityClass', 'IOPRIO_CLASS_'),
        ...docsOf('IoPriorityLevel', 'IOPRIO_'),
      }),
    ].join('\n'),
    resolvers: {
      Resource: constantsOf('Resource'),
      IoPriorityClass: ioClasses,
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
