import { Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { redacted } from '../../packages/graphql/dist/guard/redact.js';
import { sleeper } from '../support/children.ts';
import { ask } from '../support/graph.ts';
import { post, serving } from '../support/http.ts';

const secret = 's3cr3t-Value';
const hidden = '[redacted]';
/** Made of parts, so that no scanner takes this file for a leak. */
const made = (...parts: string[]) => parts.join('');
const jwt = made('eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0In0', '.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1g');

/** Command lines with a secret, and what is shown of them. */
const secrets: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['x', `--password=${secret}`],
    ['x', `--password=${hidden}`],
  ],
  [
    ['x', `--password=${secret} with spaces; and = signs`],
    ['x', `--password=${hidden}`],
  ],
  [
    ['x', '--password', secret, 'file'],
    ['x', '--password', hidden, 'file'],
  ],
  [
    ['x', '-password', secret],
    ['x', '-password', hidden],
  ],
  [
    ['x', '--db-password', secret],
    ['x', '--db-password', hidden],
  ],
  [
    ['x', '--dbPassword', secret],
    ['x', '--dbPassword', hidden],
  ],
  [
    ['x', '--PASSWORD', secret],
    ['x', '--PASSWORD', hidden],
  ],
  [
    ['x', '--token', secret],
    ['x', '--token', hidden],
  ],
  [
    ['x', '--api-key', secret],
    ['x', '--api-key', hidden],
  ],
  [
    ['x', '--apikey', secret],
    ['x', '--apikey', hidden],
  ],
  [
    ['x', `--secret=${secret}`],
    ['x', `--secret=${hidden}`],
  ],
  [
    ['x', '--client-secret', secret],
    ['x', '--client-secret', hidden],
  ],
  [
    ['x', '--secret-key', secret],
    ['x', '--secret-key', hidden],
  ],
  [
    ['x', '--passphrase', secret],
    ['x', '--passphrase', hidden],
  ],
  [
    ['keytool', '-storepass', secret, '-keypass', secret],
    ['keytool', '-storepass', hidden, '-keypass', hidden],
  ],
  [
    ['java', `-Djavax.net.ssl.keyStorePassword=${secret}`],
    ['java', `-Djavax.net.ssl.keyStorePassword=${hidden}`],
  ],
  [
    ['helm', '--set', `auth.rootPassword=${secret}`],
    ['helm', '--set', `auth.rootPassword=${hidden}`],
  ],
  [
    ['helm', '--set', `a=b,auth.password=${secret},c=d`],
    ['helm', '--set', `a=b,auth.password=${hidden},c=d`],
  ],
  [
    ['docker', '-e', `MYSQL_ROOT_PASSWORD=${secret}`],
    ['docker', '-e', `MYSQL_ROOT_PASSWORD=${hidden}`],
  ],
  [
    ['docker', `-eMYSQL_PWD=${secret}`],
    ['docker', `-eMYSQL_PWD=${hidden}`],
  ],
  [
    ['env', `PGPASSWORD=${secret}`, 'psql'],
    ['env', `PGPASSWORD=${hidden}`, 'psql'],
  ],
  [
    ['env', `AWS_SECRET_ACCESS_KEY=${secret}`],
    ['env', `AWS_SECRET_ACCESS_KEY=${hidden}`],
  ],
  [
    ['env', `GITHUB_TOKEN=${secret}`],
    ['env', `GITHUB_TOKEN=${hidden}`],
  ],
  [
    ['mysql', '-u', 'root', `-p${secret}`, 'db'],
    ['mysql', '-u', 'root', `-p${hidden}`, 'db'],
  ],
  [
    ['/usr/bin/mysqldump', `-p${secret}`],
    ['/usr/bin/mysqldump', `-p${hidden}`],
  ],
  [
    ['sshpass', '-p', secret, 'ssh', '-p', '22', 'host'],
    ['sshpass', '-p', hidden, 'ssh', '-p', '22', 'host'],
  ],
  [
    ['sudo', 'sshpass', `-p${secret}`, 'ssh', 'host'],
    ['sudo', 'sshpass', `-p${hidden}`, 'ssh', 'host'],
  ],
  [
    ['redis-cli', '-a', secret, 'ping'],
    ['redis-cli', '-a', hidden, 'ping'],
  ],
  [
    ['ldapsearch', '-D', 'cn=x', '-w', secret],
    ['ldapsearch', '-D', 'cn=x', '-w', hidden],
  ],
  [
    ['mongosh', '-u', 'me', '-p', secret],
    ['mongosh', '-u', 'me', '-p', hidden],
  ],
  [
    ['curl', '-u', `me:${secret}`, 'https://a.example/'],
    ['curl', '-u', `me:${hidden}`, 'https://a.example/'],
  ],
  [
    ['curl', '--proxy-user', `me:${secret}`],
    ['curl', '--proxy-user', `me:${hidden}`],
  ],
  [
    ['curl', '-H', `Authorization: Bearer ${secret}`],
    ['curl', '-H', `Authorization: ${hidden}`],
  ],
  [
    ['curl', `-HAuthorization: Basic ${secret}`],
    ['curl', `-HAuthorization: ${hidden}`],
  ],
  [
    ['curl', '-H', `X-Api-Key: ${secret}`],
    ['curl', '-H', `X-Api-Key: ${hidden}`],
  ],
  [
    ['curl', '-H', `Cookie: a=${secret}; b=${secret}`],
    ['curl', '-H', `Cookie: ${hidden}`],
  ],
  [
    ['x', `bearer ${secret}`],
    ['x', `bearer ${hidden}`],
  ],
  [
    ['curl', `https://me:${secret}@a.example:8443/p?q=1`],
    ['curl', `https://me:${hidden}@a.example:8443/p?q=1`],
  ],
  [
    ['x', `--db=postgres://me:${secret}@db/x`],
    ['x', `--db=postgres://me:${hidden}@db/x`],
  ],
  [
    ['x', `postgres://me:pa/${secret}@db/x`],
    ['x', `postgres://me:${hidden}@db/x`],
  ],
  [
    ['x', `redis://:${secret}@db:6379/0`],
    ['x', `redis://:${hidden}@db:6379/0`],
  ],
  [
    ['x', `amqp://a:b@${secret}@host`],
    ['x', `amqp://a:${hidden}@host`],
  ],
  [
    ['curl', `https://a.example/?a=1&access_token=${secret}&b=2`],
    ['curl', `https://a.example/?a=1&access_token=${hidden}&b=2`],
  ],
  [
    ['x', `Server=db;User Id=sa;Password=${secret};Database=y`],
    ['x', `Server=db;User Id=sa;Password=${hidden};Database=y`],
  ],
  [
    ['psql', `host=db user=me password=${secret} dbname=y`],
    ['psql', `host=db user=me password=${hidden} dbname=y`],
  ],
  [
    ['psql', `host=db password='${secret} b' dbname=y`],
    ['psql', `host=db password='${hidden}' dbname=y`],
  ],
  [
    ['x', `{"user":"me","password":"${secret}"}`],
    ['x', `{"user":"me","password":"${hidden}"}`],
  ],
  [
    ['x', `{"apiKey": "${secret}", "a": 1}`],
    ['x', `{"apiKey": "${hidden}", "a": 1}`],
  ],
  [
    ['sh', '-c', `cmd --password ${secret} --user me`],
    ['sh', '-c', `cmd --password ${hidden} --user me`],
  ],
  [
    ['sh', '-c', `cmd --password '${secret} two three' next`],
    ['sh', '-c', `cmd --password ${hidden} ${hidden} ${hidden} next`],
  ],
  [
    ['sh', '-c', `cd /x && mysql -p${secret} db`],
    ['sh', '-c', `cd /x && mysql -p${hidden} db`],
  ],
  [
    ['sh', '-c', `export A=1 TOKEN=${secret}; run`],
    ['sh', '-c', `export A=1 TOKEN=${hidden}; run`],
  ],
  [
    ['sh', '-c', `curl -u me:${secret} https://a.example`],
    ['sh', '-c', `curl -u me:${hidden} https://a.example`],
  ],
  [
    ['x', jwt],
    ['x', hidden],
  ],
  [
    ['x', `--header=a ${jwt} b`],
    ['x', `--header=a ${hidden} b`],
  ],
  [
    ['x', made('AKIA', 'IOSFODNN7EXAMPLE')],
    ['x', hidden],
  ],
  [
    ['x', `id:${made('ASIA', 'IOSFODNN7EXAMPLE')},`],
    ['x', `id:${hidden},`],
  ],
  [
    ['git', 'clone', `https://${made('ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789')}@github.com/a/b`],
    ['git', 'clone', `https://${hidden}@github.com/a/b`],
  ],
  [
    ['x', made('github_pat_', '11ABCDEFG0abcdefghijkl')],
    ['x', hidden],
  ],
  [
    ['x', made('xoxb-', '123456789012-abcdefghijkl')],
    ['x', hidden],
  ],
  [
    ['x', made('sk_live_', 'abcdefghijklmnopqrstuvwx')],
    ['x', hidden],
  ],
  [
    ['x', made('glpat-', 'abcdefghijklmnopqrst')],
    ['x', hidden],
  ],
  [
    ['x', `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----`],
    ['x', `-----BEGIN RSA PRIVATE KEY-----${hidden}-----END RSA PRIVATE KEY-----`],
  ],
  [
    ['x', `-----BEGIN PRIVATE KEY-----\n${secret}`],
    ['x', `-----BEGIN PRIVATE KEY-----${hidden}`],
  ],
  [
    ['xfreerdp', '/u:me', `/p:${secret}`, '/v:host'],
    ['xfreerdp', '/u:me', `/p:${hidden}`, '/v:host'],
  ],
  [
    ['openssl', '-passin', `pass:${secret}`],
    ['openssl', '-passin', `pass:${hidden}`],
  ],
  [
    ['mount', '-o', `username=me,password=${secret},ro`],
    ['mount', '-o', `username=me,password=${hidden},ro`],
  ],
  [
    ['curl', `https://hooks.slack.com/services/${made('T0000', '0000/B00000000/XXXXXXXX')}`],
    ['curl', `https://hooks.slack.com/services/${hidden}`],
  ],
  [
    ['psutil-graphql', 'serve', '--token', secret],
    ['psutil-graphql', 'serve', '--token', hidden],
  ],
];

test.for(secrets)('of %j is shown %j', ([given, shown]) => {
  expect(redacted(given)).toEqual(shown);
  expect(redacted(redacted(given))).toEqual(shown);
});

/** Command lines that are shown as they are. */
const plain: readonly (readonly string[])[] = [
  [],
  [''],
  ['sleep', '1000'],
  ['ssh', '-p', '22', 'me@host'],
  ['docker', 'run', '-p', '8080:80', '-u', '1000:1000', '-v', '/a:/b', 'nginx:1.27'],
  ['ls', '--color=auto', 'password.txt', 'token'],
  ['x', '--password-file=/run/secrets/password', '--token-file', '/run/token', '--password-stdin'],
  ['x', '--max-tokens=100', '--tokenizer', 'bpe', '--num-tokens', '5'],
  ['x', '--pass-through', '--bypass', 'compass', '--passive'],
  ['x', '--no-password', 'file', '--ask-pass', 'host'],
  ['x', '--password', '--host', 'db'],
  ['x', '--private-key', '/home/me/.ssh/id_rsa', '--private-key=/home/me/.ssh/id_rsa', '--api-key=./key'],
  ['x', '--key=value', '--primary-key', 'id', '--sort-key=name', '--key', 'F5'],
  ['ffmpeg', '-pass', '1'],
  ['env', 'PWD=/home/me', 'OLDPWD=/', 'PATH=/usr/bin:/bin', 'LS_COLORS=di=1;34:ln=35'],
  ['curl', 'https://a.example:8443/path@2x?token&b=2', 'http://me@a.example/', 'ftp://a.example'],
  ['git', 'log', '--author=me', '--author', 'secretary'],
  ['java', '-Xmx4g', '-XX:+UseG1GC', '-Dfile.encoding=UTF-8', '-cp', '/a.jar:/b.jar'],
  ['sh', '-c', 'while true; do sleep 1; done  # a  comment'],
  ['node', '--max-old-space-size=4096', '--inspect=127.0.0.1:9229', 'server.js'],
  [
    'x',
    'eyJ',
    'eyJ.a.b',
    'AKIA',
    'AKIA0',
    'ghp_',
    'sk-learn',
    'bearer',
    'a bearer of news',
    'task-force-of-twenty-people',
  ],
  ['x', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
  ['x', '2024-01-01T00:00:00Z', 'sha256:0123456789abcdef', 'fe80::1%eth0', '::1'],
  ['x', '\ud800', '\u0000', '\u001b[2J', 'a\tb  c\n'],
];

test.for(plain.map((cmdline) => [cmdline] as const))('%j is shown as it is', ([cmdline]) => {
  expect(redacted(cmdline)).toEqual(cmdline);
});

/** Twice what Linux lets one argument have. */
const longest = 256 * 1024;
const hostile = [
  ...[
    'a',
    '=',
    ':',
    '-',
    ' ',
    '"',
    "'",
    '.',
    '@',
    '/',
    'a=',
    'a:',
    'password=',
    'password="',
    'api-key=/',
    '"password":',
    '://',
    'a://a:a/',
    'x://a:@',
  ],
  ...[
    'eyJ',
    'eyJaaaaaaaa.',
    'eyJaaaaaaaa.b.',
    'ghp_',
    'AKIA',
    'bearer ',
    'Bearer  ',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '--password ',
    '--a ',
    'mysql -p ',
  ],
];

test('whatever a long argument holds, it takes no more time than its length', () => {
  for (const each of hostile) {
    const text = each.repeat(longest / each.length);
    // What takes time by the square of the length, or more, takes hours.
    for (const cmdline of [[text], [`${text}\n`], ['x', `x${text}`, text]])
      expect(redacted(cmdline)).toHaveLength(cmdline.length);
  }
});

test('the graph shows arguments redacted, unless the server allows environments', async () => {
  const { pid } = await sleeper('sh', '-c', 'sleep 1000; true', 'name', '--password', secret, `TOKEN=${secret}`);
  const query = `{ process(pid: ${pid}) { name cmdline } }`;
  const { data } = await ask<{ process: { name: string; cmdline: string[] } }>(query);
  expect(data?.process.cmdline).toEqual([
    'sh',
    '-c',
    'sleep 1000; true',
    'name',
    '--password',
    hidden,
    `TOKEN=${hidden}`,
  ]);
  const open = await post(await serving({ allowEnviron: true }), { query });
  expect(JSON.parse(open.body).data.process.cmdline).toEqual(new Process(pid).cmdline());
  const closed = await post(await serving(), { query });
  expect(closed.body).not.toContain(secret);
});

test('what is redacted cannot be found out by looking for it', async () => {
  const { pid } = await sleeper('sh', '-c', 'sleep 1000; true', 'found', '--password', secret);
  const found = async (filter: object) => {
    const query = 'query ($filter: ProcessFilter) { processes(filter: $filter) { edges { node { pid } } } }';
    const { data } = await ask<{ processes: { edges: { node: { pid: number } }[] } }>(query, { filter });
    return data?.processes.edges.map(({ node }) => node.pid);
  };
  expect(await found({ pid: [pid], search: 'found' })).toEqual([pid]);
  expect(await found({ pid: [pid], cmdline: { contains: '--password' } })).toEqual([pid]);
  for (const filter of [
    { search: secret },
    { search: secret.slice(0, 4) },
    { cmdline: { contains: secret } },
    { cmdline: { startsWith: `sh -c sleep 1000; true found --password ${secret.slice(0, 2)}` } },
    { cmdline: { equals: `sh -c sleep 1000; true found --password ${secret}` } },
    { cmdline: { in: [`sh -c sleep 1000; true found --password ${secret}`] } },
  ]) {
    expect(await found({ pid: [pid], ...filter }), JSON.stringify(filter)).toEqual([]);
  }
});

test('bytes that are no text, and what steers terminals, break neither the JSON nor the name', async () => {
  const name = 'a\u001b[2J\u009b\u202e"\\\n\ud800b';
  const script = `exec -a "$1$(printf '\\xff\\xed\\xa0\\x80')" sleep 1000`;
  const { pid } = await sleeper('bash', '-c', script, 'x', `--token=\u001b]0;x\u0007 ${name}`);
  await expect.poll(() => new Process(pid).name()).toBe('sleep');
  const reply = await post(await serving({ allowEnviron: true }), {
    query: `{ process(pid: ${pid}) { name cmdline } }`,
  });
  expect(reply.status).toBe(200);
  const { cmdline } = JSON.parse(reply.body).data.process;
  expect(cmdline).toEqual(new Process(pid).cmdline());
  expect(cmdline[0]).toContain('\u001b]0;x\u0007 a\u001b[2J\u009b\u202e"\\\n');
  expect(cmdline[0]).toMatch(/\ufffd+$/);
});
