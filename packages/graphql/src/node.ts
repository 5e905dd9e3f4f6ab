import { NoSuchProcess } from '@psutil/process/promises';
import { ProcessEntry } from '@psutil/process/table';
import type { GraphQLResolveInfo } from 'graphql';
import { readDisks } from './disk.js';
import { type Context, fields } from './fields.js';
import { readNics } from './net.js';
import { idField, machineKey, readHost } from './node-id.js';
import { loadProcess } from './process-loader.js';
import { userWithKey } from './user.js';

type Load = (
  name: string,
  context: Context | undefined,
  info: GraphQLResolveInfo,
) => Promise<object | null | undefined>;

/** Returns the node of a type with a name on this machine. */
const loaders: Readonly<Record<string, Load>> = {
  Machine: async () => ({}),
  Disk: async (name, _, info) => (await readDisks(info)).find((disk) => disk.name === name),
  Nic: async (name, _, info) => (await readNics(info)).find((nic) => nic.name === name),
  User: userWithKey,
};

/** Returns the process with an ID; null if it has ended, or is a process of another machine. */
async function processWithId(
  id: string,
  pid: number,
  context: Context | undefined,
  info: GraphQLResolveInfo,
): Promise<ProcessEntry | null> {
  try {
    const process = await loadProcess(pid, context, info);
    return process.id === id ? process : null;
  } catch (error) {
    if (error instanceof NoSuchProcess) return null;
    throw error;
  }
}

/** `BOOT_ID:PID:START` of a process. */
const processId = /^[^:]+:(?<pid>\d{1,10}):\d+$/;
/** `TYPE:MACHINE:NAME` of other nodes, and `Machine:MACHINE`. */
const otherId = /^(?:(?<machine>Machine)|(?<type>Disk|Nic|User)(?=:[^:]+:)):(?<key>[^:]+)(?::(?<name>.+))?$/s;

/** Returns a node by its ID; null if it does not exist on this machine. */
async function loadNode(id: string, context: Context | undefined, info: GraphQLResolveInfo): Promise<object | null> {
  const { machine, type = machine, key, name = '' } = otherId.exec(id)?.groups ?? {};
  if (type !== undefined && key === (await machineKey(info))) {
    const node = await loaders[type]?.(name, context, info);
    return node ? { ...node, __typename: type } : null;
  }
  if (type !== undefined) return null;
  const pid = processId.exec(id)?.groups?.['pid'];
  if (pid !== undefined) return processWithId(id, Number(pid), context, info);
  throw new TypeError(`invalid id: ${JSON.stringify(id)}`);
}

const typeDefs = `
"An object with a globally unique identifier."
interface Node { ${idField} }
`;

const typeOf = (node: object): string | undefined => {
  if (node instanceof ProcessEntry) return 'Process';
  return '__typename' in node ? String(node.__typename) : undefined;
};

/** `Query.node`, `Query.nodes` and `Query.machine`. */
export const node = [
  { typeDefs, resolvers: { Node: { __resolveType: typeOf } } },
  fields('"Readings of the machine, and objects by their identifiers." Query', {
    '"An object by its identifier; null if it does not exist, no longer exists or is of another machine." node("Identifier." id: ID!): Node':
      (_, { id }, context, info) => loadNode(id, context, info),
    '"Objects by their identifiers, in the same order; null for those that do not exist." nodes("Identifiers." ids: [ID!]!): [Node]!':
      (_, { ids }: { readonly ids: readonly string[] }, context, info) =>
        // An error as an element fails alone.
        Promise.all(ids.map((id) => loadNode(id, context, info).catch((error: unknown) => error))),
    '"The machine." machine: Machine!': () => ({}),
  }),
  fields('"The machine, and its readings." Machine implements Node', {
    [idField]: async (_, __, ___, info) => `Machine:${await machineKey(info)}`,
    '"Host name; null if it cannot be read." name: String': async (_, __, ___, info) => (await readHost(info)).hostname,
  }),
];
