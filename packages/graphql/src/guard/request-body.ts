import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Limits } from './limits.js';

const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether variables have too many values or are nested too deeply: GraphQL coerces them recursively. */
function exceedsLimits(root: unknown, { values, depth }: Limits['variables']): boolean {
  let level: unknown[] = [root];
  let count = 0;
  for (let nesting = 0; level.length > 0; nesting += 1) {
    count += level.length;
    if (count > values || nesting > depth) return true;
    level = level.filter(isObject).flatMap((value) => Object.values(value));
  }
  return false;
}

/** Returns the JSON of a request body. The parser of GraphQL Yoga accepts the media type in lower case only. */
async function parseBody(request: Request): Promise<GraphQLParams> {
  try {
    return await request.json();
  } catch (error) {
    if (error instanceof GraphQLError) throw error; // The body is too large.
    throw badRequest('The body is not valid JSON.');
  }
}

/** Returns the JSON of a parameter; null if it is absent or empty. */
function parseJson(text: string | null, name: string): never | null {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    throw badRequest(`${name} must be JSON.`);
  }
}

/** Returns the parameters of a GET request. */
function parseUrl({ url }: Request): GraphQLParams {
  const { searchParams } = new URL(url);
  const params = {
    query: searchParams.get('query'),
    operationName: searchParams.get('operationName') || null,
    variables: parseJson(searchParams.get('variables'), 'variables'),
    extensions: parseJson(searchParams.get('extensions'), 'extensions'),
  };
  return params as unknown as GraphQLParams; // A missing query is rejected with the other parameters.
}

/** A plugin that parses and validates the body or the URL of a request, in addition to the checks of GraphQL Yoga. */
export function requestBody({ variables }: Pick<Limits, 'variables'>): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      setRequestParser(request.method === 'GET' ? parseUrl : parseBody);
    },
    onParams({ params }) {
      const { query, operationName, variables: provided } = (params ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof query !== 'string') throw badRequest('query must be a string.');
      if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
        throw badRequest('operationName must be a string.');
      }
      if (exceedsLimits(provided, variables))
        throw badRequest('The variables contain too many values, or are nested too deeply.');
    },
  };
}
