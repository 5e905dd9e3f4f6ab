import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maskError } from './errors.js';

/** Maximum length of a list whose elements are serialized in several chunks each. */
const maxShortList = 16;

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value);

/** Serializes a value to JSON in chunks, none of which is long. */
function* serializeValue(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      yield index === 0 ? '[' : ',';
      if (value.length > maxShortList) yield JSON.stringify(element);
      else yield* serializeValue(element);
    }
    yield value.length === 0 ? '[]' : ']';
  } else if (isPlainObject(value)) {
    yield* serializeObject(Object.entries(value));
  } else {
    yield JSON.stringify(value);
  }
}

function* serializeObject(entries: readonly [name: string, value: unknown][]): Generator<string> {
  for (const [index, [name, value]] of entries.entries()) {
    yield `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    yield* serializeValue(value);
  }
  yield entries.length === 0 ? '{}' : '}';
}

/** Returns an error as clients see it, without the extensions that are internal to the server. */
function publicError(error: GraphQLError): object {
  const { extensions, ...rest } = error.toJSON();
  const { http, unexpected, ...clientExtensions } = extensions ?? {};
  return { ...rest, ...(Object.keys(clientExtensions).length > 0 ? { extensions: clientExtensions } : {}) };
}

function* serializeErrors(errors: readonly GraphQLError[]): Generator<string> {
  for (const [index, error] of errors.entries()) yield (index === 0 ? '[' : ',') + JSON.stringify(publicError(error));
  yield ']';
}

function* serializeResult({ data, errors }: ExecutionResult): Generator<string> {
  yield errors ? '{"errors":' : '{';
  if (errors) yield* serializeErrors(errors);
  if (errors && data !== undefined) yield ',';
  if (data !== undefined) yield '"data":';
  if (data !== undefined) yield* serializeValue(data);
  yield '}';
}

/** Returns errors with internal errors masked. */
async function maskErrors(errors: readonly GraphQLError[]): Promise<GraphQLError[]> {
  const masked: GraphQLError[] = [];
  await forEachYielding(errors, (error) => masked.push(maskError(error) as GraphQLError));
  return masked;
}

/** Returns a result with its serialized response, and with at most one error: the one that sets the HTTP status. */
async function createResponse(result: ExecutionResult): Promise<ExecutionResult> {
  const errors = result.errors && (await maskErrors(result.errors));
  const masked: ExecutionResult = { ...result, ...(errors ? { errors } : {}) };
  let text = '';
  await forEachYielding(serializeResult(masked), (chunk) => {
    text += chunk;
  });
  const statusError = errors?.find(({ extensions }) => extensions['http']) ?? errors?.[0];
  return Object.assign(masked, statusError ? { errors: [statusError] } : {}, { stringify: () => text });
}

/**
 * Returns the responses of a subscription, one per event. When the client disconnects, the subscription ends without
 * waiting for the next event.
 */
function createResponses(results: AsyncIterable<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
  const iterator = results[Symbol.asyncIterator]();
  const events: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => events,
    async next() {
      const { done, value } = await iterator.next();
      return done ? { done, value } : { done: false, value: await createResponse(value) };
    },
    return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
  };
  return events;
}

const isSubscription = (result: object): result is AsyncIterable<ExecutionResult> => Symbol.asyncIterator in result;

/**
 * A plugin that serializes responses in time slices, so that a long one does not block the event loop, and masks
 * errors.
 */
export const serializeResponses: Plugin = {
  async onResultProcess({ result, setResult }) {
    if (!result || Array.isArray(result)) return;
    setResult(isSubscription(result) ? createResponses(result) : await createResponse(result as ExecutionResult));
  },
};
