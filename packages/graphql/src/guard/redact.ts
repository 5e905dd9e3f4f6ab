import { redaction, redactText } from './redact-text.js';
import { isSecret, mayBePath, takesSecret } from './secret-names.js';

/** Options that take a secret in some programs, and have another meaning in others. */
interface ProgramRules {
  /** Options whose next argument is a secret. */
  readonly next?: readonly string[];
  /** An option that is followed by a secret in the same argument. */
  readonly joined?: string;
  /** Options whose next argument is a user, a colon and a password. */
  readonly pair?: readonly string[];
}

const mysql: ProgramRules = { joined: '-p' };
const mongo: ProgramRules = { next: ['-p'] };
const ldap: ProgramRules = { next: ['-w'] };
const rulesOf = new Map<string, ProgramRules>([
  ...[
    'mysql',
    'mysqladmin',
    'mysqldump',
    'mysqlimport',
    'mysqlcheck',
    'mysqlshow',
    'mariadb',
    'mariadb-dump',
    'mariadb-admin',
  ].map((name) => [name, mysql] as const),
  ...['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoexport', 'mongoimport'].map(
    (name) => [name, mongo] as const,
  ),
  ...['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldappasswd', 'ldapwhoami'].map(
    (name) => [name, ldap] as const,
  ),
  ['sshpass', { next: ['-p'], joined: '-p' }],
  ['redis-cli', { next: ['-a'] }],
  ['xfreerdp', { joined: '/p:' }],
  ['sqlcmd', { next: ['-P'] }],
  ...['ssh', 'scp', 'sftp', 'rsync'].map((name) => [name, {}] as const),
  ['curl', { pair: ['-u', '--user', '-U', '--proxy-user'] }],
  ['http', { pair: ['-a', '--auth'] }],
  ['https', { pair: ['-a', '--auth'] }],
]);

/** How the argument after an option is redacted: not at all, completely, or after its colon. */
type NextArgument = 'plain' | 'secret' | 'pair';

const optionPattern = /^--?[A-Za-z][\w.-]*$/;
const looksLikeOption = (argument: string) => /^--?[A-Za-z][\w.-]*(?:=|$)/.test(argument.slice(0, 120));

function redactPair(argument: string): string {
  const colon = argument.indexOf(':');
  return colon < 0 || colon === argument.length - 1 ? argument : argument.slice(0, colon + 1) + redaction;
}

/** Redacts the words of a command line, one after the other. */
class WordRedactor {
  #rules: ProgramRules = {};
  #next: NextArgument = 'plain';
  /** Name of the previous option. */
  #option = '';
  /** The quote around a secret of several words. */
  #quote = '';
  readonly #isText: boolean;

  /** @param isText Whether the words are those of a text, in which they may be quoted, and not arguments. */
  constructor(isText: boolean) {
    this.#isText = isText;
  }

  redact(word: string): string {
    if (this.#quote !== '') {
      if (word.endsWith(this.#quote)) this.#quote = '';
      return redaction;
    }
    const next = this.#next;
    this.#next = 'plain';
    if (next !== 'plain' && word !== '' && !looksLikeOption(word)) return this.#value(word, next);
    return this.#word(word);
  }

  #value(word: string, next: NextArgument): string {
    if (next === 'pair') return redactPair(word);
    if (mayBePath(this.#option) && /^[/.~]/.test(word)) return word;
    if (/^\d$/.test(word)) return word; // A number of passes, such as `--pass 2`, rather than a password.
    const quote = this.#isText ? /^["']/.exec(word)?.[0] : undefined;
    if (quote && (word.length === 1 || !word.endsWith(quote))) this.#quote = quote;
    return redaction;
  }

  #word(word: string): string {
    this.#rules = rulesOf.get(word.slice(word.lastIndexOf('/') + 1)) ?? this.#rules;
    const { next, joined, pair } = this.#rules;
    if (joined && word.length > joined.length && word.startsWith(joined) && !word.startsWith('--')) {
      return joined + redaction;
    }
    if (word.length <= 100 && optionPattern.test(word)) {
      this.#option = word;
      if (next?.includes(word) || takesSecret(word)) this.#next = 'secret';
      else if (pair?.includes(word)) this.#next = 'pair';
      return word;
    }
    return this.#isText ? word : redactArgument(word);
  }
}

/** Redacts an argument that is more than an option. */
function redactArgument(text: string): string {
  const name = /^-{0,2}[A-Za-z_][\w.-]{0,99}(?==)/.exec(text.slice(0, 110))?.[0];
  if (name !== undefined && isSecret(name) && text.length > name.length + 1) {
    const isPath = mayBePath(name) && /^[/.~]/.test(text[name.length + 1] ?? '');
    return isPath ? text : `${name}=${redaction}`;
  }
  const redacted = redactText(text);
  if (!/\s/.test(redacted)) return redacted;
  // A command line within an argument, as for `sh -c`.
  const redactor = new WordRedactor(true);
  return redacted
    .split(/(\s+)/)
    .map((word, index) => (index % 2 === 0 ? redactor.redact(word) : word))
    .join('');
}

/**
 * Returns a command line in which passwords, tokens and keys are replaced by `[redacted]`. They are recognized by the
 * names before them and by their prefixes; other words stay.
 */
export function redactCmdline(cmdline: readonly string[]): string[] {
  const redactor = new WordRedactor(false);
  return cmdline.map((word) => redactor.redact(word));
}
