import { GraphQLScalarType } from 'graphql';
import { DateTimeResolver, SafeIntResolver } from 'graphql-scalars';

/** Times are seconds since the epoch internally, and RFC 3339 in responses. */
const DateTime = new GraphQLScalarType<Date, Date>({
  name: 'DateTime',
  description: 'A time in the format of RFC 3339.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (seconds) => DateTimeResolver.serialize(new Date(Number(seconds) * 1000)) as Date,
  parseValue: (value) => DateTimeResolver.parseValue(value),
  parseLiteral: (node, variables) => DateTimeResolver.parseLiteral(node, variables),
});

/** Byte counts and counters exceed the 32 bits of Int: integers, exact to 53 bits. */
const SafeInt = new GraphQLScalarType({
  ...SafeIntResolver.toConfig(),
  description: 'An integer, exact to 53 bits, for bytes and counters.',
});

/** The custom scalars. */
export const scalars = {
  typeDefs: 'scalar DateTime\nscalar SafeInt',
  resolvers: { DateTime, SafeInt },
};
