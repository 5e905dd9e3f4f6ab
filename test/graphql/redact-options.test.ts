import { expect, test } from 'vitest';
import { expectHidden, expectRedacted, redactCmdline, redaction, secret } from '../support/redact.ts';

/** Options of any program, with the secret in the same argument or in the next. */
const options: readonly (readonly string[])[] = [
  ['x', `--password=${secret}`],
  ['x', '--password', secret, 'file'],
  ['x', '-password', secret],
  ['x', '--db-password', secret],
  ['x', '--dbPassword', secret],
  ['x', '--PASSWORD', secret],
  ['x', '--db-pass', secret],
  ['x', '-pw', secret],
  ['x', '--rootpw', secret],
  ['x', '-passwd', secret],
  ['x', '--token', secret],
  ['x', '--api-key', secret],
  ['x', '--apikey', secret],
  ['x', `--secret=${secret}`],
  ['x', '--client-secret', secret],
  ['x', '--secret-key', secret],
  ['x', '--passphrase', secret],
  ['x', `--auth=${secret}`],
  ['x', '--auth', secret],
  ['x', '--basic-auth', secret],
  ['x', '--creds', secret],
  ['x', '--oauth2-bearer', secret],
  ['x', '--authkey', secret],
  ['x', '--requirepass', secret],
  ['x', `--requirepass=${secret}`],
  ['x', '--masterauth', secret],
  ['x', '/password', secret],
  ['x', `/password:${secret}`],
  ['x', `-PapiKey=${secret}`],
  ['x', `-Dapp.password=${secret}`],
  ['x', `--user=bob:${secret}`],
  ['x', '--user', `bob:${secret}`],
  ['x', `--proxy-user=bob:${secret}`],
  ['x', `-ubob:${secret}`],
  ['x', '-U', `bob%${secret}`],
  ['x', '--user', `bob%${secret}`],
  ['dotnet', 'x.dll', '--Jwt:Secret', secret],
  ['x', 'set', '//registry.example/:_authToken', secret],
  ['x', 'config', 'db.password', secret],
  ['keytool', '-storepass', secret, '-keypass', secret],
  ['java', `-Djavax.net.ssl.keyStorePassword=${secret}`],
  ['psutil-graphql', 'serve', '--token', secret],
];

/** Options that mean something else in other programs. */
const programs: readonly (readonly string[])[] = [
  ['mysql', '-u', 'root', `-p${secret}`, 'db'],
  ['/usr/bin/mysqldump', `-p${secret}`],
  ['mariadb-dump', '-uroot', `-p${secret}`],
  ['C:\\bin\\mysql.exe', `-p${secret}`],
  ['sudo', '-E', '/usr/bin/mysql', `-p${secret}`],
  ['sudo', '/opt/mysql/mysql', `-p${secret}`],
  ['docker', 'run', 'x', 'y', `--user=bob:${secret}`],
  ['docker', 'exec', 'db', 'mysql', `-p${secret}`],
  ['kubectl', 'exec', 'pod', '--', 'mysqladmin', `-p${secret}`],
  ['env', 'A=1', 'timeout', '5', 'mysql', `-p${secret}`],
  ['mongosh', '-u', 'me', '-p', secret],
  ['sqlcmd', '-S', 'db', '-U', 'sa', '-P', secret],
  ['sqlcmd', `-P${secret}`],
  ['bcp', 'x', 'out', 'y', '-P', secret],
  ['redis-cli', '-a', secret, 'ping'],
  ['redis-cli', 'AUTH', secret],
  ['redis-cli', 'CONFIG', 'SET', 'requirepass', secret],
  ['ldapsearch', '-D', 'cn=x', '-w', secret],
  ['ldappasswd', '-s', secret],
  ['docker', 'login', '-u', 'bob', '-p', secret, 'registry.example'],
  ['docker', 'login', `-p${secret}`],
  ['podman', '--log-level', 'info', 'login', '-p', secret],
  ['helm', 'registry', 'login', '-u', 'bob', '-p', secret],
  ['twine', 'upload', '-u', 'bob', '-p', secret, 'dist/*'],
  ['kubectl', 'create', 'secret', 'generic', 'x', `--from-literal=a=${secret}`],
  ['sshpass', '-p', secret, 'ssh', '-p', '22', 'host'],
  ['sudo', 'sshpass', `-p${secret}`, 'ssh', 'host'],
  ['ssh-keygen', '-f', 'x', '-N', secret],
  ['curl', '-u', `me:${secret}`, 'https://a.example/'],
  ['curl', `-ume:${secret}`],
  ['curl', '-sSfu', `me:${secret}`],
  ['curl', `-sSfume:${secret}`],
  ['curl', '--proxy-user', `me:${secret}`],
  ['curl', '-E', `cert.pem:${secret}`],
  ['curl', '-b', secret],
  ['http', '-a', `me:${secret}`],
  ['lftp', '-u', `me,${secret}`],
  ['smbclient', '//host/share', '-U', `DOMAIN\\bob%${secret}`],
  ['smbclient', `-Ubob%${secret}`],
  ['7z', 'a', `-p${secret}`, 'x.7z'],
  ['zip', '-P', secret, 'x.zip'],
  ['openssl', 'enc', '-k', secret],
  ['openssl', '-passin', `pass:${secret}`],
  ['ipmitool', '-U', 'admin', '-P', secret],
  ['snmpwalk', '-v2c', '-c', secret],
  ['mosquitto_pub', '-u', 'bob', '-P', secret],
  ['xfreerdp', '/u:me', `/p:${secret}`, '/v:host'],
  ['ngrok', 'config', 'add-authtoken', secret],
  ['nmcli', 'device', 'wifi', 'connect', 'x', 'password', secret],
];

test.for([...options, ...programs].map((cmdline) => [cmdline] as const))('redacts the option in %j', ([cmdline]) => {
  expectRedacted(cmdline);
});

test('a secret may contain any character', () => {
  const value = `${secret} ; & | = ' " \\ %`;
  for (const cmdline of options.filter((each) => each.length === 2)) {
    const redacted = cmdline.map((argument) => argument.replaceAll(secret, redaction));
    expect(redactCmdline(cmdline.map((argument) => argument.replaceAll(secret, value)))).toEqual(redacted);
  }
});

test('a secret may begin like an option', () => {
  for (const value of [`-${secret}`, `--${secret}`, `-P${secret}`]) expectHidden(['x', '--password', value]);
});

test('an option that takes a secret may be followed by another option', () => {
  const cmdline = ['x', '--password', '--host', 'db', '--token', '-v'];
  expect(redactCmdline(cmdline)).toEqual(cmdline);
});

test('a token that is sent as a user name is redacted', () => {
  expectHidden(['curl', '-u', `${secret}:`, 'https://a.example/']);
  expectHidden(['curl', '-u', `${secret}${secret}:x-oauth-basic`, 'https://a.example/']);
});
