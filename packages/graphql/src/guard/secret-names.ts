/** Words that end the name of a secret, alone or after other words. */
const secretWords = new Set(
  'password passwd passphrase passcode pass pwd pw secret token apikey credential credentials authorization cookie'.split(
    ' ',
  ),
);

/** Suffixes of names in one word, such as PGPASSWORD or authtoken. */
const secretSuffixes =
  /(?:authorization|password|passwd|passphrase|secret|token|apikey|accesskey|secretkey|privatekey|storepass|keypass|userpass|dbpass)$/;

/** Words before `key` that make it a secret; other keys are columns or keyboard keys. */
const secretKeyPrefixes = new Set(
  'api access secret private account auth encryption master signing shared session storage subscription license'.split(
    ' ',
  ),
);

/** Complete names of other secrets. */
const secretPhrases = new Set(['connection string', 'x amz signature', 'x amz security token', 'conn str']);

/** Names that end like the name of a secret but are not one. */
const harmlessNames = new Set(['PWD', 'OLDPWD']);

/** First words of options that prompt for a secret or disable it, and so take none. */
const harmlessPrefixes = new Set(['no', 'ask', 'prompt', 'disable', 'enable', 'require', 'skip', 'use', 'without']);

const maxNameLength = 100;

/** Splits a name into words: `--db-password`, `DB_PASSWORD`, `db.password` and `dbPassword` have the same words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Whether a name is that of a password, a token or a key. */
export function isSecret(name: string): boolean {
  if (name.length > maxNameLength || harmlessNames.has(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (secretWords.has(last) || secretSuffixes.test(last)) return true;
  if (last === 'key' && secretKeyPrefixes.has(words.at(-2) ?? '')) return true;
  return secretPhrases.has(words.join(' '));
}

/** Whether the value of a name may be the path of a file that contains the secret. */
export const mayBePath = (name: string): boolean => /(?:key|credentials?)$/i.test(name);

/** Whether the next argument of an option is a secret. */
export const takesSecret = (option: string): boolean =>
  isSecret(option) && !harmlessPrefixes.has(wordsOf(option)[0] ?? '');
