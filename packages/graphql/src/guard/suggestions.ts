import type { GraphQLError } from 'graphql';
import { copyError } from '../errors.js';

/** Removes "Did you mean" from an error, which reveals names of the schema. */
export const removeSuggestion = (error: GraphQLError): GraphQLError =>
  copyError(error, { message: error.message.replace(/ Did you mean .*$/s, '') });
