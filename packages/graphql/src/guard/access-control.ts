import type { Plugin } from 'graphql-yoga';
import { graphiqlFileOf } from '../graphiql.js';
import type { CheckedOptions } from '../options.js';
import type { NodeContext } from './concurrency-plugin.js';
import { hostNotAllowed, isAllowedHost } from './hosts.js';
import { type HttpError, toResponse } from './http-error.js';
import { checkMethod } from './methods.js';
import { corsHeaders, isAllowedOrigin, preflight } from './origins.js';
import { securityHeaders } from './security-headers.js';
import { createTokenCheck, type TokenCheck } from './token.js';

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

/** Checks the requests of every transport. */
export class AccessChecks {
  readonly #options: CheckedOptions;
  /** Checks an `Authorization` header; undefined if no token is required. */
  readonly checkToken: TokenCheck | undefined;

  constructor(options: CheckedOptions) {
    this.#options = options;
    this.checkToken = options.token === undefined ? undefined : createTokenCheck(options.token);
  }

  /** Checks the host and the path of a request. */
  checkTarget({ headers, url }: Request, localAddress: string | undefined): HttpError | undefined {
    const { allowHosts, endpoint } = this.#options;
    if (allowHosts && !isAllowedHost(headers.get('host'), allowHosts, localAddress)) return hostNotAllowed;
    return URL.canParse(url) && new URL(url).pathname === endpoint ? undefined : notFound;
  }

  /** Checks the origin of a request. */
  checkOrigin(request: Request): HttpError | undefined {
    return isAllowedOrigin(request, this.#options.allowOrigins) ? undefined : foreignOrigin;
  }
}

/**
 * A plugin that checks each request, in an order that reveals nothing to clients that are not allowed: the host first,
 * the token last.
 */
export function accessControl(options: CheckedOptions, checks: AccessChecks): Plugin<object, NodeContext> {
  const { allowOrigins } = options;
  const fileHeaders = new WeakMap<Request, Readonly<Record<string, string>>>();

  const errorOf = (request: Request): HttpError | undefined =>
    checkMethod(request) ?? checks.checkOrigin(request) ?? checks.checkToken?.(request.headers.get('authorization'));

  return {
    onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      const { headers } = request;
      const targetError = checks.checkTarget(request, serverContext?.req?.socket?.localAddress);
      if (targetError) return endResponse(toResponse(targetError, Response));
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
