import { test } from 'vitest';
import { expectHidden, expectRedacted, secret } from '../support/redact.ts';

/** Values after the name of a secret. */
const named: readonly (readonly string[])[] = [
  ['helm', '--set', `auth.rootPassword=${secret}`],
  ['helm', '--set', `a=b,auth.password=${secret},c=d`],
  ['docker', '-e', `MYSQL_ROOT_PASSWORD=${secret}`],
  ['docker', `-eMYSQL_PWD=${secret}`],
  ['docker', `--env=API_TOKEN=${secret}`],
  ['env', `PGPASSWORD=${secret}`, 'psql'],
  ['env', `AWS_SECRET_ACCESS_KEY=${secret}`],
  ['env', `GITHUB_TOKEN=${secret}`],
  ['env', `SECRET_KEY_BASE=${secret}`],
  ['env', `APP_KEY=${secret}`],
  ['env', `STRIPE_KEY=${secret}`],
  ['env', `ENCRYPTION_KEY=${secret}`],
  ['env', `DB_PASSWORD_PROD=${secret}`],
  ['env', `PASSWORD2=${secret}`],
  ['env', `TOKEN_VALUE=${secret}`],
  ['env', `${'A'.repeat(120)}_PASSWORD=${secret}`],
  ['env', `REDIS_ARGS=--appendonly yes --requirepass ${secret}`],
  ['x', `--exec=mysql -u root -p${secret}`],
  ['x', `--args=-ubob:${secret}`],
  ['x', `--env=ARGS=--user=bob:${secret}`],
  ['terraform', '-var', `db_password=${secret}`],
  ['x', `Server=db;User Id=sa;Password=${secret};Database=y`],
  ['x', `Server=db;User Id=sa;Password="${secret}";Database=y`],
  ['x', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret};EndpointSuffix=b`],
  ['psql', `host=db user=me password=${secret} dbname=y`],
  ['psql', `host=db password='${secret}' dbname=y`],
  ['mount', '-o', `username=me,password=${secret},ro`],
  ['curl', '-d', `user=me&password=${secret}&a=1`],
  ['x', `{"user":"me","password":"${secret}"}`],
  ['x', `{"secret" : "${secret}"}`],
  ['x', `{"apiKey": "${secret}", "a": 1}`],
  ['x', `{'auth': '${secret}'}`],
  ['x', `{"API Key": "${secret}"}`],
  ['x', `PHPSESSID=${secret}`],
  ['x', `{"a":"{\\"password\\":\\"${secret}\\"}"}`],
  ['x', `[{"name":"DB_PASSWORD","value":"${secret}"}]`],
  ['x', `<add key="Password" value="${secret}"/>`],
  ['x', `<password>${secret}</password>`],
  ['x', `password: ${secret}`],
  ['x', `password = ${secret}`],
  ['node', '-e', `connect({ password: "${secret}", user: 'me' })`],
  ['node', '-e', `process.env['API_KEY'] = '${secret}'`],
  ['ruby', '-e', `connect(:password => "${secret}")`],
  ['curl', '-H', `X-Api-Key: ${secret}`],
  ['curl', '-H', `Authorization: ${secret}`],
  ['curl', `-HCookie: ${secret}`],
];

/** Secrets in a script of a shell. */
const scripts: readonly string[] = [
  `cmd --password ${secret} --user me`,
  `cmd --password='${secret}' next`,
  `cmd --password '${secret}' next`,
  `cmd --password \\\n ${secret}`,
  `cd /x && mysql -p${secret} db`,
  `cat x | mysql -p${secret} | tee y`,
  `if true; then mysql -p${secret}; fi`,
  `sudo docker login -u bob -p ${secret}`,
  `curl -u me:${secret} https://a.example`,
  `curl -sSu "me:${secret}" https://a.example`,
  `curl -H "X-Api-Key: ${secret}" -H 'Authorization: ${secret}' https://a.example`,
  `export A=1 TOKEN=${secret}; run`,
  `TOKEN=${secret} exec node server.js --port 80`,
  `echo '{"token":"${secret}"}' | tee x`,
  `bash -c 'mysql -p${secret}'`,
  `psql postgres://me:${secret}@db/x -c 'select 1'`,
];

test.for([...named, ...scripts.map((script) => ['sh', '-c', script])].map((cmdline) => [cmdline] as const))(
  'redacts the value in %j',
  ([cmdline]) => expectRedacted(cmdline),
);

/** Secrets of which more than the value is redacted. */
const hidden: readonly (readonly string[])[] = [
  ['curl', '-H', `Authorization: Bearer ${secret}`],
  ['curl', '-H', `Authorization: Digest username="me", response="${secret}"`],
  ['curl', '-H', `X-Auth: Basic ${secret}`],
  ['curl', '-H', `Cookie: a=1; b=${secret}`],
  ['x', `--headers=authorization=Bearer ${secret}`],
  ['x', `bearer ${secret}`],
  ['x', `{"password":"a\\"${secret}"}`],
  ['x', `{"password":["a","${secret}"]}`],
  ['x', `{"secret":{"value":"}","b":"${secret}"}}`],
  ['sh', '-c', `mysql -p'a ${secret}' db`],
  ['sh', '-c', `PASSWORD='it'\\''s ${secret}' x`],
  ['sh', '-c', `PASSWORD='it'"'"'s ${secret}' x`],
  ['sh', '-c', `mysql -p'a'\\'', ${secret}'`],
  ['sh', '-c', `mysql -p'a'"'"', ${secret}'`],
  ['sh', '-c', `mysql -pa\\',\\ ${secret}`],
  ['sh', '-c', `curl -H Authorization:\\ a\\',${secret}`],
  ['sh', '-c', `PASSWORD=$(echo ${secret} | cat) x`],
  ['sh', '-c', `PASSWORD=\`echo ${secret}\` x`],
  ['docker', 'run', `--env=TOKEN=a,${secret}`],
  ['x', `a=b;password=a ${secret};c=d`],
];

test.for(hidden.map((cmdline) => [cmdline] as const))('hides the secret in %j', ([cmdline]) => expectHidden(cmdline));

/** Returns a word as it is quoted in a shell. */
const quotes: readonly ((word: string) => string)[] = [
  (word) => `'${word.replaceAll("'", "'\\''")}'`,
  (word) => `'${word.replaceAll("'", `'"'"'`)}'`,
  (word) => `"${word.replace(/["\\$`]/g, '\\$&')}"`,
  (word) => word.replace(/[^\w.+=,@%:/-]/g, '\\$&'),
];

const commands: readonly ((password: string) => readonly string[])[] = [
  (password) => ['x', '--password', password],
  (password) => ['x', `--password=${password}`],
  (password) => ['env', `DB_PASSWORD=${password}`, 'x'],
  (password) => ['mysql', `-p${password}`],
  (password) => ['docker', 'login', '-p', password],
  (password) => ['curl', '-u', `me:${password}`, 'https://a.example'],
  (password) => ['curl', `--user=me:${password}`],
  (password) => ['x', `-ume:${password}`],
  (password) => ['curl', '-H', `X-Api-Key: ${password}`],
];

test('a quoted secret in a script may contain any character', () => {
  const [first = '', second = ''] = secret.split('-');
  for (const character of ',;&#%!@:/?=$*()[]{}<>|\\"\' `+~^') {
    const cmdlines = commands.map((command) => command(first + character + second));
    for (const cmdline of cmdlines) {
      expectHidden(cmdline);
      expectHidden(['x', JSON.stringify(cmdline)]);
      for (const quote of quotes) {
        const script = cmdline.map((word) => (word.includes(first) ? quote(word) : word)).join(' ');
        expectHidden(['sh', '-c', script]);
        expectHidden(['sh', '-c', `exec bash -c ${quote(script)} && x`]);
      }
    }
  }
});
