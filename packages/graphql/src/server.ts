import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { checkFlag } from '@psutil/native/internal/validation';
import { hostNotAllowed, isAllowedHost, isLoopback } from './guard/hosts.js';
import { type HttpError, send } from './guard/http-error.js';
import { defaultLimits, type Limits } from './guard/limits.js';
import { loopbackOnly } from './guard/loopback-only.js';
import { securityHeaders } from './guard/security-headers.js';
import { MachineHistory } from './live/history.js';
import { type PsutilServerOptions, validateOptions } from './options.js';
import { createUiListener } from './serve-ui.js';
import { ignoreUpgrade } from './transport/ignore-upgrade.js';
import { isWebSocket, refuseUpgrade, type Upgrades } from './transport/upgrade.js';
import { createYogaWithLimits } from './yoga.js';

const remoteClient: HttpError = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Without a token, only clients on this machine are allowed.',
};

/** Returns the error of a client that is not allowed to connect. It is checked before anything else. */
function errorOf({ headers, socket }: IncomingMessage, { token, allowHosts }: PsutilServerOptions) {
  const localAddress = socket.localAddress;
  if (!isAllowedHost(headers.host, allowHosts ?? [], localAddress)) return hostNotAllowed;
  // The local address is unknown for a handle that was passed to listen().
  const isLocal = localAddress === undefined || isLoopback(localAddress.replace(/^::ffff:/, ''));
  return token === undefined && !isLocal ? remoteClient : undefined;
}

/** Sends a query that reads nothing, so that the code of the request path is compiled before the first request. */
function warmUp(yoga: ReturnType<typeof createYogaWithLimits>['yoga'], token: string | undefined): void {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  void yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
}

/** Serves WebSockets, which end with the other connections of the server. */
function serveWebSockets(server: Server, upgrades: Upgrades, options: PsutilServerOptions): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isWebSocket(request)) return ignoreUpgrade(server, request, socket, head);
    const httpError = errorOf(request, options);
    if (httpError) refuseUpgrade(httpError, socket);
    else upgrades.listener(request, socket, head);
  });
  const close = server.close.bind(server);
  server.close = (callback) => {
    upgrades.close();
    return close(callback);
  };
  const closeAllConnections = server.closeAllConnections.bind(server);
  server.closeAllConnections = () => {
    upgrades.terminate();
    closeAllConnections();
  };
}

/** Keeps a history while the server listens. */
function keepHistory(server: Server, history: MachineHistory): void {
  server.on('listening', () => history.start());
  server.on('close', () => history.stop());
}

/** Creates the server of {@link createPsutilServer} with other limits. */
export function createServerWithLimits(limits: Limits, options: PsutilServerOptions): Server {
  const checkedOptions = validateOptions(options);
  const history = checkFlag('history', options.history, true) ? new MachineHistory() : undefined;
  const yogaOptions = { ...options, allowHosts: undefined, graphiql: true };
  const { yoga, upgrades } = createYogaWithLimits(limits, yogaOptions, history);
  const handleGraphql = yoga as RequestListener;
  const serveUi = createUiListener();
  const server = createServer({ connectionsCheckingInterval: 1000 }, (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const httpError = errorOf(request, checkedOptions);
    if (httpError) return send(httpError, response);
    // The rest of a request body is read and discarded.
    response.once('finish', () => request.resume());
    if (!serveUi(request, response)) handleGraphql(request, response);
  });
  serveWebSockets(server, upgrades, checkedOptions);
  if (history) keepHistory(server, history);
  server.once('listening', () => warmUp(yoga, checkedOptions.token));
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.timeout = 60_000;
  server.maxConnections = 4000;
  return checkedOptions.token === undefined ? loopbackOnly(server) : server;
}

/**
 * Creates a server with GraphQL at `/graphql`, where browsers receive GraphiQL, and the web UI at `/`. Without a token
 * it accepts requests from this machine only, and its `listen()` throws a TypeError for an address that is not loopback.
 *
 * @throws {TypeError} If an option is invalid.
 *
 * @example
 * import { createPsutilServer } from '@psutil/graphql';
 *
 * const server = createPsutilServer();
 * server.listen(0, '127.0.0.1', () => {
 *   console.log(server.address());
 *   server.close();
 * });
 */
export function createPsutilServer(options: PsutilServerOptions = {}): Server {
  return createServerWithLimits(defaultLimits, options);
}
