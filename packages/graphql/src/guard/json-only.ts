import type { Refusal } from './http-error.js';

const mediaType = (headers: Headers) => (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();

const isCompressed = (headers: Headers) => !['', 'identity'].includes(headers.get('content-encoding') ?? '');

/** Takes operations only as JSON by POST, which no page of another site can send without leave. */
export function onlyJson({ method, headers }: Request): Refusal | undefined {
  if (method !== 'POST') {
    return { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'Operations come by POST.', headers: { allow: 'POST' } };
  }
  if (mediaType(headers) !== 'application/json') {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations come as application/json.' };
  }
  if (isCompressed(headers)) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Operations come uncompressed.' };
  }
  return undefined;
}
