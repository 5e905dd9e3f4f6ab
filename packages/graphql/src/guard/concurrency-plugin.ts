import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { OperationStream } from '../transport/operation-stream.js';
import { ConcurrencyLimiter, type Release } from './concurrency-limiter.js';
import { type HttpError, toError, toResponse } from './http-error.js';
import { IncompleteBodies } from './incomplete-bodies.js';
import type { Limits } from './limits.js';
import { limitSending, limitStall } from './send-timeout.js';

/** The stream to which the response to an operation is written. */
export type ResponseStream = ServerResponse | OperationStream;

/** The context that Node.js servers provide with a request; other servers provide none. */
export interface NodeContext {
  readonly req?: IncomingMessage;
  readonly res?: ResponseStream;
}

/** Returns the address of the client, if a Node.js server provides it. */
export const clientOf = ({ req }: NodeContext): string | undefined => req?.socket?.remoteAddress;

const pipelinedError: HttpError = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'Pipelined operations are not allowed.',
  headers: { 'retry-after': '1' },
};

/**
 * A plugin that acquires a slot for each operation, from the end of its body to the end of its response, and replaces
 * it by one for a subscription. A response closes when it is sent, when its client disconnects or when it takes too
 * long, so that every slot is released.
 */
export function concurrencyPlugin(limits: Limits): Plugin<object, NodeContext> {
  const queryLimiter = new ConcurrencyLimiter('operations', limits.queries);
  const subscriptionLimiter = new ConcurrencyLimiter('subscriptions', limits.subscriptions);
  const bodies = new IncompleteBodies(limits.bodies);
  const releases = new WeakMap<ResponseStream, Release>();

  function acquire(
    limiter: ConcurrencyLimiter,
    { req, res }: NodeContext,
    limitTime: (response: ResponseStream) => Release,
  ): HttpError | undefined {
    if (!res || res.closed) return undefined;
    const release = limiter.acquire(req?.socket.remoteAddress ?? '');
    if (typeof release !== 'function') return release;
    if (!releases.has(res)) res.once('close', () => releases.get(res)?.());
    releases.get(res)?.();
    const cancel = limitTime(res);
    releases.set(res, () => {
      release();
      cancel();
    });
    return undefined;
  }

  return {
    onRequest({ request, serverContext: { req, res }, endResponse, fetchAPI }) {
      if (request.method !== 'POST' || !res || res.closed) return;
      // A pipelined request waits for the previous response, and would not close with its connection.
      if ('socket' in res && res.socket === null) return endResponse(toResponse(pipelinedError, fetchAPI.Response));
      bodies.add(res, req?.socket.remoteAddress ?? '');
    },
    onParams({ context, setResult }) {
      const { res } = context as NodeContext;
      if (res) bodies.delete(res);
      const httpError = acquire(queryLimiter, context as NodeContext, (response) =>
        limitSending(response, limits.time),
      );
      if (httpError) setResult({ errors: [toError(httpError)] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const context = args.contextValue as NodeContext;
      const httpError = acquire(subscriptionLimiter, context, (response) => limitStall(response, limits.time));
      if (httpError) setResultAndStopExecution({ errors: [toError(httpError)] });
    },
  };
}
