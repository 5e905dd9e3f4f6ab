import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';

/** How a field is resolved: from its parent's value, its arguments and the request's context. */
// biome-ignore lint/suspicious/noExplicitAny: the schema, not TypeScript, says what a parent and arguments are
export type Resolver = GraphQLFieldResolver<any, Context | undefined, any>;

/** What one request shares among its fields. */
export interface Context {
  /** Ends when the client goes. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it may see the environments of processes, where passwords often are. */
  readonly allowEnviron?: boolean | undefined;
  /** The address of the client, where a server knows it. */
  readonly client?: string | undefined;
  /** Writes a line to the log of the server. */
  readonly log?: ((line: string) => void) | undefined;
  /** Counts elements of lists in an answer, known by an object of its own, and throws where they are too many. */
  readonly count?: ((elements: number, answer: object) => void) | undefined;
}

/** How a field of a subscription is resolved: what its events are, and what is shown of each. */
export interface Stream {
  // biome-ignore lint/suspicious/noExplicitAny: the schema, not TypeScript, says what arguments are
  readonly subscribe: GraphQLFieldResolver<unknown, Context | undefined, any, AsyncIterable<unknown>>;
  readonly resolve: Resolver;
}

/** Fields of one type of the graph: their declaration and how they are resolved. */
export interface Fields {
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver | Stream>>>>;
}

/** For a field that its parent's value has under the same name. */
export const property: Resolver = defaultFieldResolver;

/** The same for those alone who subscribe: who asks as if it were a query gets no event. */
const subscribed = ({ subscribe, resolve }: Stream): Stream => ({
  subscribe,
  resolve(event, ...rest) {
    if (event === undefined || event === null) throw new TypeError('a subscription must be subscribed to');
    return resolve(event, ...rest);
  },
});

const nameOf = (line: string) => /^("[^"]*" )?(?<name>\w+)/.exec(line)?.groups?.['name'] ?? '';

/** Adds fields to a type: a line each, in GraphQL's own words with a description first, and its resolver beside. */
export function fields(type: string, lines: Readonly<Record<string, Resolver | Stream>>): Fields {
  const declarations = Object.keys(lines).map((line) => line.replace(/^("[^"]*") /, '$1\n  '));
  const resolvers = Object.fromEntries(
    Object.entries(lines).map(([line, field]) => [
      nameOf(line),
      typeof field === 'function' ? field : subscribed(field),
    ]),
  );
  return { typeDefs: `type ${type} {\n  ${declarations.join('\n  ')}\n}`, resolvers: { [type]: resolvers } };
}
