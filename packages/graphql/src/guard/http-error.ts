import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { securityHeaders } from './security-headers.js';

/** An HTTP error for a request that is not executed. */
export interface HttpError {
  readonly status: number;
  /** The `extensions.code` of the error. */
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const bodyOf = ({ message, code }: HttpError) => JSON.stringify({ errors: [{ message, extensions: { code } }] });

const headersOf = ({ headers }: HttpError) => ({ 'content-type': 'application/json; charset=utf-8', ...headers });

/** Returns an error as a fetch response. */
export function toResponse(httpError: HttpError, ResponseClass: typeof Response): Response {
  return new ResponseClass(bodyOf(httpError), { status: httpError.status, headers: headersOf(httpError) });
}

/** Returns an error as the text of an HTTP response that closes its connection. */
export function rawResponse(httpError: HttpError, reason: string): string {
  const body = bodyOf(httpError);
  const headers = {
    ...securityHeaders,
    ...headersOf(httpError),
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${httpError.status} ${reason}\r\n${lines.join('')}\r\n${body}`;
}

/** Sends an error as a Node.js response. */
export function send(httpError: HttpError, response: ServerResponse): void {
  response.writeHead(httpError.status, headersOf(httpError)).end(bodyOf(httpError));
}

/** Returns an error as a GraphQL error that sets the status of the response. */
export function toError({ status, code, message, headers }: HttpError): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers: { ...headers } } } });
}
