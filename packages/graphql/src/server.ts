import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createPsutilYoga, type PsutilYogaOptions } from './yoga.js';

/** Whether a name or address is this machine's own, not to be reached from outside. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The host that a request names, without its port. */
const nameOf = (host: string) => host.toLowerCase().replace(/:\d+$/, '');

/**
 * A page of another site can have its own name lead to this machine, and then read what it asks for: so the name in
 * the request must be this machine's.
 */
function isMeant({ headers }: IncomingMessage): boolean {
  return headers.host !== undefined && isLoopback(nameOf(headers.host));
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain', connection: 'close' });
  response.end('This server answers to localhost only.\n');
}

/** Options of {@link createPsutilServer}. */
export type PsutilServerOptions = Pick<PsutilYogaOptions, 'allowEnviron'>;

/** A server of the graph at `/graphql`, with GraphiQL for browsers, for `listen` on a loopback address. */
export function createPsutilServer(options: PsutilServerOptions = {}): Server {
  const yoga = createPsutilYoga({ ...options, graphiql: true }) as RequestListener;
  const server = createServer((request, response) => {
    if (!isMeant(request)) return refuse(response);
    if (request.url === '/') return void response.writeHead(302, { location: '/graphql' }).end();
    return yoga(request, response);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}
