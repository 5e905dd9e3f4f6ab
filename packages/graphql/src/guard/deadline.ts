import { GraphQLError } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../fields.js';
import { AnswerBudgets } from './answer-budget.js';
import { Answers, openAnswers } from './answers.js';
import type { NodeContext } from './concurrency-plugin.js';
import type { Limits } from './limits.js';

const timeoutError = (milliseconds: number) =>
  new GraphQLError(`The response took longer than ${milliseconds / 1000} seconds.`, {
    extensions: { code: 'TIMEOUT_EXPIRED', http: { status: 503 } },
  });

/**
 * A plugin that aborts an operation that takes too long, whose answer becomes too large, or whose client has
 * disconnected. The signal of the context aborts pending reads.
 */
export function deadline({ time, answers: limits }: Pick<Limits, 'time' | 'answers'>): Plugin<Context, NodeContext> {
  const budgets = new AnswerBudgets(limits);

  /** Starts to count the answers to an operation. */
  const open = (context: YogaInitialContext & NodeContext, controller: AbortController): Answers =>
    openAnswers(context.request, context.res, new Answers(budgets, controller));

  return {
    onExecute({ context, executeFn, setExecuteFn, extendContext }) {
      const controller = new AbortController();
      const { signal: client } = (context as YogaInitialContext).request;
      const onDisconnect = () => controller.abort(client.reason);
      client.addEventListener('abort', onDisconnect, { once: true });
      const timer = setTimeout(() => controller.abort(timeoutError(time)), time);
      const { signal } = controller;
      const answers = open(context as YogaInitialContext & NodeContext, controller).openQuery();
      extendContext({ signal, budgetOf: (rootValue) => answers.of(rootValue) });
      setExecuteFn(async (args) => {
        try {
          // The executor does not receive the signal: it would create an error for each pending field.
          return await Promise.race([executeFn(args), answers.aborted]);
        } catch (error) {
          if (!client.aborted && error === signal.reason) return { errors: [error] };
          throw error;
        } finally {
          clearTimeout(timer);
          client.removeEventListener('abort', onDisconnect);
        }
      });
    },
    onSubscribe({ args, extendContext }) {
      const answers = open(args.contextValue as YogaInitialContext & NodeContext, new AbortController());
      extendContext({ budgetOf: (rootValue) => answers.of(rootValue) });
    },
  };
}
