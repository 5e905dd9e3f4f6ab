import { Process } from '@psutil/process';
import { expect, test } from 'vitest';
import { redactCmdline } from '../../packages/graphql/dist/guard/redact.js';
import { spawnChild } from '../support/children.ts';
import { runQuery } from '../support/graph.ts';
import { post, startServer } from '../support/http.ts';
import { needs } from '../support/run.ts';

const secret = 's3cr3t-Value';
const redaction = '[redacted]';
/** Joins the parts of a token, so that secret scanners do not report this file. */
const join = (...parts: string[]) => parts.join('');
const jwt = join('eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0In0', '.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1g');

/** Command lines with secrets, and their redacted forms. */
const secrets: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['x', `--password=${secret}`],
    ['x', `--password=${redaction}`],
  ],
  [
    ['x', `--password=${secret} with spaces; and = signs`],
    ['x', `--password=${redaction}`],
  ],
  [
    ['x', '--password', secret, 'file'],
    ['x', '--password', redaction, 'file'],
  ],
  [
    ['x', '-password', secret],
    ['x', '-password', redaction],
  ],
  [
    ['x', '--db-password', secret],
    ['x', '--db-password', redaction],
  ],
  [
    ['x', '--dbPassword', secret],
    ['x', '--dbPassword', redaction],
  ],
  [
    ['x', '--PASSWORD', secret],
    ['x', '--PASSWORD', redaction],
  ],
  [
    ['x', '--token', secret],
    ['x', '--token', redaction],
  ],
  [
    ['x', '--api-key', secret],
    ['x', '--api-key', redaction],
  ],
  [
    ['x', '--apikey', secret],
    ['x', '--apikey', redaction],
  ],
  [
    ['x', `--secret=${secret}`],
    ['x', `--secret=${redaction}`],
  ],
  [
    ['x', '--client-secret', secret],
    ['x', '--client-secret', redaction],
  ],
  [
    ['x', '--secret-key', secret],
    ['x', '--secret-key', redaction],
  ],
  [
    ['x', '--passphrase', secret],
    ['x', '--passphrase', redaction],
  ],
  [
    ['keytool', '-storepass', secret, '-keypass', secret],
    ['keytool', '-storepass', redaction, '-keypass', redaction],
  ],
  [
    ['java', `-Djavax.net.ssl.keyStorePassword=${secret}`],
    ['java', `-Djavax.net.ssl.keyStorePassword=${redaction}`],
  ],
  [
    ['helm', '--set', `auth.rootPassword=${secret}`],
    ['helm', '--set', `auth.rootPassword=${redaction}`],
  ],
  [
    ['helm', '--set', `a=b,auth.password=${secret},c=d`],
    ['helm', '--set', `a=b,auth.password=${redaction},c=d`],
  ],
  [
    ['docker', '-e', `MYSQL_ROOT_PASSWORD=${secret}`],
    ['docker', '-e', `MYSQL_ROOT_PASSWORD=${redaction}`],
  ],
  [
    ['docker', `-eMYSQL_PWD=${secret}`],
    ['docker', `-eMYSQL_PWD=${redaction}`],
  ],
  [
    ['env', `PGPASSWORD=${secret}`, 'psql'],
    ['env', `PGPASSWORD=${redaction}`, 'psql'],
  ],
  [
    ['env', `AWS_SECRET_ACCESS_KEY=${secret}`],
    ['env', `AWS_SECRET_ACCESS_KEY=${redaction}`],
  ],
  [
    ['env', `GITHUB_TOKEN=${secret}`],
    ['env', `GITHUB_TOKEN=${redaction}`],
  ],
  [
    ['mysql', '-u', 'root', `-p${secret}`, 'db'],
    ['mysql', '-u', 'root', `-p${redaction}`, 'db'],
  ],
  [
    ['/usr/bin/mysqldump', `-p${secret}`],
    ['/usr/bin/mysqldump', `-p${redaction}`],
  ],
  [
    ['sshpass', '-p', secret, 'ssh', '-p', '22', 'host'],
    ['sshpass', '-p', redaction, 'ssh', '-p', '22', 'host'],
  ],
  [
    ['sudo', 'sshpass', `-p${secret}`, 'ssh', 'host'],
    ['sudo', 'sshpass', `-p${redaction}`, 'ssh', 'host'],
  ],
  [
    ['redis-cli', '-a', secret, 'ping'],
    ['redis-cli', '-a', redaction, 'ping'],
  ],
  [
    ['ldapsearch', '-D', 'cn=x', '-w', secret],
    ['ldapsearch', '-D', 'cn=x', '-w', redaction],
  ],
  [
    ['mongosh', '-u', 'me', '-p', secret],
    ['mongosh', '-u', 'me', '-p', redaction],
  ],
  [
    ['curl', '-u', `me:${secret}`, 'https://a.example/'],
    ['curl', '-u', `me:${redaction}`, 'https://a.example/'],
  ],
  [
    ['curl', '--proxy-user', `me:${secret}`],
    ['curl', '--proxy-user', `me:${redaction}`],
  ],
  [
    ['curl', '-H', `Authorization: Bearer ${secret}`],
    ['curl', '-H', `Authorization: ${redaction}`],
  ],
  [
    ['curl', `-HAuthorization: Basic ${secret}`],
    ['curl', `-HAuthorization: ${redaction}`],
  ],
  [
    ['curl', '-H', `X-Api-Key: ${secret}`],
    ['curl', '-H', `X-Api-Key: ${redaction}`],
  ],
  [
    ['curl', '-H', `Cookie: a=${secret}; b=${secret}`],
    ['curl', '-H', `Cookie: ${redaction}`],
  ],
  [
    ['x', `bearer ${secret}`],
    ['x', `bearer ${redaction}`],
  ],
  [
    ['curl', `https://me:${secret}@a.example:8443/p?q=1`],
    ['curl', `https://me:${redaction}@a.example:8443/p?q=1`],
  ],
  [
    ['x', `--db=postgres://me:${secret}@db/x`],
    ['x', `--db=postgres://me:${redaction}@db/x`],
  ],
  [
    ['x', `postgres://me:pa/${secret}@db/x`],
    ['x', `postgres://me:${redaction}@db/x`],
  ],
  [
    ['x', `redis://:${secret}@db:6379/0`],
    ['x', `redis://:${redaction}@db:6379/0`],
  ],
  [
    ['x', `amqp://a:b@${secret}@host`],
    ['x', `amqp://a:${redaction}@host`],
  ],
  [
    ['curl', `https://a.example/?a=1&access_token=${secret}&b=2`],
    ['curl', `https://a.example/?a=1&access_token=${redaction}&b=2`],
  ],
  [
    ['x', `Server=db;User Id=sa;Password=${secret};Database=y`],
    ['x', `Server=db;User Id=sa;Password=${redaction};Database=y`],
  ],
  [
    ['psql', `host=db user=me password=${secret} dbname=y`],
    ['psql', `host=db user=me password=${redaction} dbname=y`],
  ],
  [
    ['psql', `host=db password='${secret} b' dbname=y`],
    ['psql', `host=db password='${redaction}' dbname=y`],
  ],
  [
    ['x', `{"user":"me","password":"${secret}"}`],
    ['x', `{"user":"me","password":"${redaction}"}`],
  ],
  [
    ['x', `{"apiKey": "${secret}", "a": 1}`],
    ['x', `{"apiKey": "${redaction}", "a": 1}`],
  ],
  [
    ['sh', '-c', `cmd --password ${secret} --user me`],
    ['sh', '-c', `cmd --password ${redaction} --user me`],
  ],
  [
    ['sh', '-c', `cmd --password '${secret} two three' next`],
    ['sh', '-c', `cmd --password ${redaction} ${redaction} ${redaction} next`],
  ],
  [
    ['sh', '-c', `cd /x && mysql -p${secret} db`],
    ['sh', '-c', `cd /x && mysql -p${redaction} db`],
  ],
  [
    ['sh', '-c', `export A=1 TOKEN=${secret}; run`],
    ['sh', '-c', `export A=1 TOKEN=${redaction}; run`],
  ],
  [
    ['sh', '-c', `curl -u me:${secret} https://a.example`],
    ['sh', '-c', `curl -u me:${redaction} https://a.example`],
  ],
  [
    ['x', jwt],
    ['x', redaction],
  ],
  [
    ['x', `--header=a ${jwt} b`],
    ['x', `--header=a ${redaction} b`],
  ],
  [
    ['x', join('AKIA', 'IOSFODNN7EXAMPLE')],
    ['x', redaction],
  ],
  [
    ['x', `id:${join('ASIA', 'IOSFODNN7EXAMPLE')},`],
    ['x', `id:${redaction},`],
  ],
  [
    ['git', 'clone', `https://${join('ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789')}@github.com/a/b`],
    ['git', 'clone', `https://${redaction}@github.com/a/b`],
  ],
  [
    ['x', join('github_pat_', '11ABCDEFG0abcdefghijkl')],
    ['x', redaction],
  ],
  [
    ['x', join('xoxb-', '123456789012-abcdefghijkl')],
    ['x', redaction],
  ],
  [
    ['x', join('sk_live_', 'abcdefghijklmnopqrstuvwx')],
    ['x', redaction],
  ],
  [
    ['x', join('glpat-', 'abcdefghijklmnopqrst')],
    ['x', redaction],
  ],
  [
    ['x', `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----`],
    ['x', `-----BEGIN RSA PRIVATE KEY-----${redaction}-----END RSA PRIVATE KEY-----`],
  ],
  [
    ['x', `-----BEGIN PRIVATE KEY-----\n${secret}`],
    ['x', `-----BEGIN PRIVATE KEY-----${redaction}`],
  ],
  [
    ['xfreerdp', '/u:me', `/p:${secret}`, '/v:host'],
    ['xfreerdp', '/u:me', `/p:${redaction}`, '/v:host'],
  ],
  [
    ['openssl', '-passin', `pass:${secret}`],
    ['openssl', '-passin', `pass:${redaction}`],
  ],
  [
    ['mount', '-o', `username=me,password=${secret},ro`],
    ['mount', '-o', `username=me,password=${redaction},ro`],
  ],
  [
    ['curl', `https://hooks.slack.com/services/${join('T0000', '0000/B00000000/XXXXXXXX')}`],
    ['curl', `https://hooks.slack.com/services/${redaction}`],
  ],
  [
    ['psutil-graphql', 'serve', '--token', secret],
    ['psutil-graphql', 'serve', '--token', redaction],
  ],
];

test.for(secrets)('redactCmdline(%j) returns %j', ([cmdline, expected]) => {
  expect(redactCmdline(cmdline)).toEqual(expected);
  expect(redactCmdline(redactCmdline(cmdline))).toEqual(expected);
});

/** Command lines without secrets. */
const harmless: readonly (readonly string[])[] = [
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

test.for(harmless.map((cmdline) => [cmdline] as const))('redactCmdline(%j) changes nothing', ([cmdline]) => {
  expect(redactCmdline(cmdline)).toEqual(cmdline);
});

/** Twice the size limit of one argument on Linux, in bytes: `MAX_ARG_STRLEN` in execve(2). */
const argumentLength = 256 * 1024;
/** Texts that, repeated, make a pattern with nested quantifiers backtrack. */
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

test('redactCmdline() takes linear time on hostile arguments', () => {
  for (const each of hostile) {
    const text = each.repeat(argumentLength / each.length);
    // Quadratic time or worse would exceed the timeout of the test by far.
    for (const cmdline of [[text], [`${text}\n`], ['x', `x${text}`, text]])
      expect(redactCmdline(cmdline)).toHaveLength(cmdline.length);
  }
});

test('Process.cmdline is redacted unless allowEnviron is set', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnChild('sh', '-c', 'sleep 1000; true', 'name', '--password', secret, `TOKEN=${secret}`);
  const query = `{ process(pid: ${pid}) { name cmdline } }`;
  const { data } = await runQuery<{ process: { name: string; cmdline: string[] } }>(query);
  expect(data?.process.cmdline).toEqual([
    'sh',
    '-c',
    'sleep 1000; true',
    'name',
    '--password',
    redaction,
    `TOKEN=${redaction}`,
  ]);
  const open = await post(await startServer({ allowEnviron: true }), { query });
  expect(JSON.parse(open.body).data.process.cmdline).toEqual(new Process(pid).cmdline());
  const closed = await post(await startServer(), { query });
  expect(closed.body).not.toContain(secret);
});

test('a filter does not match redacted secrets', async (context) => {
  needs(context, 'sh', '-c', 'exit');
  const { pid } = await spawnChild('sh', '-c', 'sleep 1000; true', 'found', '--password', secret);
  const matching = async (filter: object) => {
    const query = 'query ($filter: ProcessFilter) { processes(filter: $filter) { edges { node { pid } } } }';
    const { data } = await runQuery<{ processes: { edges: { node: { pid: number } }[] } }>(query, { filter });
    return data?.processes.edges.map(({ node }) => node.pid);
  };
  expect(await matching({ pid: [pid], search: 'found' })).toEqual([pid]);
  expect(await matching({ pid: [pid], cmdline: { contains: '--password' } })).toEqual([pid]);
  for (const filter of [
    { search: secret },
    { search: secret.slice(0, 4) },
    { cmdline: { contains: secret } },
    { cmdline: { startsWith: `sh -c sleep 1000; true found --password ${secret.slice(0, 2)}` } },
    { cmdline: { equals: `sh -c sleep 1000; true found --password ${secret}` } },
    { cmdline: { in: [`sh -c sleep 1000; true found --password ${secret}`] } },
  ]) {
    expect(await matching({ pid: [pid], ...filter }), JSON.stringify(filter)).toEqual([]);
  }
});

test('invalid UTF-8 and control characters in arguments keep the response valid JSON', async (context) => {
  needs(context, 'bash');
  const name = 'a\u001b[2J\u009b\u202e"\\\n\ud800b';
  const script = `exec -a "$1$(printf '\\xff\\xed\\xa0\\x80')" sleep 1000`;
  const { pid } = await spawnChild('bash', '-c', script, 'x', `--token=\u001b]0;x\u0007 ${name}`);
  await expect.poll(() => new Process(pid).name()).toBe('sleep');
  const reply = await post(await startServer({ allowEnviron: true }), {
    query: `{ process(pid: ${pid}) { name cmdline } }`,
  });
  expect(reply.status).toBe(200);
  const { cmdline } = JSON.parse(reply.body).data.process;
  expect(cmdline).toEqual(new Process(pid).cmdline());
  expect(cmdline[0]).toContain('\u001b]0;x\u0007 a\u001b[2J\u009b\u202e"\\\n');
  expect(cmdline[0]).toMatch(/\ufffd+$/);
});
