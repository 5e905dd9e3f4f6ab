import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { Cap, type Release } from './concurrency-limiter.js';
import { type Refusal, toError, toResponse } from './http-error.js';
import type { Limits } from './limits.js';

/** What Node's servers hand on beside a request; others hand on nothing. */
export interface NodeContext {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
}

/** The address that a request came from, where a Node server tells. */
export const clientOf = ({ req }: NodeContext): string | undefined => req?.socket?.remoteAddress;

const pipelined: Refusal = {
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'Operations come over a connection one after the other.',
  headers: { 'retry-after': '1' },
};

/**
 * Takes a place for each operation, from its body to the end of its answer, and another in its stead for a
 * subscription. A response closes however it ends, also when its client goes: no place is lost.
 */
export function places({
  queries,
  subscriptions,
}: Pick<Limits, 'queries' | 'subscriptions'>): Plugin<object, NodeContext> {
  const ofQueries = new Cap('operations', queries);
  const ofSubscriptions = new Cap('subscriptions', subscriptions);
  const held = new WeakMap<ServerResponse, Release>();

  function take(cap: Cap, { req, res }: NodeContext): Refusal | undefined {
    if (!res || res.closed) return undefined;
    // It waits for the answer to another, and would not close with its connection.
    if (res.socket === null) return pipelined;
    const release = cap.take(req?.socket.remoteAddress ?? '');
    if (typeof release !== 'function') return release;
    if (!held.has(res)) res.once('close', () => held.get(res)?.());
    held.get(res)?.();
    held.set(res, release);
    return undefined;
  }

  return {
    onRequest({ request, serverContext, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const refusal = take(ofQueries, serverContext);
      if (refusal) endResponse(toResponse(refusal, fetchAPI.Response));
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = take(ofSubscriptions, args.contextValue as NodeContext);
      if (refusal) setResultAndStopExecution({ errors: [toError(refusal)] });
    },
  };
}
