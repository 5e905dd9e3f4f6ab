import type { Plugin } from 'graphql-yoga';
import { graphiqlFileOf } from '../graphiql.js';
import type { CheckedOptions } from '../options.js';
import type { NodeContext } from './concurrency-plugin.js';
import { hostNotAllowed, isAllowedHost } from './hosts.js';
import { type HttpError, toResponse } from './http-error.js';
import { checkMethod } from './methods.js';
import { corsHeaders, isAllowedOrigin, preflight } from './origins.js';
import { securityHeaders } from './security-headers.js';
import { createTokenCheck } from './token.js';

const foreignOrigin: HttpError = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Operations from other sites are not allowed.',
};
const notAcceptable: HttpError = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message: 'The response is available as application/json; that of a subscription as text/event-stream.',
};
const notFound: HttpError = { status: 404, code: 'NOT_FOUND', message: 'Not found.' };

function setHeaders({ headers }: Response, more: Record<string, string>): void {
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
}

/**
 * A plugin that checks each request, in an order that reveals nothing to clients that are not allowed: the host first,
 * the token last.
 */
export function accessControl(options: CheckedOptions): Plugin<object, NodeContext> {
  const { endpoint, token, allowHosts, allowOrigins } = options;
  const fileHeaders = new WeakMap<Request, Readonly<Record<string, string>>>();
  const checkBearer = token === undefined ? undefined : createTokenCheck(token);

  function errorOf(request: Request): HttpError | undefined {
    const httpError = checkMethod(request);
    if (httpError) return httpError;
    if (!isAllowedOrigin(request, allowOrigins)) return foreignOrigin;
    return checkBearer?.(request.headers.get('authorization'));
  }

  return {
    onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      const localAddress = serverContext?.req?.socket?.localAddress;
      const { headers } = request;
      if (allowHosts && !isAllowedHost(headers.get('host'), allowHosts, localAddress)) {
        return endResponse(toResponse(hostNotAllowed, Response));
      }
      if (!URL.canParse(request.url) || new URL(request.url).pathname !== endpoint) {
        return endResponse(toResponse(notFound, Response));
      }
      const file = options.graphiql ? graphiqlFileOf(request) : undefined;
      if (file) {
        const response = file.respond(request.method, (name) => headers.get(name));
        fileHeaders.set(request, response.headers);
        return endResponse(new Response(response.body ?? null, response));
      }
      const preflightResponse = preflight(request, allowOrigins, Response);
      if (preflightResponse) return endResponse(preflightResponse);
      const httpError = errorOf(request);
      if (httpError) endResponse(toResponse(httpError, Response));
    },
    onResponse({ request, response: original, setResponse, fetchAPI }) {
      const response = original.status === 406 ? toResponse(notAcceptable, fetchAPI.Response) : original;
      if (response !== original) setResponse(response);
      setHeaders(response, { ...securityHeaders, ...fileHeaders.get(request) });
      setHeaders(response, corsHeaders(request, allowOrigins));
    },
  };
}
