import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Context } from './fields.js';
import { AccessChecks, accessControl } from './guard/access-control.js';
import { ConcurrencyLimiter } from './guard/concurrency-limiter.js';
import { clientOf, concurrencyPlugin, type NodeContext } from './guard/concurrency-plugin.js';
import { deadline } from './guard/deadline.js';
import { documentValidation } from './guard/document-validation.js';
import { defaultLimits, type Limits } from './guard/limits.js';
import { requestBody } from './guard/request-body.js';
import { RequestWithValidUrl } from './guard/valid-url.js';
import type { MachineHistory } from './live/history.js';
import { type PsutilYogaOptions, validateOptions } from './options.js';
import { printableLine } from './printable.js';
import { sendResponses } from './responses.js';
import { schema, schemaWithMutations } from './schema.js';
import { eventStreams } from './transport/event-streams.js';
import { type UpgradeListener, Upgrades } from './transport/upgrade.js';

/** A handler of requests and WebSockets. */
interface HandlerWithUpgrades {
  readonly yoga: YogaServerInstance<NodeContext, Context>;
  readonly upgrades: Upgrades;
}

/** Creates the handler of {@link createPsutilYoga} with other limits. */
export function createYogaWithLimits(
  limits: Limits,
  options: PsutilYogaOptions,
  history?: MachineHistory,
): HandlerWithUpgrades {
  const checkedOptions = validateOptions(options);
  const { endpoint, allowEnviron, allowIntrospection, allowMutations } = checkedOptions;
  const checks = new AccessChecks(checkedOptions);
  const connections = new ConcurrencyLimiter('WebSockets and event streams', limits.connections);
  const yoga = createYoga<NodeContext, Context>({
    schema: allowMutations ? schemaWithMutations : schema,
    graphqlEndpoint: endpoint,
    fetchAPI: { Request: RequestWithValidUrl },
    // No path contains a space: this disables the health check, which would run before the access control.
    healthCheckEndpoint: ' ',
    context: ({ request, ...server }) => ({
      signal: request.signal,
      allowEnviron,
      history,
      client: clientOf(server),
      log: (line) => console.error(printableLine(line)),
    }),
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    maskedErrors: false, // `sendResponses` masks errors.
    maxRequestBodySize: limits.body,
    // The cache would hold up to a thousand documents of clients.
    parserAndValidationCache: false,
    plugins: [
      sendResponses(),
      accessControl(checkedOptions, checks),
      concurrencyPlugin(limits),
      requestBody(limits),
      eventStreams(limits, connections),
      documentValidation(limits.document, allowIntrospection),
      deadline(limits),
      { onDispose: () => upgrades.terminate() },
    ],
  });
  const upgrades = new Upgrades(checks, { handler: yoga, limits, connections, checkToken: checks.checkToken });
  return { yoga, upgrades };
}

/** A GraphQL request handler. */
export type PsutilYoga = YogaServerInstance<object, Context> & {
  /** Handles the `upgrade` event of a Node.js HTTP server: opens a WebSocket, or rejects the request. */
  readonly handleUpgrade: UpgradeListener;
};

/**
 * Creates a GraphQL request handler for any server with fetch or Node.js requests. It rejects requests from pages of
 * other sites, except those of `allowOrigins`. The surrounding server must check the `Host` header, or pass `allowHosts`.
 *
 * @throws {TypeError} If an option is invalid.
 *
 * @example
 * import { createServer } from 'node:http';
 * import { createPsutilYoga } from '@psutil/graphql';
 *
 * const yoga = createPsutilYoga({ allowHosts: [] });
 * const server = createServer(yoga).on('upgrade', yoga.handleUpgrade);
 * server.listen(0, '127.0.0.1', () => server.close());
 */
export function createPsutilYoga(options: PsutilYogaOptions = {}): PsutilYoga {
  const { yoga, upgrades } = createYogaWithLimits(defaultLimits, options);
  return Object.assign(yoga, { handleUpgrade: upgrades.listener });
}
