import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';
import type { AnswerBudget } from './guard/answer-budget.js';
import type { MachineHistory } from './live/history.js';

/** Resolves a field from the value of its parent, its arguments and the context of the request. */
// biome-ignore lint/suspicious/noExplicitAny: the types of parents and arguments are those of the schema
export type Resolver = GraphQLFieldResolver<any, Context | undefined, any>;

/** The context that all fields of a request share. */
export interface Context {
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal | undefined;
  /** Whether environment variables are readable, which often contain passwords. */
  readonly allowEnviron?: boolean | undefined;
  /** Address of the client, if a server provides it. */
  readonly client?: string | undefined;
  /** Writes a line to the log of the server. */
  readonly log?: ((line: string) => void) | undefined;
  /** The history of the metrics of the machine, if the server keeps one. */
  readonly history?: MachineHistory | undefined;
  /** Returns the budget of the answer to which a field belongs, from the root value of its execution. */
  readonly budgetOf?: ((rootValue: unknown) => AnswerBudget) | undefined;
}

/** Resolves a field of a subscription: `subscribe` returns its events, `resolve` the value of an event. */
export interface SubscriptionResolver {
  // biome-ignore lint/suspicious/noExplicitAny: the types of arguments are those of the schema
  readonly subscribe: GraphQLFieldResolver<unknown, Context | undefined, any, AsyncIterable<unknown>>;
  readonly resolve: Resolver;
}

/** Fields of one GraphQL type: their declarations and resolvers. */
export interface Fields {
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver | SubscriptionResolver>>>>;
}

/** Resolves a field from the property of the same name. */
export const property: Resolver = defaultFieldResolver;

/** Makes a subscription throw if it is executed as a query, which has no event. */
const rejectQueries = ({ subscribe, resolve }: SubscriptionResolver): SubscriptionResolver => ({
  subscribe,
  resolve(event, ...rest) {
    if (event === undefined || event === null) throw new TypeError('a subscription cannot be executed as a query');
    return resolve(event, ...rest);
  },
});

const nameOf = (line: string) => /^("[^"]*" )?(?<name>\w+)/.exec(line)?.groups?.['name'] ?? '';

/** Puts the description of a declaration on a line of its own. */
const separateDoc = (line: string) => line.replace(/^("[^"]*") /, '$1\n');

/**
 * Adds fields to a GraphQL type, which is given by its name, or by its description and name. Each key is the SDL of a
 * field, its description first; the value is its resolver.
 */
export function fields(type: string, lines: Readonly<Record<string, Resolver | SubscriptionResolver>>): Fields {
  const [, doc = '', head = ''] = /^("[^"]*" )?(.*)$/s.exec(type) ?? [];
  const declarations = Object.keys(lines).map((line) => `  ${separateDoc(line)}`);
  const resolvers = Object.fromEntries(
    Object.entries(lines).map(([line, field]) => [
      nameOf(line),
      typeof field === 'function' ? field : rejectQueries(field),
    ]),
  );
  return { typeDefs: `${doc}type ${head} {\n${declarations.join('\n')}\n}`, resolvers: { [nameOf(type)]: resolvers } };
}

/** The types that represent the machine: `Query` has the fields of `Machine` as shortcuts. */
export const rootTypes: readonly string[] = ['Query', 'Machine'];

/** Adds fields to both types that represent the machine. */
export const rootFields = (lines: Readonly<Record<string, Resolver>>): Fields[] =>
  rootTypes.map((type) => fields(type, lines));

/** Returns the descriptions of declarations by their names. */
export const docsOf = (declarations: Readonly<Record<string, { readonly doc: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(declarations).map(([name, { doc }]) => [name, doc]));

/** Returns the SDL of an enumeration from the descriptions of its values. */
export const enumType = (name: string, doc: string, values: Readonly<Record<string, string>>): string =>
  `"${doc}" enum ${name} {\n${Object.entries(values)
    .map(([value, valueDoc]) => `  "${valueDoc}"\n  ${value}`)
    .join('\n')}\n}`;
