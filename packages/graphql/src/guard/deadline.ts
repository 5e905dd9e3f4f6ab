import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../fields.js';
import type { Limits } from './limits.js';

const tooLong = (milliseconds: number) =>
  new GraphQLError(`The response took longer than ${milliseconds / 1000} seconds.`, {
    extensions: { code: 'TIMEOUT_EXPIRED', http: { status: 503 } },
  });

const tooMuch = (elements: number) =>
  new GraphQLError(`The response has more than ${elements} list elements.`, {
    extensions: { code: 'ANSWER_TOO_LONG', http: { status: 400 } },
  });

/** Counts the list elements of each response, and aborts an operation with too many, as all of them are in memory. */
function counting(max: number, end: (error: GraphQLError) => void): Context['count'] {
  const counts = new WeakMap<object, number>();
  return (elements, answer) => {
    const count = (counts.get(answer) ?? 0) + elements;
    counts.set(answer, count);
    if (count <= max) return;
    const error = tooMuch(max);
    end(error);
    throw error;
  };
}

/**
 * A plugin that aborts an operation that takes too long, returns too much, or whose client has disconnected. Pending
 * reads are aborted by the signal of the context.
 */
export function deadline({ time, elements }: Pick<Limits, 'time' | 'elements'>): Plugin<Context> {
  return {
    onExecute({ context, executeFn, setExecuteFn, extendContext }) {
      const controller = new AbortController();
      const { signal: client } = (context as YogaInitialContext).request;
      const leave = () => controller.abort(client.reason);
      client.addEventListener('abort', leave, { once: true });
      const timer = setTimeout(() => controller.abort(tooLong(time)), time);
      extendContext({ signal: controller.signal, count: counting(elements, (error) => controller.abort(error)) });
      setExecuteFn(async (args) => {
        try {
          return await executeFn(Object.assign(args, { signal: controller.signal }));
        } catch (error) {
          if (!client.aborted && error === controller.signal.reason) return { errors: [error] };
          throw error;
        } finally {
          clearTimeout(timer);
          client.removeEventListener('abort', leave);
        }
      });
    },
    onSubscribe({ args, extendContext }) {
      const controller = new AbortController();
      Object.assign(args, { signal: controller.signal });
      extendContext({ count: counting(elements, (error) => controller.abort(error)) });
    },
  };
}
