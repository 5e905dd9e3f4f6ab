import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../fields.js';
import type { Limits } from './limits.js';

const timeoutError = (milliseconds: number) =>
  new GraphQLError(`The response took longer than ${milliseconds / 1000} seconds.`, {
    extensions: { code: 'TIMEOUT_EXPIRED', http: { status: 503 } },
  });

const tooManyElementsError = (elements: number) =>
  new GraphQLError(`The response has more than ${elements} list elements.`, {
    extensions: { code: 'ANSWER_TOO_LONG', http: { status: 400 } },
  });

/** Counts the list elements of each response. An operation with too many is aborted, as all of them are in memory. */
function elementCounter(max: number, abort: (error: GraphQLError) => void): Context['count'] {
  const counts = new WeakMap<object, number>();
  return (elements, response) => {
    const count = (counts.get(response) ?? 0) + elements;
    counts.set(response, count);
    if (count <= max) return;
    const error = tooManyElementsError(max);
    abort(error);
    throw error;
  };
}

/**
 * A plugin that aborts an operation that takes too long, returns too many list elements, or whose client has
 * disconnected. The signal of the context aborts pending reads.
 */
export function deadline({ time, elements }: Pick<Limits, 'time' | 'elements'>): Plugin<Context> {
  return {
    onExecute({ context, executeFn, setExecuteFn, extendContext }) {
      const controller = new AbortController();
      const { signal: client } = (context as YogaInitialContext).request;
      const onDisconnect = () => controller.abort(client.reason);
      client.addEventListener('abort', onDisconnect, { once: true });
      const timer = setTimeout(() => controller.abort(timeoutError(time)), time);
      extendContext({ signal: controller.signal, count: elementCounter(elements, (error) => controller.abort(error)) });
      setExecuteFn(async (args) => {
        try {
          return await executeFn(Object.assign(args, { signal: controller.signal }));
        } catch (error) {
          if (!client.aborted && error === controller.signal.reason) return { errors: [error] };
          throw error;
        } finally {
          clearTimeout(timer);
          client.removeEventListener('abort', onDisconnect);
        }
      });
    },
    onSubscribe({ args, extendContext }) {
      const controller = new AbortController();
      Object.assign(args, { signal: controller.signal });
      extendContext({ count: elementCounter(elements, (error) => controller.abort(error)) });
    },
  };
}
