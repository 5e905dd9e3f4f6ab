import { Readable } from 'node:stream';
import { forEachYielding } from '@psutil/native/internal/time-slice';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { maskError } from './errors.js';
import { type Answers, answersOf } from './guard/answers.js';
import type { NodeContext } from './guard/concurrency-plugin.js';
import { serialize } from './serialize.js';

/** Returns errors with internal errors masked. */
async function maskErrors(errors: readonly GraphQLError[]): Promise<GraphQLError[]> {
  const masked: GraphQLError[] = [];
  await forEachYielding(errors, (error) => masked.push(maskError(error) as GraphQLError));
  return masked;
}

/** A result, with the chunks of its JSON. */
export interface Answer {
  /** The result, without data. */
  readonly result: ExecutionResult;
  readonly chunks: readonly Buffer[];
}

/** Serializes a result within the budget of its answer, or the error that it exceeds the budget. */
async function serializeWithin(masked: ExecutionResult, answers: Answers | undefined): Promise<Answer> {
  try {
    const budget = answers?.newest;
    const chunks = await serialize(masked, (bytes) => budget?.serialized(bytes));
    budget?.settle(chunks.reduce((sum, { length }) => sum + length, 0));
    return { result: masked, chunks };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const result = { errors: [error] };
    return { result, chunks: await serialize(result, () => {}) };
  }
}

/**
 * Returns the answer of a result. Its result has no data, and at most one error: the one that sets the HTTP status.
 */
async function createAnswer(unmasked: ExecutionResult, answers: Answers | undefined): Promise<Answer> {
  const allErrors = unmasked.errors && (await maskErrors(unmasked.errors));
  const masked = { ...unmasked, ...(allErrors ? { errors: allErrors } : {}) };
  const { result, chunks } = await serializeWithin(masked, answers);
  const { errors } = result;
  const statusError = errors?.find(({ extensions }) => extensions['http']) ?? errors?.[0];
  const { data, ...rest } = result;
  return {
    // The presence of data may set the status.
    result: { ...rest, ...('data' in result && { data: null }), ...(statusError && { errors: [statusError] }) },
    chunks,
  };
}

/** Returns a result that GraphQL Yoga sends as the text of an answer. */
const withText = ({ result, chunks }: Answer) => Object.assign(result, { stringify: () => chunks.join('') });

/**
 * Returns the answers of a subscription, one per event. When an event is too large, its error is the last answer. When
 * the client disconnects, the subscription ends without waiting for the next event.
 */
function createAnswers<T>(
  results: AsyncIterable<ExecutionResult>,
  answers: Answers | undefined,
  convert: (answer: Answer) => T,
): AsyncIterableIterator<T> {
  const iterator = results[Symbol.asyncIterator]();
  const aborted = answers?.aborted ?? new Promise<never>(() => {});
  aborted.catch(() => {}); // The next race rejects with it.
  let isEnded = false;
  const end = async () => {
    isEnded = true;
    answers?.release();
    await iterator.return?.();
    return { done: true as const, value: undefined };
  };
  const events: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => events,
    async next() {
      if (isEnded) return { done: true, value: undefined };
      answers?.releaseSent();
      try {
        const { done, value } = await Promise.race([iterator.next(), aborted]);
        if (done) return { done, value };
        const answer = await createAnswer(value, answers);
        if (answers?.isAborted) void end(); // The answer is the error.
        return { done: false, value: convert(answer) };
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        void end();
        return { done: false, value: convert(await createAnswer({ errors: [error] }, undefined)) };
      }
    },
    return: end,
  };
  return events;
}

const isSubscription = (result: object): result is AsyncIterable<ExecutionResult> => Symbol.asyncIterator in result;

/** Returns the answers to the operation of a request: one, or one per event of a subscription. */
export async function* answersTo(
  result: ExecutionResult | AsyncIterable<ExecutionResult>,
  request: Request,
): AsyncGenerator<Answer> {
  const answers = answersOf(request);
  if (!isSubscription(result)) return yield createAnswer(result, answers);
  const events = createAnswers(result, answers, (answer) => answer);
  const end = () => void events.return?.();
  if (request.signal.aborted) return end();
  request.signal.addEventListener('abort', end, { once: true });
  yield* events;
}

/** Whether the response may be an event stream or have several parts, which contain the JSON. */
const mayWrap = ({ headers }: Request) => /\b(text|multipart)\//i.test(headers.get('accept') ?? '');

/**
 * A plugin that masks errors, and serializes responses in time slices and sends them in chunks, so that a long response
 * does not block the event loop.
 */
export function sendResponses(): Plugin<object, NodeContext> {
  const chunksOf = new WeakMap<Request, readonly Buffer[]>();
  return {
    async onResultProcess({ request, result, setResult, serverContext }) {
      if (!result || Array.isArray(result)) return;
      const answers = answersOf(request);
      if (isSubscription(result)) return setResult(createAnswers(result, answers, withText));
      const answer = await createAnswer(result as ExecutionResult, answers);
      if (!serverContext.res) answers?.release(); // The end of the response is unknown.
      if (answer.chunks.length === 1 || mayWrap(request)) return setResult(withText(answer));
      chunksOf.set(request, answer.chunks);
      return setResult(Object.assign(answer.result, { stringify: () => '' }));
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const { status, headers } = response;
      const type = headers.get('content-type') ?? '';
      // Clients of event streams read the errors of invalid operations from events, and repeat failed requests.
      if (status === 400 && type.includes('event-stream')) {
        return setResponse(new fetchAPI.Response(response.body, { status: 200, headers }));
      }
      const chunks = chunksOf.get(request);
      if (!chunks || !type.includes('json')) return;
      headers.set('content-length', String(chunks.reduce((sum, { length }) => sum + length, 0)));
      setResponse(new fetchAPI.Response(Readable.from(chunks) as unknown as ReadableStream, { status, headers }));
    },
  };
}
