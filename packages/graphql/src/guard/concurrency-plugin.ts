import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { ConcurrencyLimiter, type Release } from './concurrency-limiter.js';
import { type HttpError, toError, toResponse } from './http-error.js';
import type { Limits } from './limits.js';

/** The context that Node.js servers provide with a request; other servers provide none. */
export interface NodeContext {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
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
 * A plugin that acquires a slot for each operation, from its body to the end of its response, and replaces it by one
 * for a subscription. A response closes even if the client disconnects, so that every slot is released.
 */
export function concurrencyPlugin({
  queries,
  subscriptions,
}: Pick<Limits, 'queries' | 'subscriptions'>): Plugin<object, NodeContext> {
  const queryLimiter = new ConcurrencyLimiter('operations', queries);
  const subscriptionLimiter = new ConcurrencyLimiter('subscriptions', subscriptions);
  const releases = new WeakMap<ServerResponse, Release>();

  function acquire(limiter: ConcurrencyLimiter, { req, res }: NodeContext): HttpError | undefined {
    if (!res || res.closed) return undefined;
    // A pipelined request waits for the previous response, and would not close with its connection.
    if (res.socket === null) return pipelinedError;
    const release = limiter.acquire(req?.socket.remoteAddress ?? '');
    if (typeof release !== 'function') return release;
    if (!releases.has(res)) res.once('close', () => releases.get(res)?.());
    releases.get(res)?.();
    releases.set(res, release);
    return undefined;
  }

  return {
    onRequest({ request, serverContext, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const httpError = acquire(queryLimiter, serverContext);
      if (httpError) endResponse(toResponse(httpError, fetchAPI.Response));
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const httpError = acquire(subscriptionLimiter, args.contextValue as NodeContext);
      if (httpError) setResultAndStopExecution({ errors: [toError(httpError)] });
    },
  };
}
