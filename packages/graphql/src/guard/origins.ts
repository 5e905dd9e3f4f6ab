/** The origins of `allowOrigins`, checked: as browsers send them, such as `https://example.com:8443`. */
export function checkOrigins(origins: unknown): string[] {
  if (origins === undefined) return [];
  if (!Array.isArray(origins)) throw new TypeError('allowOrigins must be a list of origins');
  return origins.map((origin: unknown) => {
    if (typeof origin === 'string' && /^https?:/i.test(origin) && URL.canParse(origin)) {
      const url = new URL(origin);
      if (url.href === `${url.origin}/`) return url.origin;
    }
    throw new TypeError(`allowOrigins takes origins such as https://example.com, not ${JSON.stringify(origin)}`);
  });
}

/** Whether a page of the same server, or of none, sent a request: browsers say whose page asks. */
function isOwn(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host);
}

/** Whether the pages of a request's origin may ask; what is no browser says no origin. */
export function isWelcome(request: Request, origins: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  return origin === null || origins.includes(origin) || isOwn(origin, request);
}

/**
 * The headers by which a browser lets pages of the listed origins read an answer. Cookies are never among what they
 * may send: who may ask, the token says.
 */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin') ?? '';
  if (!origins.includes(origin)) return { vary: 'Origin' };
  return { vary: 'Origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After' };
}

const isPreflight = ({ method, headers }: Request) =>
  method === 'OPTIONS' && headers.get('access-control-request-method') !== null;

/** The answer to a browser that asks whether a page of a listed origin may send an operation. */
export function preflight(request: Request, origins: readonly string[], Answer: typeof Response): Response | undefined {
  if (!isPreflight(request) || !origins.includes(request.headers.get('origin') ?? '')) return undefined;
  return new Answer(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    },
  });
}
