/** Header with the token of an event stream that carries several operations. */
export const streamTokenHeader = 'x-graphql-event-stream-token';

/** Validates `allowOrigins`: origins as browsers send them, such as `https://example.com:8443`. */
export function checkOrigins(origins: unknown): string[] {
  if (origins === undefined) return [];
  if (!Array.isArray(origins)) throw new TypeError('allowOrigins must be an array of origins');
  return origins.map((origin: unknown) => {
    if (typeof origin === 'string' && /^https?:/i.test(origin) && URL.canParse(origin)) {
      const url = new URL(origin);
      if (url.href === `${url.origin}/`) return url.origin;
    }
    throw new TypeError(`allowOrigins must contain origins such as https://example.com, not ${JSON.stringify(origin)}`);
  });
}

/** Whether an origin is that of this server. */
function isSameOrigin(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host);
}

/** Whether the origin of a request is allowed; clients other than browsers send no origin. */
export function isAllowedOrigin(request: Request, origins: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return origins.includes(origin) || isSameOrigin(origin, request);
  // Browsers send no Origin with a GET request for an image or a script, but the relation of the two sites:
  // https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site.
  return !/^(cross|same)-site$/.test(request.headers.get('sec-fetch-site') ?? '');
}

/**
 * Returns the headers that allow pages of the listed origins to read responses. Credentials are never allowed: the
 * token authenticates.
 */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin') ?? '';
  if (!origins.includes(origin)) return { vary: 'Origin' };
  return { vary: 'Origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After' };
}

const isPreflight = ({ method, headers }: Request) =>
  method === 'OPTIONS' && headers.get('access-control-request-method') !== null;

/** Returns the response to a preflight request of a page of a listed origin. */
export function preflight(
  request: Request,
  origins: readonly string[],
  ResponseClass: typeof Response,
): Response | undefined {
  if (!isPreflight(request) || !origins.includes(request.headers.get('origin') ?? '')) return undefined;
  return new ResponseClass(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': `authorization, content-type, ${streamTokenHeader}`,
      'access-control-max-age': '600',
    },
  });
}
