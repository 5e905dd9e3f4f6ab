import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { answers } from './answer.js';
import { example } from './example.js';
import type { Context } from './fields.js';
import { onlyJson } from './only-json.js';
import { schema } from './schema.js';

/** Options of {@link createPsutilYoga}. */
export interface PsutilYogaOptions {
  /** Path of the endpoint: usually `/graphql`. */
  readonly endpoint?: string | undefined;
  /** Whether a browser that opens the endpoint is shown GraphiQL: usually not. */
  readonly graphiql?: boolean | undefined;
  /** Whether clients may see the environments of processes, where passwords often are: usually not. */
  readonly allowEnviron?: boolean | undefined;
}

/** The graph as a handler of requests, for any server that takes fetch's or Node's. It answers no other site's pages. */
export function createPsutilYoga(options: PsutilYogaOptions = {}): YogaServerInstance<object, Context> {
  const { endpoint = '/graphql', graphiql = false, allowEnviron = false } = options;
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: endpoint,
    context: ({ request }) => ({ signal: request.signal, allowEnviron }),
    cors: false,
    graphiql: graphiql && { title: 'psutil', defaultQuery: example },
    renderGraphiQL,
    landingPage: false,
    logging: false,
    maskedErrors: false, // by `answers`
    plugins: [answers, onlyJson, useCSRFPrevention()],
  });
}
