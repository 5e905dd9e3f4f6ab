import { readFileSync } from 'node:fs';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { chargeFields } from './charge-fields.js';
import { cpu } from './cpu.js';
import { disk } from './disk.js';
import type { Context, Resolver, SubscriptionResolver } from './fields.js';
import { filterTypes } from './filter.js';
import { lazySchema } from './lazy-schema.js';
import { history } from './live/history.js';
import { processChanges } from './live/process-changes.js';
import { processSubscription } from './live/process-subscription.js';
import { subscription } from './live/subscription.js';
import { memory } from './memory.js';
import { mutation } from './mutation.js';
import { net } from './net.js';
import { node } from './node.js';
import { paginationTypes } from './pagination.js';
import { process } from './process.js';
import { processGroup } from './process-groups.js';
import { processLists } from './process-lists.js';
import { records } from './records.js';
import { resolveOnce } from './resolve-once.js';
import { resource } from './rlimit.js';
import { scalars } from './scalars.js';
import { session } from './session.js';
import { socket } from './socket.js';
import { socketGroup } from './socket-groups.js';
import { system } from './system.js';
import { user } from './user.js';
import { enums } from './values.generated.js';
import { windowsService } from './windows-service.js';
import { yieldLists } from './yield-lists.js';

const modules = [
  ...node,
  ...cpu,
  ...memory,
  ...disk,
  ...net,
  ...system,
  ...session,
  ...user,
  ...windowsService,
  ...socket,
  ...socketGroup,
  ...process,
  ...processGroup,
  ...processLists,
  ...resource,
  ...subscription,
  ...processSubscription,
  ...processChanges,
  ...history,
];

interface SchemaModule {
  readonly typeDefs: string;
  readonly resolvers: Readonly<
    Record<string, Readonly<Record<string, Resolver | SubscriptionResolver | number | string>>>
  >;
}

function buildSchema(all: readonly SchemaModule[]): GraphQLSchema {
  const generated = readFileSync(new URL('../types.generated.graphql', import.meta.url), 'utf8');
  const built = createSchema<Context>({
    typeDefs: [generated, scalars.typeDefs, filterTypes, paginationTypes, ...all.map(({ typeDefs }) => typeDefs)],
    resolvers: [scalars.resolvers, enums, records, ...all.map(({ resolvers }) => resolvers)],
  });
  // Validates now, so that the first request does not wait for the validation.
  assertValidSchema(built);
  return yieldLists(chargeFields(resolveOnce(built)));
}

/**
 * The schema, to be merged into another one.
 *
 * @example
 * import { schema } from '@psutil/graphql';
 * import { printSchema } from 'graphql';
 *
 * console.log(printSchema(schema));
 */
export const schema: GraphQLSchema = lazySchema(() => buildSchema(modules));

/**
 * The schema with mutations, which change processes: a server that exposes it must authenticate its clients.
 *
 * @example
 * import { schemaWithMutations } from '@psutil/graphql';
 *
 * console.log(Object.keys(schemaWithMutations.getMutationType()?.getFields() ?? {}));
 */
export const schemaWithMutations: GraphQLSchema = lazySchema(() => buildSchema([...modules, ...mutation]));
