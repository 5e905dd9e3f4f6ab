import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpError } from './http-error.js';

/** Minimum length of a token that is hard to guess, in characters. */
export const recommendedLength = 16;

/** Validates a token, which must be valid in an HTTP header. No error message contains it. */
export function checkToken(token: unknown): string | undefined {
  if (token === undefined) return undefined;
  if (typeof token !== 'string') throw new TypeError(`token must be a string, not ${typeof token}`);
  if (/^[!-~]+$/.test(token)) return token;
  throw new TypeError('token must be visible ASCII characters, without spaces');
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The error for a client without the token. */
const unauthorized: HttpError = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'A token is required: Authorization: Bearer TOKEN.',
  headers: { 'www-authenticate': 'Bearer' },
};

/** Checks an `Authorization` header, and returns an error if it does not contain the token. */
export type TokenCheck = (authorization: string | null) => HttpError | undefined;

/**
 * Returns a function that checks an `Authorization` header for the token, and returns an error if it has another. The
 * comparison takes constant time.
 */
export function createTokenCheck(token: string): TokenCheck {
  const expected = digest(token);
  return (authorization) => {
    const given = /^bearer +(?<given>\S+)$/i.exec(authorization ?? '')?.groups?.['given'] ?? '';
    return timingSafeEqual(digest(given), expected) ? undefined : unauthorized;
  };
}
