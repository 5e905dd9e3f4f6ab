import { typesWithoutId } from './clients.generated.js';

export { possibleTypes } from './clients.generated.js';

const forTypesWithoutId = <T>(value: T): Record<string, T> =>
  Object.fromEntries(typesWithoutId.map((name) => [name, value]));

/** The TypeScript types of the custom scalars, as JSON represents them: `scalars` of GraphQL Code Generator. */
export const scalars: { readonly DateTime: 'string'; readonly SafeInt: 'number' } = {
  DateTime: 'string',
  SafeInt: 'number',
};

/** Merges the fields of objects without an ID, such as `memory`: `typePolicies` of Apollo Client's InMemoryCache. */
export const typePolicies: Record<string, { merge: true }> = forTypesWithoutId({ merge: true });

/** Embeds objects without an ID in their parents: `keys` of urql's Graphcache. */
export const keys: Record<string, () => null> = forTypesWithoutId(() => null);
