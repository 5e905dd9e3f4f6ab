import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { isLoopback, isMeant, misdirected } from './guard/hosts.js';
import { type Refusal, send } from './guard/http-error.js';
import { type Limits, usualLimits } from './guard/limits.js';
import { keepInside } from './guard/loopback-only.js';
import { everyAnswer } from './guard/security-headers.js';
import { checked, type PsutilServerOptions } from './options.js';
import { createPage } from './serve-ui.js';
import { yogaWithin } from './yoga.js';

const outside: Refusal = { status: 403, code: 'FORBIDDEN', message: 'Without a token, only this machine may ask.' };

/** Who may not ask at all, whatever it is: known before anything else is looked at. */
function refusalOf({ headers, socket }: IncomingMessage, { token, allowHosts }: PsutilServerOptions) {
  const cameTo = socket.localAddress;
  if (!isMeant(headers.host, allowHosts ?? [], cameTo)) return misdirected;
  // Of sockets that were given to `listen`, nothing said the address.
  const isInside = cameTo === undefined || isLoopback(cameTo.replace(/^::ffff:/, ''));
  return token === undefined && !isInside ? outside : undefined;
}

/** Asks what takes no reading, so that JavaScript has compiled what answers before somebody waits for it. */
function warmUp(yoga: ReturnType<typeof yogaWithin>, token: string | undefined): void {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  void yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
}

/** As {@link createPsutilServer}, within limits. */
export function serverWithin(limits: Limits, options: PsutilServerOptions): Server {
  const settled = checked(options);
  const yoga = yogaWithin(limits, { ...options, allowHosts: undefined, graphiql: true });
  const answer = yoga as RequestListener;
  const page = createPage();
  const server = createServer({ connectionsCheckingInterval: 1000 }, (request, response) => {
    for (const [name, value] of Object.entries(everyAnswer)) response.setHeader(name, value);
    const refusal = refusalOf(request, settled);
    if (refusal) return send(refusal, response);
    // What still comes after an answer is read, and forgotten.
    response.once('finish', () => request.resume());
    if (!page(request, response)) answer(request, response);
  });
  server.once('listening', () => warmUp(yoga, settled.token));
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.timeout = 60_000;
  server.maxConnections = 4000;
  return settled.token === undefined ? keepInside(server) : server;
}

/**
 * A server of the graph at `/graphql`, with GraphiQL for browsers there and a page that shows the machine at `/`. Without a
 * token it takes only requests of this machine, and its `listen` throws a TypeError for addresses other than those of loopback.
 *
 * @throws {TypeError} Where an option is not what it must be.
 */
export function createPsutilServer(options: PsutilServerOptions = {}): Server {
  return serverWithin(usualLimits, options);
}
