import type { Plugin } from 'graphql-yoga';

const isPage = (request: Request) =>
  request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');

const mediaType = (request: Request) => (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();

/** Whether a page of another site sent it: browsers say whose page asks. */
function isOtherSites(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== (request.headers.get('host') ?? new URL(request.url).host);
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

function refusalOf(request: Request): Refusal | undefined {
  if (isPage(request)) return undefined;
  if (request.method !== 'POST')
    return { status: 405, message: 'Operations come by POST.', headers: { allow: 'POST' } };
  if (mediaType(request) !== 'application/json')
    return { status: 415, message: 'Operations come as application/json.' };
  if (isOtherSites(request)) return { status: 403, message: 'Operations of other sites are refused.' };
  return undefined;
}

/** Takes operations only as JSON by POST, which no page of another site can send without leave: GET serves pages. */
export const onlyJson: Plugin = {
  onRequest({ request, endResponse, fetchAPI }) {
    const refusal = refusalOf(request);
    if (!refusal) return;
    const { status, message, headers } = refusal;
    endResponse(
      fetchAPI.Response.json(
        { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] },
        { status, headers: headers ?? {} },
      ),
    );
  },
};
