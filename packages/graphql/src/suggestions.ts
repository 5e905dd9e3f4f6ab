import { GraphQLError } from 'graphql';
import { changed } from './errors.js';

/** An error without what it tells of names in the schema that its reader did not know. */
export function withoutSuggestion(error: Error): Error {
  const message = error.message.replace(/ Did you mean .*$/s, '');
  return error instanceof GraphQLError && message !== error.message ? changed(error, { message }) : error;
}
