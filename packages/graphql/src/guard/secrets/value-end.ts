import type { Span } from './span.js';

/** Whether the character at a position continues a word, rather than ending it as a space or a bracket does. */
const continues = (text: string, at: number): boolean =>
  at < text.length && !text.startsWith('/>', at) && !/[\s;&|,)}\]>:<]/.test(text[at] ?? '');

/** Whether a word continues after a closing quote: with another character, or with another quoted part. */
function continuesAfterQuote(text: string, at: number): boolean {
  if (!continues(text, at)) return false;
  const isEscape = text[at] === '\\' && quoteAt(text, at) === undefined;
  return isEscape || !/["'`\\]/.test(text[at] ?? '') || continues(text, at + 1);
}

/** Returns the number of backslashes at a position. */
function countBackslashes(text: string, from: number): number {
  let at = from;
  while (text[at] === '\\') at += 1;
  return at - from;
}

/** A quote, which is escaped by `depth` backslashes. */
interface Quote {
  readonly depth: number;
  readonly mark: string;
}

/** Returns the quote that begins at a position. */
export function quoteAt(text: string, at: number): Quote | undefined {
  const depth = countBackslashes(text, at);
  const mark = text[at + depth] ?? '';
  return mark === '"' || mark === "'" ? { depth, mark } : undefined;
}

/** A single quote within single quotes of a shell: the quotes are closed before it and opened again after it. */
const quoteInQuotes = /'(?:\\+'|\\*"'\\*")'/y;

/** Returns the end of a quote within single quotes that begins at a position, or the position. */
function skipQuoteInQuotes(text: string, at: number): number {
  quoteInQuotes.lastIndex = at;
  return quoteInQuotes.test(text) ? quoteInQuotes.lastIndex : at;
}

/**
 * Returns the position of the closing quote, without its backslashes, or the end of the text. A quote with more
 * backslashes than the opening one is part of the value.
 */
function closingQuote(text: string, from: number, { depth, mark }: Quote): number {
  const special = mark === '"' ? /["\\]/g : /['\\]/g;
  special.lastIndex = from;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const at = found.index + countBackslashes(text, found.index);
    const isQuote = text[at] === mark;
    const isClosing = isQuote && (at - found.index) % (2 * depth + 2) === depth;
    const after = isClosing && mark === "'" ? skipQuoteInQuotes(text, at) : at;
    if (isClosing && after === at) return at - depth;
    special.lastIndex = Math.max(after, isQuote || at === found.index ? at + 1 : at);
  }
  return text.length;
}

/** Returns the end of a word that may contain quoted parts and escaped characters. `ends` is a global pattern. */
export function endOfWord(text: string, from: number, ends: RegExp): number {
  let at = from;
  while (at < text.length) {
    ends.lastIndex = at;
    at = ends.exec(text)?.index ?? text.length;
    const quote = quoteAt(text, at);
    // An escaped single quote in a word is part of it; an escaped double quote may end a string around it.
    const mayEnd = quote !== undefined && at > from && (quote.depth === 0 || quote.mark === '"');
    if (mayEnd && !continuesAfterQuote(text, at + quote.depth + 1)) return at;
    if (quote && (at === from || quote.depth === 0)) {
      at = closingQuote(text, at + quote.depth + 1, quote) + quote.depth + 1;
      if (!continuesAfterQuote(text, at)) return Math.min(at, text.length);
    } else if (text[at] === '\\') {
      at += countBackslashes(text, at) + 1;
    } else {
      return at;
    }
  }
  return text.length;
}

/** Returns the end of an object, a list or a command substitution, or the end of the text if it is incomplete. */
function endOfBrackets(text: string, from: number): number {
  const special = text[from] === '$' ? /[()]|\\*["']/g : /[[\]{}]|\\*["']/g;
  special.lastIndex = from;
  let depth = 0;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const quote = quoteAt(text, found.index);
    if (quote) special.lastIndex = closingQuote(text, special.lastIndex, quote) + quote.depth + 1;
    else depth += /[[{(]/.test(found[0]) ? 1 : -1;
    if (depth <= 0) return special.lastIndex;
  }
  return text.length;
}

/** What ends an unquoted value, as global patterns. All but the last also find quotes and backslashes. */
export const valueEnds = {
  /** A value in a list, an object or a call. A bracket that is part of the value is not followed by a separator. */
  list: /[\s,"'\\]|[)}\]](?=[\s)}\];,"']|$)|&(?=[&\s]|$)|;(?=\s|$|[\w .-]{1,40}=)|<(?=\/)/g,
  /** A value in a list separated by semicolons, such as a connection string. */
  property: /[;\r\n"'\\]/g,
  /** A parameter of a URL. */
  parameter: /[\s&#"'\\<>]/g,
  /** A word of a command. */
  word: /[\s"'\\]|;(?=\s|$)/g,
  /** The text of an XML element. */
  element: /</g,
} as const;

/** Returns the quote before a position. */
export function quoteBefore(text: string, at: number): Quote | undefined {
  const mark = text[at - 1] ?? '';
  if (mark !== '"' && mark !== "'") return undefined;
  let start = at - 1;
  while (text[start - 1] === '\\') start -= 1;
  return { depth: at - 1 - start, mark };
}

/** Returns the end of a quoted word that begins at `start` and contains `from`; undefined if it is not quoted. */
export function endOfQuotedWord(text: string, start: number, from: number): number | undefined {
  const quote = quoteBefore(text, start);
  if (!quote) return undefined;
  const close = closingQuote(text, from, quote);
  const after = close + quote.depth + 1;
  return continuesAfterQuote(text, after) ? endOfWord(text, after, valueEnds.word) : close;
}

/** Returns the range of a value in nested single quotes of a shell, as in `sh -c 'x '\''value'\'''`. */
function nestedValueAt(text: string, from: number, ends: RegExp): Span | undefined {
  quoteInQuotes.lastIndex = from;
  const quote = quoteInQuotes.exec(text)?.[0];
  if (quote === undefined) return undefined;
  const start = from + quote.length;
  const close = text.indexOf(quote, start);
  if (close < 0) return { from: start, to: text.length };
  const after = close + quote.length;
  return continuesAfterQuote(text, after) ? { from, to: endOfWord(text, after, ends) } : { from: start, to: close };
}

/** Returns the range of the value that begins at a position, without its quotes. */
export function valueAt(text: string, from: number, ends: RegExp): Span {
  if (text[from] === '[' || text[from] === '{' || text.startsWith('$(', from)) {
    const end = endOfBrackets(text, from);
    return { from, to: continuesAfterQuote(text, end) ? endOfWord(text, end, ends) : end };
  }
  if (text[from] === '`') {
    const close = text.indexOf('`', from + 1);
    return { from, to: close < 0 ? text.length : close + 1 };
  }
  const nested = nestedValueAt(text, from, ends);
  if (nested) return nested;
  const to = endOfWord(text, from, ends);
  const quote = quoteAt(text, from);
  if (!quote) return { from, to };
  const start = from + quote.depth + 1;
  const close = closingQuote(text, start, quote);
  // A quoted part with others after it is redacted with its quotes.
  return close + quote.depth + 1 < to ? { from, to } : { from: start, to: close };
}
