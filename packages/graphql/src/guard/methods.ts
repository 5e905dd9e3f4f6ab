import type { HttpError } from './http-error.js';

const mediaType = (headers: Headers) => (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();

const isCompressed = (headers: Headers) =>
  !['', 'identity'].includes((headers.get('content-encoding') ?? '').trim().toLowerCase());

const methods = ['GET', 'POST', 'PUT', 'DELETE'];

/**
 * Rejects POST requests without JSON, which pages of other sites could send without permission, and other methods than
 * those of operations and event streams.
 */
export function checkMethod({ method, headers }: Request): HttpError | undefined {
  if (!methods.includes(method)) {
    return {
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      message: 'Operations must be POST requests, or GET requests for queries.',
      headers: { allow: methods.join(', ') },
    };
  }
  if (method !== 'POST') return undefined;
  if (mediaType(headers) !== 'application/json') {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations must be application/json.' };
  }
  if (isCompressed(headers)) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations must not be compressed.' };
  }
  return undefined;
}
