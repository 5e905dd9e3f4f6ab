import { readFileSync } from 'node:fs';
import { describe } from '@psutil/native/collect';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { connection } from './connection.js';
import { cpu } from './cpu.js';
import { disk } from './disk.js';
import type { Context } from './fields.js';
import { filterTypes } from './filter.js';
import { memory } from './memory.js';
import { net } from './net.js';
import { paceLists } from './pace.js';
import { process } from './process.js';
import { scalars } from './scalars.js';
import { subscription } from './subscription.js';
import { system } from './system.js';
import { user } from './user.js';

const generated = readFileSync(new URL('../types.generated.graphql', import.meta.url), 'utf8');
const subjects = [...cpu, ...memory, ...disk, ...net, ...system, ...user, ...connection, ...process, ...subscription];

/** GraphQL's names of a code, such as DISK_SLEEP, and the value that they stand for. */
const enums = Object.fromEntries(
  Object.entries(describe().enums)
    .filter(([, { internal }]) => !internal)
    .map(([name, { values }]) => [
      name,
      Object.fromEntries(
        values.map((value) => [value.toUpperCase().replaceAll('-', '_').replaceAll('+', '_PLUS'), value]),
      ),
    ]),
);

/** The graph, for those who merge it into a schema of their own. */
export const schema: GraphQLSchema = paceLists(
  createSchema<Context>({
    typeDefs: [generated, scalars.typeDefs, filterTypes, ...subjects.map(({ typeDefs }) => typeDefs)],
    resolvers: [scalars.resolvers, enums, ...subjects.map(({ resolvers }) => resolvers)],
  }),
);
