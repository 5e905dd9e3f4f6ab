import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maskError } from './errors.js';

/** Length of a list from which it is serialized element by element. */
const longList = 16;

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value);

/** Serializes a value to JSON in chunks, none of which is long. */
function* piecesOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      yield index === 0 ? '[' : ',';
      if (value.length > longList) yield JSON.stringify(element);
      else yield* piecesOf(element);
    }
    yield value.length === 0 ? '[]' : ']';
  } else if (isPlain(value)) {
    yield* piecesOfObject(Object.entries(value));
  } else {
    yield JSON.stringify(value);
  }
}

function* piecesOfObject(entries: readonly [name: string, value: unknown][]): Generator<string> {
  for (const [index, [name, value]] of entries.entries()) {
    yield `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    yield* piecesOf(value);
  }
  yield entries.length === 0 ? '{}' : '}';
}

/** Returns an error as clients see it, without the extensions for the server. */
function withCode(error: GraphQLError): object {
  const { extensions, ...rest } = error.toJSON();
  const { http, unexpected, ...open } = extensions ?? {};
  return { ...rest, ...(Object.keys(open).length > 0 ? { extensions: open } : {}) };
}

function* piecesOfErrors(errors: readonly GraphQLError[]): Generator<string> {
  for (const [index, error] of errors.entries()) yield (index === 0 ? '[' : ',') + JSON.stringify(withCode(error));
  yield ']';
}

function* piecesOfResult({ data, errors }: ExecutionResult): Generator<string> {
  yield errors ? '{"errors":' : '{';
  if (errors) yield* piecesOfErrors(errors);
  if (errors && data !== undefined) yield ',';
  if (data !== undefined) yield '"data":';
  if (data !== undefined) yield* piecesOf(data);
  yield '}';
}

/** Returns errors as clients see them. */
async function masked(errors: readonly GraphQLError[]): Promise<GraphQLError[]> {
  const shown: GraphQLError[] = [];
  await forEachYielding(errors, (error) => shown.push(maskError(error) as GraphQLError));
  return shown;
}

/** Makes the response of a result; one error may set the status. */
async function written(result: ExecutionResult): Promise<ExecutionResult> {
  const errors = result.errors && (await masked(result.errors));
  const shown: ExecutionResult = { ...result, ...(errors ? { errors } : {}) };
  let text = '';
  await forEachYielding(piecesOfResult(shown), (piece) => {
    text += piece;
  });
  const telling = errors?.find(({ extensions }) => extensions['http']) ?? errors?.[0];
  return Object.assign(shown, telling ? { errors: [telling] } : {}, { stringify: () => text });
}

/**
 * Makes the response of a subscription, an event at a time. When the client disconnects, it does not wait for the next
 * event.
 */
function writtenEach(results: AsyncIterable<ExecutionResult>): AsyncIterableIterator<ExecutionResult> {
  const iterator = results[Symbol.asyncIterator]();
  const events: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => events,
    async next() {
      const { done, value } = await iterator.next();
      return done ? { done, value } : { done: false, value: await written(value) };
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
    setResult(isSubscription(result) ? writtenEach(result) : await written(result as ExecutionResult));
  },
};
