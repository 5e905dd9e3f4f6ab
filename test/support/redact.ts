import { expect } from 'vitest';
import { redactCmdline } from '../../packages/graphql/dist/guard/redact.js';

export { redactCmdline };

/** A secret that no rule recognizes by its form. */
export const secret = 's3cr3t-Value';

export const redaction = '[redacted]';

/** Joins the parts of a token, so that secret scanners do not report the file. */
export const join = (...parts: readonly string[]): string => parts.join('');

/** Checks that exactly the secret in a command line is redacted, and that this is also true of the result. */
export function expectRedacted(cmdline: readonly string[]): void {
  const expected = cmdline.map((argument) => argument.replaceAll(secret, redaction));
  expect(expected).not.toEqual(cmdline);
  expect(redactCmdline(cmdline)).toEqual(expected);
  expect(redactCmdline(expected)).toEqual(expected);
}

/** Checks that no part of the secret remains in a command line, but the first argument does. */
export function expectHidden(cmdline: readonly string[]): void {
  const redacted = redactCmdline(cmdline);
  expect(redacted).toHaveLength(cmdline.length);
  expect(redacted[0]).toBe(cmdline[0]);
  const text = redacted.join('\n');
  expect(text).toContain(redaction);
  for (const part of secret.split('-')) expect(text).not.toContain(part);
}
