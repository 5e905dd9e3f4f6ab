import type { IncomingMessage } from 'node:http';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GraphQLParams, YogaServerInstance } from 'graphql-yoga';
import { maskError } from '../errors.js';
import type { Context } from '../fields.js';
import type { NodeContext } from '../guard/concurrency-plugin.js';
import { RequestWithValidUrl } from '../guard/valid-url.js';
import { answersTo } from '../responses.js';
import { publicError } from '../serialize.js';
import type { OperationStream } from './operation-stream.js';

/** The handler that executes operations with its limits. */
export type Handler = Pick<YogaServerInstance<NodeContext, Context>, 'getEnveloped' | 'getResultForParams'>;

/** An operation of a connection that carries several. */
export interface Operation {
  readonly params: GraphQLParams;
  /** The request that opened the connection; undefined if the server does not provide it. */
  readonly req: IncomingMessage | undefined;
  readonly stream: OperationStream;
  /** Aborted when the client completes the operation or disconnects. */
  readonly signal: AbortSignal;
  /** Returns the message with a result, whose JSON is in chunks. */
  readonly format: (chunks: readonly Buffer[]) => Buffer;
}

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

async function resultOf(handler: Handler, request: Request, { params, req, stream }: Operation): Promise<Result> {
  try {
    const context = { ...(req && { req }), res: stream };
    return (await handler.getResultForParams({ params, request }, context as never)) as Result;
  } catch (error) {
    if (request.signal.aborted) return { errors: [] };
    return { errors: [maskError(error) as GraphQLError] };
  }
}

/**
 * Runs an operation through the limits and checks of requests, and sends its results. Returns the errors of an operation
 * that is not executed.
 */
export async function runOperation(
  handler: Handler,
  operation: Operation,
): Promise<readonly GraphQLFormattedError[] | undefined> {
  const { stream, signal, format } = operation;
  const request = new RequestWithValidUrl('http://localhost/', { method: 'POST', signal });
  try {
    const result = await resultOf(handler, request, operation);
    if (signal.aborted) return undefined;
    if ('errors' in result && !('data' in result)) return result.errors?.map(publicError);
    for await (const { chunks } of answersTo(result, request)) {
      if (!signal.aborted) await stream.send(format(chunks));
    }
  } catch (error) {
    if (!stream.destroyed && !signal.aborted) return [publicError(maskError(error) as GraphQLError)];
  } finally {
    stream.end();
  }
  return undefined;
}
