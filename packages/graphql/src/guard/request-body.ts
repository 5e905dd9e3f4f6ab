import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Limits } from './limits.js';

const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether values are nested too deeply or too many: they are visited recursively. */
function isTooMuch(root: unknown, { values, depth }: Limits['variables']): boolean {
  let level: unknown[] = [root];
  let seen = 0;
  for (let down = 0; level.length > 0; down += 1) {
    seen += level.length;
    if (seen > values || down > depth) return true;
    level = level.filter(isObject).flatMap((value) => Object.values(value));
  }
  return false;
}

/** A plugin that checks the JSON of a request beyond the checks of the server. */
export function requestBody({ variables }: Pick<Limits, 'variables'>): Plugin {
  return {
    onParams({ params }) {
      const { query, operationName, variables: given } = (params ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof query !== 'string') throw badRequest('query must be a string.');
      if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
        throw badRequest('operationName must be a string.');
      }
      if (isTooMuch(given, variables)) throw badRequest('The variables hold too many values.');
    },
  };
}
