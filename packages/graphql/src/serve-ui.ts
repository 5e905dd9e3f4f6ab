import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A file of the page, as it is sent. */
interface Asset {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** The page runs its own script and asks its own server: nothing inline, nothing of another host, in no frame. */
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

function asset(name: string, type: string): Asset {
  const body = readFileSync(new URL(`./ui/${name}`, import.meta.url));
  return {
    body,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-length': body.length,
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
    },
  };
}

function send({ body, headers }: Asset, { method }: IncomingMessage, response: ServerResponse): void {
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : body);
}

/**
 * The page that shows the machine, for a server that has the graph at `/graphql`: a listener that answers at `/` and
 * where the page's files are, and tells whether it did. It holds nothing of the machine, which the page asks the graph.
 */
export function createPage(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const assets = new Map([
    ['/', asset('index.html', 'text/html')],
    ['/ui.js', asset('ui.js', 'text/javascript')],
    ['/style.css', asset('style.css', 'text/css')],
  ]);
  return (request, response) => {
    const found = assets.get(request.url?.split('?')[0] ?? '');
    if (found) send(found, request, response);
    return found !== undefined;
  };
}
