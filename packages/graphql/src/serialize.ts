import { forEachYielding } from '@psutil/native/internal/time-slice';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

/** Size of a chunk of a response, in UTF-16 code units. */
const chunkLength = 64 * 1024;
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
export function publicError(error: GraphQLError): GraphQLFormattedError {
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

/**
 * Serializes a result to chunks of JSON in UTF-8, in time slices. `onBytes` receives the size so far, and may throw.
 */
export async function serialize(result: ExecutionResult, onBytes: (bytes: number) => void): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let text = '';
  const flush = () => {
    const chunk = Buffer.from(text);
    text = '';
    bytes += chunk.length;
    onBytes(bytes);
    chunks.push(chunk);
  };
  await forEachYielding(serializeResult(result), (piece) => {
    text += piece;
    if (text.length >= chunkLength) flush();
  });
  flush();
  return chunks;
}
