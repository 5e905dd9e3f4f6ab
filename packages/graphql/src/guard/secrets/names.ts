const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that end the name of a secret, alone or after other words. */
const secretWords = setOf(
  `password passwords passwd passphrase passcode pass pwd pw secret secrets token apikey credential credentials cred
  creds authorization cookie auth oauth bearer psk otp mnemonic`,
);

/** Suffixes of names in one word, such as PGPASSWORD or authtoken. */
const secretSuffixes =
  /(?:authorization|password|passwd|passphrase|secret|token|psk|sess(?:ion)?id|(?:proxy|basic|http|master)auth|(?:api|access|secret|private|priv|auth|account|master|encryption|signing|shared|session|subscription|license|app)key|(?:require|master|root|admin|user|db|sql|key|store|cert|login|auth|proxy|bind|ldap|smtp|mail|ftp|vnc|my)(?:pass|pwd|pw))$/;

/** Words that make a name secret also if other words follow, such as in SECRET_KEY_BASE or DB_PASSWORD_PROD. */
const strongWords = setOf('password passwd passphrase secret apikey');

/** Last words of names that contain one of the {@link strongWords} but are not those of a secret. */
const harmlessLastWords = setOf(
  `file files path dir directory name names prefix suffix length size type types store manager policy policies min max
  age ttl expiry expires expiration timeout algorithm alg method methods prompt stdin fd count rotation ref refs arn
  version strength url uri endpoint provider backend source mode enabled disabled required only env field column format
  namespace mount volume command cmd script helper plugin charset authentication change changed encoder eval
  date time at by encryption lifetime history`,
);

/** Words after `token` or `key` that keep a name secret. */
const valueWords = setOf('value text string base64 b64 encoded prod production dev staging test ci old new');

/** Words before `key` that make it a secret; other keys are columns or keyboard keys. */
const secretKeyPrefixes = setOf(
  `api access secret private account auth encryption master signing shared preshared session storage subscription
  license app application service admin deploy deployment ssh gpg pgp aes hmac jwt webhook consumer ingest ingestion
  integration activation cipher decryption fernet cookie token functions unseal recovery role anon write wep`,
);

/** Words before `KEY` in the names of environment variables that make it public or a column. */
const harmlessKeyPrefixes = setOf(
  'primary public publishable sort foreign cache partition routing object row group hot compose index unique message',
);

/** Complete names of other secrets. */
const secretPhrases = setOf(
  `connection-string conn-str x-amz-signature x-amz-security-token x-goog-signature shared-access-signature
  set-initial-password`,
);

/** Parameters of URLs that are secrets, and mean something else elsewhere. */
const secretParameters = setOf('sig signature hmac');

/** Names that end like the name of a secret but are not one. */
const harmlessNames = setOf('PWD OLDPWD');

/** First words of options that prompt for a secret or disable it, and so take none. */
const harmlessPrefixes = setOf('no ask prompt disable enable require skip use with without has show hide allow');

/** Values of the option `auth` that name a method. */
const authMethods = setOf(
  `basic digest ntlm negotiate kerberos gssapi plain login cram-md5 trust peer ident md5 scram-sha-1 scram-sha-256
  password cert certificate token oauth oauth2 ldap pam radius jwt bearer iam sspi any tls mtls required optional`,
);

/** Maximum length of the name of a secret. */
export const maxNameLength = 100;

/** A test that most names fail, before they are split into words. */
const hint = /pass|pwd|pw|secret|token|key|cred|auth|cookie|bearer|psk|otp|conn|signature|sess|mnemonic/i;

/** Splits a name into words: `--db-password`, `DB_PASSWORD`, `db.password` and `dbPassword` have the same words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function isSecretKey(name: string, before: string): boolean {
  return secretKeyPrefixes.has(before) || (/^[A-Z\d_]+_KEY$/.test(name) && !harmlessKeyPrefixes.has(before));
}

function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (words.length > 1 && valueWords.has(words.at(-1) ?? '')) words.pop();
  const last = (words.at(-1) ?? '').replace(/\d+$/, '');
  if (secretWords.has(last) || secretSuffixes.test(last)) return true;
  if (/^keys?$/.test(last) && isSecretKey(name, words.at(-2) ?? '')) return true;
  if (words.some((word) => strongWords.has(word))) return !harmlessLastWords.has(last);
  return secretPhrases.has(words.join('-'));
}

/** Whether a name is that of a password, a token or a key. */
export function isSecret(name: string): boolean {
  if (name.length > maxNameLength || harmlessNames.has(name) || !hint.test(name)) return false;
  // The name of a property may follow an option: -PapiKey.
  return isSecretName(name) || (/^-[A-Z][A-Za-z]/.test(name) && isSecretName(name.slice(2)));
}

/** Whether a parameter of a URL is a secret. */
export const isSecretParameter = (name: string): boolean => isSecret(name) || secretParameters.has(name.toLowerCase());

/** Whether the next argument of an option is a secret. */
export const takesSecret = (option: string): boolean =>
  isSecret(option) && !harmlessPrefixes.has(wordsOf(option)[0] ?? '');

const path = /^(?:~|\.{1,2})?\/(?:[\w.@-]+\/)*[\w.@-]+$/;

/** Whether a value is the path of a file that contains the key. A key in Base64 may begin with a slash, too. */
function isKeyPath(name: string, value: string): boolean {
  if (!/(?:key|credentials?|auth|cookie)$/i.test(name) || !path.test(value)) return false;
  const isBase64 = /secret|access|account|storage|shared/i.test(name);
  return !isBase64 && (value[0] !== '/' || /^\/[a-z.][\w.-]*\//.test(value));
}

/** Files and variables that contain a secret, as in the option `--secret` of `docker build`. */
const reference =
  /^(?:id|src|source|env|target|type|required)=[\w./-]*(?:,(?:id|src|source|env|target|type|required)=[\w./-]*)*$/;

/** Whether the value of a secret name is not a secret: a switch, a reference to a file, or an authentication method. */
export function isHarmlessValue(name: string, value: string): boolean {
  if (value.length > 4096) return false;
  if (/^(?:true|false|yes|no|on|off|none|null|\d)$/i.test(value)) return true;
  if (/auth$/i.test(name) && authMethods.has(value.toLowerCase())) return true;
  return isKeyPath(name, value) || (/secret$/i.test(name) && reference.test(value));
}
