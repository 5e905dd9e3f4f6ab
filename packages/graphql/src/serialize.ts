import { forEachYielding } from '@psutil/native/collect';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maskError } from './errors.js';

/** Lists of so many are written element by element. */
const longList = 16;

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value);

/** The JSON of a value in pieces, of which none is long. */
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

/** An error as clients see it: without what it says to the server. */
function told(error: GraphQLError): object {
  const { extensions, ...rest } = error.toJSON();
  const { http, unexpected, ...open } = extensions ?? {};
  return { ...rest, ...(Object.keys(open).length > 0 ? { extensions: open } : {}) };
}

function* piecesOfErrors(errors: readonly GraphQLError[]): Generator<string> {
  for (const [index, error] of errors.entries()) yield (index === 0 ? '[' : ',') + JSON.stringify(told(error));
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

/** Errors as clients see them. */
async function masked(errors: readonly GraphQLError[]): Promise<GraphQLError[]> {
  const shown: GraphQLError[] = [];
  await forEachYielding(errors, (error) => shown.push(maskError(error) as GraphQLError));
  return shown;
}

/** A result as the server sends it: the text is there, and one error tells the status. */
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

/** The same of each event of a subscription. Who leaves does not wait for the next. */
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

/** Writes answers with breaks, so that a long one keeps the event loop from nothing else; with errors masked. */
export const answers: Plugin = {
  async onResultProcess({ result, setResult }) {
    if (!result || Array.isArray(result)) return;
    setResult(isSubscription(result) ? writtenEach(result) : await written(result as ExecutionResult));
  },
};
