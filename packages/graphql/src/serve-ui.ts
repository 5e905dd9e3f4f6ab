import type { IncomingMessage, ServerResponse } from 'node:http';
import { StaticFile } from './static-file.js';

/** The page loads its own script and connects to its own server: nothing inline, no other host, no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Returns a request listener for the web UI, for a server that has GraphQL at `/graphql`: it responds to `/` and the
 * paths of the files of the page, and returns whether it did. The page contains no data; it queries GraphQL.
 */
export function createUiListener(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = new Map([
    ['/', new StaticFile('index.html', 'text/html', policy)],
    ['/ui.js', new StaticFile('ui.js', 'text/javascript', policy)],
    ['/style.css', new StaticFile('style.css', 'text/css', policy)],
  ]);
  return (request, response) => {
    const file = files.get(request.url?.split('?')[0] ?? '');
    if (!file) return false;
    const { status, headers, body } = file.respond(request.method ?? '', (name) => request.headers[name]?.toString());
    response.writeHead(status, headers).end(body);
    return true;
  };
}
