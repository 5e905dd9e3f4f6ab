/** Words that end the name of what is secret, alone or with others before them. */
const secretWords = new Set(
  'password passwd passphrase passcode pass pwd pw secret token apikey credential credentials authorization cookie'.split(
    ' ',
  ),
);

/** Ends of words that are written in one, such as PGPASSWORD or authtoken. */
const secretEnds =
  /(?:authorization|password|passwd|passphrase|secret|token|apikey|accesskey|secretkey|privatekey|storepass|keypass|userpass|dbpass)$/;

/** What a key is for, where it is secret: others are names of columns, or of keys on a keyboard. */
const secretKeys = new Set(
  'api access secret private account auth encryption master signing shared session storage subscription license'.split(
    ' ',
  ),
);

/** What else is secret, by its whole name. */
const secretPhrases = new Set(['connection string', 'x amz signature', 'x amz security token', 'conn str']);

/** Names of what is not secret although they end so. */
const plainNames = new Set(['PWD', 'OLDPWD']);

/** What comes before the name of a thing that an option only asks or forbids. */
const questions = new Set(['no', 'ask', 'prompt', 'disable', 'enable', 'require', 'skip', 'use', 'without']);

const longestName = 100;

/** The words of a name: those of `--db-password`, `DB_PASSWORD`, `db.password` and `dbPassword` are the same. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Whether a name is that of a password, a token or a key. */
export function isSecret(name: string): boolean {
  if (name.length > longestName || plainNames.has(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (secretWords.has(last) || secretEnds.test(last)) return true;
  if (last === 'key' && secretKeys.has(words.at(-2) ?? '')) return true;
  return secretPhrases.has(words.join(' '));
}

/** Whether a name is that of a file's content as often as of its path. */
export const mayBePath = (name: string): boolean => /(?:key|credentials?)$/i.test(name);

/** Whether an option's next argument is a secret: of what the option is the name of, and does not only ask for. */
export const takesSecret = (option: string): boolean => isSecret(option) && !questions.has(wordsOf(option)[0] ?? '');
