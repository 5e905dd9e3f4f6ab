import type { GraphQLError } from 'graphql';
import { changed } from '../errors.js';

/** An error without what it tells of names in the schema that its reader did not know. */
export const withoutSuggestion = (error: GraphQLError): GraphQLError =>
  changed(error, { message: error.message.replace(/ Did you mean .*$/s, '') });
