import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Context } from './fields.js';
import { gate } from './guard/access-control.js';
import { clientOf, type NodeContext, places } from './guard/concurrency-plugin.js';
import { deadline } from './guard/deadline.js';
import { documents } from './guard/document-validation.js';
import { type Limits, usualLimits } from './guard/limits.js';
import { requestBody } from './guard/request-body.js';
import { checked, type PsutilYogaOptions } from './options.js';
import { printableLine } from './printable.js';
import { schema, schemaWithMutations } from './schema.js';
import { answers } from './serialize.js';

/** As {@link createPsutilYoga}, within limits. */
export function yogaWithin(limits: Limits, options: PsutilYogaOptions): YogaServerInstance<NodeContext, Context> {
  const settled = checked(options);
  const { endpoint, allowEnviron, allowIntrospection, allowMutations } = settled;
  return createYoga<NodeContext, Context>({
    schema: allowMutations ? schemaWithMutations : schema,
    graphqlEndpoint: endpoint,
    // No address holds a space: it answers no questions about its health, which would come before the gate.
    healthCheckEndpoint: ' ',
    context: ({ request, ...server }) => ({
      signal: request.signal,
      allowEnviron,
      client: clientOf(server),
      log: (line) => console.error(printableLine(line)),
    }),
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    maskedErrors: false, // by `answers`
    maxRequestBodySize: limits.body,
    // It would keep what clients send, as many as a thousand documents.
    parserAndValidationCache: false,
    plugins: [
      answers,
      gate(settled),
      useCSRFPrevention(),
      places(limits),
      requestBody(limits),
      documents(limits.document, allowIntrospection),
      deadline(limits),
    ],
  });
}

/**
 * The graph as a handler of requests, for any server that takes fetch's or Node's. It answers no other site's pages but
 * those of `allowOrigins`. The server around it must check the `Host` header, or leave that to it by `allowHosts`.
 *
 * @throws {TypeError} Where an option is not what it must be.
 */
export function createPsutilYoga(options: PsutilYogaOptions = {}): YogaServerInstance<object, Context> {
  return yogaWithin(usualLimits, options);
}
