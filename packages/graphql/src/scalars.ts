import { GraphQLScalarType } from 'graphql';
import { DateTimeResolver, SafeIntResolver } from 'graphql-scalars';

/** Moments are seconds since the epoch inside, and RFC 3339 outside. */
const DateTime = new GraphQLScalarType<Date, Date>({
  name: 'DateTime',
  description: 'A moment, as RFC 3339 writes it.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (seconds) => DateTimeResolver.serialize(new Date(Number(seconds) * 1000)) as Date,
  parseValue: (value) => DateTimeResolver.parseValue(value),
  parseLiteral: (node, variables) => DateTimeResolver.parseLiteral(node, variables),
});

/** Bytes and counters need more than the 32 bits of Int: whole numbers, exact to 53 bits. */
const SafeInt = new GraphQLScalarType({
  ...SafeIntResolver.toConfig(),
  description: 'A whole number, exact to 53 bits: bytes and counters.',
});

/** The scalars that are not GraphQL's own. */
export const scalars = {
  typeDefs: 'scalar DateTime\nscalar SafeInt',
  resolvers: { DateTime, SafeInt },
};
