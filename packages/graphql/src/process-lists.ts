import { AccessDenied, Process } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { type Context, fields, property } from './fields.js';
import { applyFilter, type Criteria, type Filter, filterType, like, oneOf } from './filter.js';
import { type PageArguments, type Position, page, pageArguments, pageTypes } from './pagination.js';

interface ListArguments extends PageArguments {
  readonly filter?: Filter | null;
}

/** Returns the declaration of a list of a process, and the function that returns a page of it. */
function list<T>(node: string, doc: string, criteria: Criteria<T>, positionOf: (item: T) => Position) {
  const ordering = { name: node, directions: ['ASC'], positionOf } as const;
  return {
    types: `${filterType(`${node}Filter`, doc, criteria)}\n${pageTypes(node)}`,
    arguments: `"Criteria that the items match." filter: ${node}Filter ${pageArguments}`,
    page: async (items: readonly T[], args: ListArguments) =>
      page(await applyFilter(items, criteria, args.filter), args, ordering),
  };
}

type Of<Name extends 'openFiles' | 'threads'> = ReturnType<typeof ProcessEntry.prototype.get<Name>>[number];

const openFiles = list<Of<'openFiles'>>(
  'OpenFile',
  'Selects the open files that match all criteria.',
  {
    path: like('Path matches.', ({ path }) => path),
    fd: oneOf('Int', 'File descriptor is one of these.', ({ fd }) => fd),
    mode: oneOf('FileMode', 'Access mode is one of these.', ({ mode }) => mode),
  },
  ({ fd }) => [fd],
);

const threads = list<Of<'threads'>>(
  'Thread',
  'Selects the threads that match all criteria.',
  { tid: oneOf('Int', 'Thread ID is one of these.', ({ id }) => id) },
  ({ id }) => [id],
);

/** A memory mapping, or all mappings of a file. */
interface MemoryMap {
  readonly addr?: string;
  readonly perms?: string;
  readonly path: string;
}

const memoryMaps = list<MemoryMap>(
  'MemoryMap',
  'Selects the memory mappings that match all criteria.',
  {
    path: like('Path of the file, or name of another mapping, matches.', ({ path }) => path),
    perms: like('Permissions match, such as `rw-p`; grouped mappings have none.', ({ perms }) => perms ?? null),
  },
  ({ addr, path }) => [addr === undefined ? null : Number.parseInt(addr, 16), path],
);

/** An environment variable, and its index: several variables may have the same name. */
interface Variable {
  readonly name: string;
  readonly value: string;
  readonly index: number;
}

const environ = list<Variable>(
  'EnvironmentVariable',
  'Selects the environment variables that match all criteria.',
  { name: like('Name matches.', ({ name }) => name), value: like('Value matches.', ({ value }) => value) },
  ({ index }) => [index],
);

function checkEnvironAllowed({ pid }: ProcessEntry, context: Context | undefined): void {
  if (context?.allowEnviron) return;
  throw new AccessDenied({
    pid,
    message: 'reading environment variables is not allowed: enable allowEnviron',
  });
}

const lists = [openFiles, threads, memoryMaps, environ];

/** The long lists of a process, as pages. */
export const processLists = [
  { typeDefs: lists.map(({ types }) => types).join('\n'), resolvers: {} },
  fields('Process', {
    [`"Environment variables with which the process was started." environ(${environ.arguments}): EnvironmentVariableConnection`]:
      (process: ProcessEntry, args, context) => {
        checkEnvironAllowed(process, context);
        return environ.page(
          process.get('environ').map((variable, index) => ({ ...variable, index })),
          args,
        );
      },
    [`"Threads of the process." threads(${threads.arguments}): ThreadConnection`]: (process: ProcessEntry, args) =>
      threads.page(process.get('threads'), args),
    [`"Regular files that the process has open." openFiles(${openFiles.arguments}): OpenFileConnection`]: (
      process: ProcessEntry,
      args,
    ) =>
      openFiles.page(
        process.get('openFiles').map((file) => ({ ...file, process })),
        args,
      ),
    [`"Mapped memory, in bytes." memoryMaps("Whether to add up the mappings of each file." grouped: Boolean! = true ${memoryMaps.arguments}): MemoryMapConnection`]:
      async (process: ProcessEntry, { grouped, ...args }) =>
        memoryMaps.page(
          grouped ? process.get('memoryMaps') : await Process.fromId(process.id).memoryMaps({ grouped: false }),
          args,
        ),
  }),
  fields('OpenFile', {
    '"Process that has the file open." process: Process!': property,
  }),
];
