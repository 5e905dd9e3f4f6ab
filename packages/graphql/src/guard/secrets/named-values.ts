import { isHarmlessValue, isSecret, isSecretParameter, maxNameLength } from './names.js';
import type { Span } from './span.js';
import { endOfQuotedWord, endOfWord, quoteAt, quoteBefore, valueAt, valueEnds } from './value-end.js';

const maxSpaces = 8;

/** Moves back over spaces, but not far. */
function skipSpacesBack(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < maxSpaces && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at;
}

/** A name before a sign. */
interface Name {
  readonly text: string;
  readonly from: number;
  readonly isQuoted: boolean;
}

/** Returns the name before a sign, such as `name`, `"name"`, `\"name\"` or `['name']`. */
function nameBefore(text: string, sign: number): Name {
  let to = skipSpacesBack(text, sign);
  if (text[to - 1] === ']') to -= 1;
  const isQuoted = text[to - 1] === '"' || text[to - 1] === "'";
  if (isQuoted) to -= 1;
  while (isQuoted && text[to - 1] === '\\') to -= 1;
  let from = to;
  const character = isQuoted ? /[\w .-]/ : /[\w.-]/;
  while (from > 0 && to - from < maxNameLength && character.test(text[from - 1] ?? '')) from -= 1;
  return { text: text.slice(from, to), from, isQuoted };
}

/** Returns the start of the value after a sign. */
function valueStart(text: string, sign: number, after: number): number {
  const hasSpaces = text[sign] !== '=' || text[after - 1] === '>' || /\s/.test(text[sign - 1] ?? '');
  let at = after;
  while (hasSpaces && at - after < maxSpaces && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

/** Whether a colon after a name separates other things: an image and its tag, a scheme and a path, or a task. */
function isSeparator(text: string, name: Name, after: number): boolean {
  if (name.isQuoted || /\s/.test(text[after] ?? '')) return false;
  if (text.startsWith('//', after) || /^auth$/i.test(name.text)) return true;
  const before = text[name.from - 1] ?? '';
  return (
    before === ':' || before === '@' || (before === '/' && name.from > 1 && /[^\s"']/.test(text[name.from - 2] ?? ''))
  );
}

/** Whether a name begins a line, as that of an HTTP header does. */
const beginsLine = (text: string, { from }: Name): boolean => from === 0 || /[\r\n]/.test(text[from - 1] ?? '');

/** Returns the pattern that ends the value of a name. */
function endsOf(text: string, name: Name, sign: string): RegExp {
  const before = text[name.from - 1] ?? ' ';
  if (sign === '>') return valueEnds.element;
  if (sign === ':' && beginsLine(text, name)) return /[\r\n]/g;
  if (/authorization$/i.test(name.text)) return sign === ':' ? /["'\\\r\n]/g : /["'\\\r\n,;&]/g;
  if (sign === ':' && /cookie$/i.test(name.text)) return /["'\\\r\n]/g;
  if (before === '?' || before === '&') return valueEnds.parameter;
  if (sign === '=' && before === ';') return valueEnds.property;
  const isWord = sign === '=' ? /[\s=]/.test(before) : sign === ':' && name.text.includes('-');
  return isWord ? valueEnds.word : valueEnds.list;
}

const scheme = /(?:basic|bearer|digest|token|negotiate|ntlm|apikey) +/iy;

/** Whether a quote at a position ends the quoted text in which a name begins, so that the name has no value. */
function endsQuoted(text: string, name: Name, at: number): boolean {
  const [open, close] = [quoteBefore(text, name.from), quoteAt(text, at)];
  return open !== undefined && close?.mark === open.mark && close.depth === open.depth;
}

/** Returns the range of the value of a name. */
function secretValue(text: string, from: number, name: Name, sign: string): Span {
  const ends = endsOf(text, name, sign);
  const isEnclosed = !name.isQuoted && (endsQuoted(text, name, from) || !/["'\\[{$`]/.test(text[from] ?? ''));
  const quoted = isEnclosed ? endOfQuotedWord(text, name.from, from) : undefined;
  if (quoted !== undefined) return { from, to: quoted };
  scheme.lastIndex = from;
  if (!scheme.test(text)) return valueAt(text, from, ends);
  return { from, to: endOfWord(text, scheme.lastIndex, ends) };
}

/** Whether a name before a sign is that of a secret. */
function precedesSecret(text: string, name: Name, sign: string, after: number): boolean {
  // The operator =~ is no assignment.
  if (name.text === '' || /^\s=~/.test(text.slice(after - 2, after + 1))) return false;
  const before = text[name.from - 1] ?? '';
  if (sign === '>') return before === '<' && isSecret(name.text);
  if (sign === ':' && isSeparator(text, name, after)) return false;
  return before === '?' || before === '&' ? isSecretParameter(name.text) : isSecret(name.text);
}

/** Returns the values after the name of a secret and one of the signs `=`, `:`, `=>` and `:=`, or in an XML element. */
export function namedValues(text: string): Span[] {
  const spans: Span[] = [];
  const signs = /=>|:=|[=:>]/g;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const { 0: sign, index } = found;
    const after = index + sign.length;
    const name = nameBefore(text, index);
    if (!precedesSecret(text, name, sign, after)) continue;
    const span = secretValue(text, valueStart(text, index, after), name, sign);
    if (span.from === span.to) continue;
    signs.lastIndex = span.to;
    if (!isHarmlessValue(name.text, text.slice(span.from, span.to))) spans.push(span);
  }
  return spans;
}

const pairOfNameAndValue =
  /(?:name|key)\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["'](?<name>[\w.-]{1,100})\\{0,7}["']\s{0,4},?\s{0,8}\\{0,7}["']?value\\{0,7}["']?\s{0,4}[:=]\s{0,4}/gi;

/** Returns the values in `{"name": "PASSWORD", "value": "…"}` and `<add key="Password" value="…"/>`. */
export function namedPairs(text: string): Span[] {
  if (!/value/i.test(text)) return [];
  return [...text.matchAll(pairOfNameAndValue)]
    .filter(({ groups }) => isSecret(groups?.['name'] ?? ''))
    .map(({ 0: pair, index }) => valueAt(text, index + pair.length, valueEnds.list));
}
