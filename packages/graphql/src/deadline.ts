import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from './fields.js';

/** Ends an operation that takes too long, and one whose client has gone: what it waits for hears of it by its signal. */
export function deadline(milliseconds: number): Plugin<Context> {
  const tooLong = () =>
    new GraphQLError(`The answer took longer than ${milliseconds / 1000} seconds.`, {
      extensions: { code: 'TIMEOUT_EXPIRED', http: { status: 503 } },
    });
  return {
    onExecute({ context, executeFn, setExecuteFn, extendContext }) {
      const controller = new AbortController();
      const { signal: client } = (context as YogaInitialContext).request;
      const leave = () => controller.abort(client.reason);
      client.addEventListener('abort', leave, { once: true });
      const timer = setTimeout(() => controller.abort(tooLong()), milliseconds);
      extendContext({ signal: controller.signal });
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
  };
}
