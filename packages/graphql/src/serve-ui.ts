import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A file of the web UI and its headers. */
interface Asset {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number>>;
}

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

function loadAsset(name: string, type: string): Asset {
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
 * Returns a request listener for the web UI, for a server that has GraphQL at `/graphql`: it responds to `/` and the
 * paths of the files of the page, and returns whether it did. The page contains no data; it queries GraphQL.
 */
export function createUiListener(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const assets = new Map([
    ['/', loadAsset('index.html', 'text/html')],
    ['/ui.js', loadAsset('ui.js', 'text/javascript')],
    ['/style.css', loadAsset('style.css', 'text/css')],
  ]);
  return (request, response) => {
    const requested = assets.get(request.url?.split('?')[0] ?? '');
    if (requested) send(requested, request, response);
    return requested !== undefined;
  };
}
