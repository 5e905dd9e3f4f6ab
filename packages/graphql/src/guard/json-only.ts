import type { HttpError } from './http-error.js';

const mediaType = (headers: Headers) => (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();

const isCompressed = (headers: Headers) =>
  !['', 'identity'].includes((headers.get('content-encoding') ?? '').trim().toLowerCase());

/**
 * Rejects operations that are not POST requests with JSON, which pages of other sites cannot send without permission.
 */
export function jsonOnly({ method, headers }: Request): HttpError | undefined {
  if (method !== 'POST') {
    return {
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      message: 'Operations must be POST requests.',
      headers: { allow: 'POST' },
    };
  }
  if (mediaType(headers) !== 'application/json') {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations must be application/json.' };
  }
  if (isCompressed(headers)) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations must not be compressed.' };
  }
  return undefined;
}
