import { namedPairs, namedValues } from './secrets/named-values.js';
import { commandSecrets } from './secrets/shell-words.js';
import { redactSpans, type Span } from './secrets/span.js';
import { knownTokens, privateKeys } from './secrets/tokens.js';
import { addressPasswords, urlCredentials } from './secrets/url-credentials.js';

/** Length of the text after the limit that is searched for the ends of secrets that begin before it. */
const lookahead = 4096;

/** Marks the end of a text that was cut off. */
export const truncation = '[truncated]';

function secretsIn(text: string, isCut: boolean): Span[] {
  return [
    ...namedValues(text),
    ...namedPairs(text),
    ...urlCredentials(text, isCut),
    ...addressPasswords(text),
    ...knownTokens(text),
    ...privateKeys(text),
    ...commandSecrets(text),
  ];
}

/** A text without letters or digits contains no secret. */
const mayContainSecret = (text: string): boolean => text.length > 3 && /[A-Za-z\d]/.test(text);

/**
 * Returns a text without the secrets that are recognizable by their form or by a name before them, in linear time. A
 * text longer than the limit is cut off.
 */
export function redactText(text: string, limit: number = Number.POSITIVE_INFINITY): string {
  const isCut = text.length > limit;
  const searched = isCut ? text.slice(0, limit + lookahead) : text;
  if (!isCut && !mayContainSecret(text)) return text;
  const redacted = redactSpans(searched, secretsIn(searched, searched.length < text.length), limit);
  return isCut ? redacted + truncation : redacted;
}
