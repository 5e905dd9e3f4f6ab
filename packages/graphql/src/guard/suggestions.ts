import type { GraphQLError } from 'graphql';
import { changed } from '../errors.js';

/** Returns an error without the names of the schema that it suggests. */
export const withoutSuggestion = (error: GraphQLError): GraphQLError =>
  changed(error, { message: error.message.replace(/ Did you mean .*$/s, '') });
