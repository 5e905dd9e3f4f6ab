import { CommandReader, isOption } from './command-reader.js';
import type { Span } from './span.js';
import { endOfQuotedWord, endOfWord, valueAt, valueEnds } from './value-end.js';

const wordPattern = /[^\s"'`()[\]{},;|&<>\\]+/g;

/** The quote that is open at the end of a text between two words. */
function quoteAfter(gap: string, open: string): string {
  let quote = open;
  for (const mark of gap.match(/["']/g) ?? []) {
    if (quote === '') quote = mark;
    else if (quote === mark) quote = '';
  }
  return quote;
}

const separator = /\n|;\s|&&|\|\||\s[|&]\s|\$\(|`/;

/** The name of a variable or an option before a command, as in `--exec=mysql -p…`. */
const nameInWord = /^-{0,2}[A-Za-z_][\w.-]{0,99}=(?=[-\w./])/;

/** What lies between an option and its value: spaces, the quotes around the option, a comma in a list. */
const beforeValue = /(?:\\*["'])?(?:\\*\s)*,?(?:\\*\s)*/y;

/** Returns the range of the value of an option that ends at a position. It is empty if there is none. */
function valueAfter(text: string, end: number): Span {
  beforeValue.lastIndex = end;
  const [gap = ''] = beforeValue.exec(text) ?? [];
  return /[\s,]/.test(gap) ? valueAt(text, end + gap.length, valueEnds.word) : { from: end, to: end };
}

/** Returns the range of a secret that begins within a word. */
const restOfWord = (text: string, word: number, from: number): Span => ({
  from,
  to: endOfQuotedWord(text, word, from) ?? endOfWord(text, from, valueEnds.word),
});

/** Finds the secrets that follow options in a text that contains commands. */
class CommandScanner {
  readonly #text: string;
  readonly #reader = new CommandReader();
  readonly spans: Span[] = [];
  #end = 0;
  #quote = '';

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads a word, and returns the position after it and its value. `names` limits the names before the word. */
  scan(word: string, index: number, names = 2): number {
    const gap = this.#text.slice(this.#end, index);
    this.#quote = quoteAfter(gap, this.#quote);
    if (this.#quote === '' && separator.test(gap)) this.#reader.startCommand();
    this.#end = this.#endOf(word, index);
    const secret = this.#reader.read(this.#text.slice(index, this.#end));
    const name = nameInWord.exec(word)?.[0].length ?? 0;
    if (secret >= 0) this.#add(restOfWord(this.#text, index, index + secret));
    else if (this.#reader.expectsSecret) this.#readValue();
    else if (name > 0 && names > 0) {
      this.#end = index + name;
      return this.scan(word.slice(name), this.#end, names - 1);
    }
    return this.#end;
  }

  /** Returns the end of a word, including the quoted parts of an option. */
  #endOf(word: string, index: number): number {
    const end = index + word.length;
    const following = this.#text.slice(end, end + 2);
    if (!word.startsWith('-') || !/^["'\\`,]/.test(following)) return end;
    // A space that is escaped for another shell precedes the value.
    const isOption = /^\\\s?/.test(following) && this.#reader.takesSecret(word);
    return isOption ? end : endOfWord(this.#text, index, valueEnds.word);
  }

  /** Reads the value of an option, unless it is another option. */
  #readValue(): void {
    const { from, to } = valueAfter(this.#text, this.#end);
    const value = this.#text.slice(from, to);
    if (value === '' || isOption(value)) return;
    const secret = this.#reader.read(value);
    if (secret >= 0) this.#add({ from: from + secret, to });
  }

  #add(span: Span): void {
    this.spans.push(span);
    this.#end = Math.max(this.#end, span.to);
  }
}

/** Returns the secrets that follow options in a text that contains commands, such as the argument of `sh -c`. */
export function commandSecrets(text: string): Span[] {
  const scanner = new CommandScanner(text);
  if (!/[\s"'`,]|=-/.test(text)) return scanner.spans;
  const words = new RegExp(wordPattern);
  for (let found = words.exec(text); found; found = words.exec(text)) {
    words.lastIndex = scanner.scan(found[0], found.index);
  }
  return scanner.spans;
}
