import { createHash, timingSafeEqual } from 'node:crypto';
import type { Refusal } from './http-error.js';

/** A shorter token can be guessed by who asks often enough. */
export const longEnough = 16;

/** A token, checked: what a header can carry. The token itself is in no message. */
export function checkToken(token: unknown): string | undefined {
  if (token === undefined) return undefined;
  if (typeof token !== 'string') throw new TypeError(`token must be a string, not ${typeof token}`);
  if (/^[!-~]+$/.test(token)) return token;
  throw new TypeError('token must be visible ASCII characters, without spaces');
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What a client that does not know the token is told. */
const unauthorized: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: 'A token is needed: Authorization: Bearer TOKEN.',
  headers: { 'www-authenticate': 'Bearer' },
};

/** Whether the value of an `Authorization` header has the token. It takes equally long whatever is in it. */
export function tokenCheck(token: string): (authorization: string | null) => Refusal | undefined {
  const expected = digest(token);
  return (authorization) => {
    const given = /^bearer +(?<given>\S+)$/i.exec(authorization ?? '')?.groups?.['given'] ?? '';
    return timingSafeEqual(digest(given), expected) ? undefined : unauthorized;
  };
}
