import { isSecret, mayBePath } from './secret-names.js';

/** The replacement of a secret. */
export const redaction = '[redacted]';

/** A range of text to redact. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const maxNameLength = 100;

/** Returns the position of the first of some characters, or the end. */
function endOf(text: string, from: number, ends: RegExp): number {
  ends.lastIndex = from;
  return ends.exec(text)?.index ?? text.length;
}

/** Returns the name that ends at a position, or at a quote before it. */
function nameBefore(text: string, end: number): string {
  const to = /["']/.test(text[end - 1] ?? '') ? end - 1 : end;
  let from = to;
  while (from > 0 && to - from <= maxNameLength && /[\w.-]/.test(text[from - 1] ?? '')) from -= 1;
  return text.slice(from, to);
}

/** Returns the range of the value that begins at a position, without its quotes. */
function valueAt(text: string, from: number, name: string): Span {
  const quote = /^\\?["']/.exec(text.slice(from, from + 2))?.[0];
  if (quote) {
    const start = from + quote.length;
    const close = text.indexOf(quote, start);
    return { from: start, to: close < 0 ? text.length : close };
  }
  const isHeader = /(?:authorization|cookie)$/i.test(name);
  return { from, to: endOf(text, from, isHeader ? /["'\r\n]/g : /[\s;&,"'})]/g) };
}

/** Finds values after the name of a secret and `=` or `:`. */
function* namedSecrets(text: string): Generator<Span> {
  const signs = /[=:]/g;
  for (let sign = signs.exec(text); sign; sign = signs.exec(text)) {
    const name = nameBefore(text, sign.index);
    if (name === '' || !isSecret(name)) continue;
    const spaces = sign[0] === ':' ? /^ {0,8}/.exec(text.slice(sign.index + 1, sign.index + 9)) : null;
    const span = valueAt(text, sign.index + 1 + (spaces?.[0].length ?? 0), name);
    if (span.from === span.to) continue;
    signs.lastIndex = span.to;
    if (!mayBePath(name) || !/[/.~]/.test(text[span.from] ?? '')) yield span;
  }
}

const maxAuthorityLength = 400;

/** Finds passwords in URLs, between the user and the host. */
function* urlPasswords(text: string): Generator<Span> {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    const rest = text.slice(start, start + maxAuthorityLength);
    const url = rest.slice(0, endOf(rest, 0, /[\s"'<>]/g));
    const authority = url.slice(0, endOf(url, 0, /[/?#]/g));
    const colon = authority.indexOf(':');
    if (colon < 0) continue;
    // A password may contain a slash; no slash follows a port.
    const isWhole = authority.includes('@') || /^:\d*$/.test(authority.slice(colon));
    const host = (isWhole ? authority : url).lastIndexOf('@');
    if (host > colon + 1) yield { from: start + colon + 1, to: start + host };
  }
}

/** Tokens with a known prefix. No token begins inside another, so that each character is visited once. */
const tokenPattern =
  /(?<![A-Za-z\d_-])(?:(?:gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|sk-|[sr]k_live_|npm_|hf_|pypi-|dop_v1_|hvs\.|ya29\.|SG\.|AIza)[\w.-]{16,}|(?:AKIA|ASIA)[A-Z\d]{16}(?![A-Z\d])|(?<=hooks\.slack\.com\/services\/)[\w/]{16,}|AGE-SECRET-KEY-1[A-Z\d]{20,}|eyJ[\w-]{7,}\.[\w-]{7,}\.[\w.-]*)/g;

const bearerPattern = /(?<![\w-])bearer {1,8}(?<token>[\w.~+/=-]{8,})/gi;

/** Finds tokens with a known prefix, and those after `Bearer`. */
function* prefixedTokens(text: string): Generator<Span> {
  for (const { 0: token, index } of text.matchAll(tokenPattern)) yield { from: index, to: index + token.length };
  for (const { 0: whole, index, groups } of text.matchAll(bearerPattern)) {
    const to = index + whole.length;
    yield { from: to - (groups?.['token'] ?? '').length, to };
  }
}

/** Finds private keys, from their first line to their last. */
function* privateKeys(text: string): Generator<Span> {
  for (let at = text.indexOf('-----BEGIN '); at >= 0; ) {
    const head = text.indexOf('-----', at + 11);
    const isPrivate = head >= 0 && head - at < 60 && text.slice(at, head).includes('PRIVATE KEY');
    if (isPrivate) {
      const tail = text.indexOf('-----END ', head);
      const to = tail < 0 ? text.length : tail;
      yield { from: head + 5, to };
      at = text.indexOf('-----BEGIN ', to);
    } else {
      at = text.indexOf('-----BEGIN ', at + 11);
    }
  }
}

/** Returns a text without the secrets that are recognizable by their form or by a name before them, in linear time. */
export function redactText(text: string): string {
  const spans = [...namedSecrets(text), ...urlPasswords(text), ...prefixedTokens(text), ...privateKeys(text)].sort(
    (a, b) => a.from - b.from,
  );
  let redacted = '';
  let end = 0;
  for (const { from, to } of spans) {
    if (from >= end) redacted += text.slice(end, from) + redaction;
    end = Math.max(end, to);
  }
  return redacted + text.slice(end);
}
