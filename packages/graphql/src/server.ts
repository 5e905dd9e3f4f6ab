import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { hostNotAllowed, isAllowedHost, isLoopback } from './guard/hosts.js';
import { type HttpError, send } from './guard/http-error.js';
import { defaultLimits, type Limits } from './guard/limits.js';
import { loopbackOnly } from './guard/loopback-only.js';
import { securityHeaders } from './guard/security-headers.js';
import { checked, type PsutilServerOptions } from './options.js';
import { createPage } from './serve-ui.js';
import { yogaWithin } from './yoga.js';

const remoteClient: HttpError = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Without a token, only clients on this machine are allowed.',
};

/** Rejects clients that must not connect at all, before anything else is checked. */
function errorOf({ headers, socket }: IncomingMessage, { token, allowHosts }: PsutilServerOptions) {
  const localAddress = socket.localAddress;
  if (!isAllowedHost(headers.host, allowHosts ?? [], localAddress)) return hostNotAllowed;
  // The address of a socket that was passed to listen() is unknown.
  const isInside = localAddress === undefined || isLoopback(localAddress.replace(/^::ffff:/, ''));
  return token === undefined && !isInside ? remoteClient : undefined;
}

/** Sends a query that reads nothing, so that the code that responds is compiled before the first request. */
function warmUp(yoga: ReturnType<typeof yogaWithin>, token: string | undefined): void {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  void yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
}

/** As {@link createPsutilServer}, with limits. */
export function serverWithin(limits: Limits, options: PsutilServerOptions): Server {
  const settled = checked(options);
  const yoga = yogaWithin(limits, { ...options, allowHosts: undefined, graphiql: true });
  const answer = yoga as RequestListener;
  const page = createPage();
  const server = createServer({ connectionsCheckingInterval: 1000 }, (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const httpError = errorOf(request, settled);
    if (httpError) return send(httpError, response);
    // The rest of a request body is read and discarded.
    response.once('finish', () => request.resume());
    if (!page(request, response)) answer(request, response);
  });
  server.once('listening', () => warmUp(yoga, settled.token));
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.timeout = 60_000;
  server.maxConnections = 4000;
  return settled.token === undefined ? loopbackOnly(server) : server;
}

/**
 * Creates a server with GraphQL at `/graphql`, where browsers receive GraphiQL, and the web UI at `/`. Without a token
 * it accepts requests of this machine only, and its `listen()` throws a TypeError for addresses that are not loopback.
 *
 * @throws {TypeError} If an option is invalid.
 */
export function createPsutilServer(options: PsutilServerOptions = {}): Server {
  return serverWithin(defaultLimits, options);
}
