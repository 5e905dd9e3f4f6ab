import type { Span } from './span.js';

/** Returns a function that returns the position of the next match of a pattern, for ascending positions. */
function nextMatch(text: string, pattern: RegExp): (from: number) => number {
  let at = -1;
  return (from) => {
    if (at >= from) return at;
    pattern.lastIndex = from;
    at = pattern.exec(text)?.index ?? text.length;
    return at;
  };
}

/** Whether a word is a user name rather than a token: lowercase letters, and at most two digits at its end. */
export const isUserName = (word: string): boolean =>
  word.length <= 24 && /^[A-Za-z]?[a-z]+(?:[._-][A-Za-z]?[a-z]+)*\d{0,2}$/.test(word);

/** A URL: its scheme, the range after `://`, and the end of its authority. */
interface Url {
  readonly scheme: string;
  readonly from: number;
  readonly authority: number;
  readonly to: number;
  /** End of the text that may belong to the URL: to the end of the quoted text or to a space. */
  readonly limit: number;
}

/** Finds URLs. Each character is visited a constant number of times. */
function* urlsIn(text: string): Generator<Url> {
  const ends = { '"': nextMatch(text, /"/g), "'": nextMatch(text, /'/g), '=': nextMatch(text, /\s/g) };
  const otherEnd = nextMatch(text, /[\s"'<>`]/g);
  const endOfAuthority = nextMatch(text, /[\s/?#]/g);
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    let start = at;
    while (start > 0 && at - start < 32 && /[\w+.-]/.test(text[start - 1] ?? '')) start -= 1;
    const before = text[start - 1] ?? '=';
    const from = at + 3;
    const limit = before === '"' || before === "'" || before === '=' ? ends[before](from) : otherEnd(from);
    const next = text.indexOf('://', from);
    const to = next < 0 ? limit : Math.min(limit, next);
    yield { scheme: text.slice(start, at), from, authority: Math.min(endOfAuthority(from), to), to, limit };
  }
}

/** Whether all colons in an authority are followed by a port, as in `host:80`, `[::1]:80` and `a:1,b:2`. */
const hasPort = (authority: string): boolean =>
  /^(?:\[[\da-f:.%\w]*\]|[^:[,]*)(?::\d*)?(?:,(?:\[[\da-f:.%\w]*\]|[^:[,]*)(?::\d*)?)*$/i.test(authority);

/** Returns the last of some ascending positions in a range. */
function lastBetween(positions: readonly number[], from: number, to: number): number | undefined {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? to) < to) low = middle + 1;
    else high = middle;
  }
  const last = positions[low - 1];
  return last !== undefined && last >= from ? last : undefined;
}

/** Returns the positions of `@` in a text. */
function atSigns(text: string): number[] {
  const positions: number[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) positions.push(at);
  return positions;
}

/** Returns the end of the user and the password of a URL. */
function endOfUserInfo(text: string, ats: readonly number[], url: Url, isCut: boolean): number | undefined {
  const { from, authority, to, limit } = url;
  const at = lastBetween(ats, from, authority);
  if (at !== undefined) return text.startsWith('sha256:', at + 1) ? undefined : at;
  if (hasPort(text.slice(from, authority))) return undefined;
  // An unescaped password may contain a slash, a quote or another URL.
  const later = lastBetween(ats, from, to) ?? lastBetween(ats, from, limit);
  return later ?? (isCut && limit === text.length ? limit : undefined);
}

/** Returns the range of the secret in the user information of a URL. */
function secretOf(text: string, scheme: string, { from, to }: Span): Span {
  const colon = text.indexOf(':', from);
  const end = colon < 0 || colon >= to ? to : colon;
  // Web servers receive tokens as user names, too.
  const isToken = /^(?:[\w.+-]*\+)?https?$/i.test(scheme) && !isUserName(text.slice(from, end));
  return isToken ? { from, to } : { from: Math.min(end + 1, to), to };
}

/** A path whose last part is a secret, after the scheme. */
const webhooks = [
  /^(?:hooks\.slack\.com\/(?:services|workflows|triggers)|[\w.-]+\/api(?:\/v\d+)?\/webhooks|[\w.-]+\.webhook\.office\.com\/\w+|api\.telegram\.org\/(?:file\/)?bot|maker\.ifttt\.com\/trigger\/[\w-]+(?:\/json)?\/with\/key|hooks\.zapier\.com\/hooks\/catch|hooks\.[\w.-]+)\/?(?<secret>[^?#]{8,})/i,
  /^[\w.:@%-]+\/(?:[\w.%-]+\/){0,8}(?:webhooks?(?:b2)?|bot\/v\d+\/hook)\/(?<secret>[^?#]{8,})/i,
  /^[\w.:@%-]+\/(?:[\w.%-]+\/){0,8}hooks\/(?<secret>(?=[\w-]{0,64}\d)[\w-]{16,}[^?#]*)/i,
];

/** Returns the secret part of the path of a webhook. */
function webhookSecret(text: string, { from, to }: Url): Span | undefined {
  const url = text.slice(from, Math.min(to, from + 2048));
  if (!/hook|\/bot|ifttt/i.test(url)) return undefined;
  const secret = webhooks.map((pattern) => pattern.exec(url)?.groups?.['secret']).find((found) => found !== undefined);
  const start = secret === undefined ? -1 : url.indexOf(secret);
  return start < 0 ? undefined : { from: from + start, to };
}

/**
 * Returns the passwords and tokens in URLs. In a text that was cut off, a URL at the end may have a password whose end
 * is missing.
 */
export function urlCredentials(text: string, isCut: boolean): Span[] {
  const spans: Span[] = [];
  if (!text.includes('://')) return spans;
  const ats = atSigns(text);
  let end = 0;
  for (const url of urlsIn(text)) {
    if (url.from < end) continue;
    const to = endOfUserInfo(text, ats, url, isCut);
    const secret = to === undefined ? undefined : secretOf(text, url.scheme, { from: url.from, to });
    if (secret && secret.from < secret.to) {
      spans.push(secret);
      end = secret.to;
    }
    const webhook = webhookSecret(text, url);
    if (webhook) spans.push(webhook);
  }
  return spans;
}

/** The part of an address after the `@`: `tcp(host)`, a domain, an IPv4 address, or a host and a port. */
const host =
  /(?!sha\d+:)(?:[a-z]\w{0,20}\(|(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@.])|\d{1,3}(?:\.\d{1,3}){3}|localhost\b|[\w-]{1,63}:\d)/iy;

/** Schemes without slashes, whose text before the `@` is no password. */
const schemes = /^(?:mailto|npm|jsr|sips?|xmpp|acct|im|workspace|link|file|ssh|git|sha\d+|\d+)$/i;

const user = /^(?:-{0,2}[A-Za-z_][\w.-]{0,99}=|[^@"']*[,;([{])?(?<name>[\w.%+\\-]{1,64}):(?!\/\/|\\)/;

const oracleUser = /(?<![\w-])oracle:(?:thin|oci):[\w.$-]{1,64}\//;

/** Returns the password in a word such as `user:password@host` or `jdbc:oracle:thin:user/password@//host`. */
function addressPassword(word: string): Span | undefined {
  const start = word.slice(0, 256);
  const oracle = oracleUser.exec(start);
  if (oracle) return { from: oracle.index + oracle[0].length, to: word.lastIndexOf('@') };
  const { 0: prefix, groups } = user.exec(start) ?? { 0: '' };
  if (schemes.test(groups?.['name'] ?? 'npm')) return undefined;
  for (let at = word.indexOf('@'); at >= 0; at = word.indexOf('@', at + 1)) {
    host.lastIndex = at + 1;
    if (at > prefix.length && host.test(word)) return { from: prefix.length, to: at };
  }
  return undefined;
}

/** Returns the passwords in the quoted parts of a word, or in the whole word. */
function* passwordsInWord(word: string): Generator<Span> {
  const whole = addressPassword(word);
  if (whole) yield whole;
  else if (/["'`<>]/.test(word)) {
    for (const { 0: part, index } of word.matchAll(/[^"'`<>]+/g)) {
      const password = part.includes('@') ? addressPassword(part) : undefined;
      if (password) yield { from: index + password.from, to: index + password.to };
    }
  }
}

/** Returns the passwords in addresses without a scheme: `user:password@host` and `user:password@tcp(host)/database`. */
export function addressPasswords(text: string): Span[] {
  const spans: Span[] = [];
  const endOfWord = nextMatch(text, /\s/g);
  let end = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', end)) {
    let start = at;
    while (start > end && /\S/.test(text[start - 1] ?? '')) start -= 1;
    end = endOfWord(at);
    for (const { from, to } of passwordsInWord(text.slice(start, end))) {
      spans.push({ from: start + from, to: start + to });
    }
  }
  return spans;
}
