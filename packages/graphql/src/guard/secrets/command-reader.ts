import { isHarmlessValue, isSecret, takesSecret } from './names.js';
import { noRules, type ProgramRules, rulesOf } from './programs.js';
import { isUserName } from './url-credentials.js';

/** How the word after an option is redacted: not at all, completely, or after its separator. */
type Next = 'plain' | 'secret' | 'pair';

const maxOptionLength = 100;
const option = /^--?[A-Za-z][\w.:-]*$/;

/** Whether a word after an option that takes a secret is another option. A secret may begin with a dash, too. */
export const isOption = (word: string): boolean =>
  /^(?:-[A-Za-z]|--?[a-z][a-z_.-]*(?:=.*)?)$/s.test(word.slice(0, 200));

/** Long options of any program whose value may be a user and a password. */
const userOptions = /^--?(?:user|username|login|proxy-user|userpass|user-pass)$/;

/** Words before the name of a program. */
const wrappers = /^(?:[A-Za-z_]\w*=.*|-.*|\d+[smh]?|sudo|doas|env|exec|nohup|nice|time|timeout|setsid|xargs|command)$/s;

/** Groups that `--user` may set together with a user. */
const groups = /^(?:\d+|root|wheel|staff|users|nobody|nogroup|adm|daemon|docker|www-data|nginx|node|app)$/;

const shell = /^(?:.*[/\\])?(?:ba|da|z|k|a|fi)?sh(?:\.exe)?$/s;

/** Options of curl without a value, which may precede another one in the same word, as in `-sSu`. */
const flags = /^-[#0-9afgijklnpqsvBGIJLMNORSVZ]+(?=[uUb])/;

/** Returns the index of the password in a pair, or -1. A user may be a token. */
function passwordIn(pair: string, separator: string): number {
  const at = pair.indexOf(separator);
  if (at < 0 || pair.startsWith('://', at)) return -1;
  const user = pair.slice(0, at);
  if (at + 1 === pair.length) return user === '' || isUserName(user) ? -1 : 0;
  return user.length >= 16 && /\d/.test(user) && !isUserName(user) ? 0 : at + 1;
}

/** Whether a pair is a user and a group rather than a user and a password. */
function isUserAndGroup(pair: string, hasGroups: boolean): boolean {
  const [user = '', group = ''] = pair.slice(0, 200).split(':');
  return user === group || groups.test(group) || (hasGroups && /^[a-z_-]+\d{0,4}$/.test(group));
}

/** Reads the words of a command, one after the other, and finds the secrets that options precede. */
export class CommandReader {
  #rules: ProgramRules = noRules;
  #isFirst = true;
  #next: Next = 'plain';
  /** The previous word. */
  #previous = '';
  #isShell = false;

  /** Whether the next word may contain a secret. */
  get expectsSecret(): boolean {
    return this.#next !== 'plain';
  }

  /** Whether the next word is a script of a shell, which may begin with variables. */
  get expectsScript(): boolean {
    return this.#isShell && /^-[a-z]*c$/.test(this.#previous);
  }

  /** Whether a word is an option whose value may contain a secret. */
  takesSecret(word: string): boolean {
    return this.#nextAfter(word, this.#previous) !== 'plain';
  }

  /** Begins another command. */
  startCommand(): void {
    this.#rules = noRules;
    this.#isFirst = true;
    this.#next = 'plain';
  }

  /** Reads a word, and returns the index at which a secret in it begins, or -1. */
  read(word: string): number {
    const [next, previous] = [this.#next, this.#previous];
    this.#next = 'plain';
    this.#previous = word;
    this.#isShell ||= shell.test(word.slice(-16));
    const isValue = word !== '' && !isOption(word);
    if (next === 'secret' && isValue) return isHarmlessValue(previous, word) ? -1 : 0;
    if (next === 'pair' && isValue) return this.#password(previous, word);
    if (word.startsWith('-') || word.startsWith('/')) {
      const joined = this.#joined(word);
      if (joined >= 0) return joined;
    }
    this.#rules = this.#rulesAfter(word);
    this.#next = this.#nextAfter(word, previous);
    this.#isFirst &&= wrappers.test(word);
    return -1;
  }

  #rulesAfter(word: string): ProgramRules {
    const { subcommands = {} } = this.#rules;
    const subcommand = Object.hasOwn(subcommands, word) ? subcommands[word] : undefined;
    return subcommand ?? rulesOf(word, this.#isFirst) ?? this.#rules;
  }

  /** Returns how the word after another is redacted. */
  #nextAfter(word: string, previous: string): Next {
    if (word.length > maxOptionLength) return 'plain';
    const { next, pair } = this.#rules;
    const name = pair?.includes('-u') ? word.replace(flags, '-') : word;
    if (next?.includes(name)) return 'secret';
    if (pair?.includes(name) || word === '-U') return 'pair';
    // Without a dash only in `set password …` and the like.
    if (option.test(word) || /^(?:set|config|--add)$/i.test(previous)) {
      if (userOptions.test(word)) return 'pair';
      return takesSecret(word) ? 'secret' : 'plain';
    }
    return /^(?:\/password|requirepass)$/i.test(word) ? 'secret' : 'plain';
  }

  /** Returns the index of a secret that follows an option in the same word, or -1. */
  #joined(word: string): number {
    const { joined, pair } = this.#rules;
    const prefix = word.startsWith('--')
      ? undefined
      : joined?.find((each) => word.startsWith(each) && word.length > each.length);
    if (prefix) return isPortMapping(word.slice(prefix.length)) ? -1 : prefix.length;
    const short = pair?.includes('-u') ? word.replace(flags, '-') : word;
    const name = /^--[a-z][a-z-]*(?==)/.exec(word.slice(0, maxOptionLength))?.[0] ?? short.slice(0, 2);
    const isPair = pair?.includes(name) || userOptions.test(name) || /^-u[\w.@-]+:/.test(short.slice(0, 70));
    if (!isPair || short.length < 4) return -1;
    const start = name.startsWith('--') ? name.length + 1 : word.length - short.length + 2;
    const password = this.#password(name, word.slice(start));
    return password < 0 ? -1 : start + password;
  }

  /** Returns the index of the password in the value of an option, or -1. */
  #password(name: string, value: string): number {
    const { pair, separator = ':', hasGroups = false } = this.#rules;
    if (pair?.includes(name)) return passwordIn(value, separator);
    if (isUserAndGroup(value, hasGroups)) return -1;
    const percent = /^[\w.\\/-]+%(?=.)/.exec(value.slice(0, 100))?.[0];
    if (percent !== undefined) return percent.length;
    // Programs such as psql have another option -U.
    return name === '-U' ? -1 : passwordIn(value, ':');
  }
}

/** Whether the value of `-p` is a port mapping of a container, such as `8080:80` or `127.0.0.1:53:53/udp`. */
const isPortMapping = (value: string): boolean => /^[\d.-]+:[\d.:-]+(?:\/\w+)?$/.test(value.slice(0, 64));

/** Returns the index of the secret in an argument such as `--password=…` or `/password:…`, or -1. */
export function secretAfterName(argument: string): number {
  const name = /^(?:-{0,2}[A-Za-z_][\w.-]{0,99}(?==)|\/[A-Za-z]\w{0,99}(?=:))/.exec(argument.slice(0, 110))?.[0];
  if (name === undefined || !isSecret(name) || argument.length === name.length + 1) return -1;
  return isHarmlessValue(name, argument.slice(name.length + 1)) ? -1 : name.length + 1;
}
