import type { Plugin } from 'graphql-yoga';
import { type GraphiQL, graphiql } from '../graphiql.js';
import type { CheckedOptions } from '../options.js';
import type { NodeContext } from './concurrency-plugin.js';
import { isMeant, misdirected } from './hosts.js';
import { type Refusal, toResponse } from './http-error.js';
import { onlyJson } from './json-only.js';
import { corsHeaders, isWelcome, preflight } from './origins.js';
import { everyAnswer } from './security-headers.js';
import { tokenCheck } from './token.js';

const foreign: Refusal = { status: 403, code: 'FORBIDDEN', message: 'Operations of other sites are refused.' };
const notFound: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' };

const isPage = ({ method, headers }: Request) =>
  method === 'GET' && (headers.get('accept') ?? '').includes('text/html');

function setHeaders({ headers }: Response, more: Record<string, string>): void {
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
}

/** Lets in who may ask, in an order that tells others nothing: first the host, at last the token. */
export function gate(options: CheckedOptions): Plugin<object, NodeContext> {
  const { endpoint, token, allowHosts, allowOrigins } = options;
  const checkBearer = token === undefined ? undefined : tokenCheck(token);
  let page: GraphiQL | undefined;

  function refusalOf(request: Request): Refusal | undefined {
    const refusal = onlyJson(request);
    if (refusal) return refusal;
    if (!isWelcome(request, allowOrigins)) return foreign;
    return checkBearer?.(request.headers.get('authorization'));
  }

  return {
    onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      const cameTo = serverContext?.req?.socket?.localAddress;
      const { headers } = request;
      if (allowHosts && !isMeant(headers.get('host'), allowHosts, cameTo)) {
        return endResponse(toResponse(misdirected, Response));
      }
      if (!URL.canParse(request.url) || new URL(request.url).pathname !== endpoint) {
        return endResponse(toResponse(notFound, Response));
      }
      if (options.graphiql && isPage(request)) {
        page ??= graphiql(endpoint);
        const pageHeaders = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy };
        return endResponse(new Response(page.html, { headers: pageHeaders }));
      }
      const answer = preflight(request, allowOrigins, Response);
      if (answer) return endResponse(answer);
      const refusal = refusalOf(request);
      if (refusal) endResponse(toResponse(refusal, Response));
    },
    onResponse({ request, response }) {
      const policy = response.headers.get('content-security-policy');
      setHeaders(response, { ...everyAnswer, ...(policy && { 'content-security-policy': policy }) });
      setHeaders(response, corsHeaders(request, allowOrigins));
    },
  };
}
