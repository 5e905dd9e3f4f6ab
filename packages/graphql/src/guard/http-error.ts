import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';

/** Why a request is not answered: what its client is told. */
export interface Refusal {
  readonly status: number;
  /** In the error's `extensions.code`. */
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const bodyOf = ({ message, code }: Refusal) => JSON.stringify({ errors: [{ message, extensions: { code } }] });

const headersOf = ({ headers }: Refusal) => ({ 'content-type': 'application/json; charset=utf-8', ...headers });

/** A refusal as the answer to a request of fetch's kind. */
export function toResponse(refusal: Refusal, Answer: typeof Response): Response {
  return new Answer(bodyOf(refusal), { status: refusal.status, headers: headersOf(refusal) });
}

/** Sends a refusal as the answer to a request of Node's. */
export function send(refusal: Refusal, response: ServerResponse): void {
  response.writeHead(refusal.status, headersOf(refusal)).end(bodyOf(refusal));
}

/** A refusal as an error, which makes the status of the answer that it is in. */
export function toError({ status, code, message, headers }: Refusal): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers: { ...headers } } } });
}
