import { expect, test } from 'vitest';
import { expectHidden, expectRedacted, redactCmdline, redaction, secret } from '../support/redact.ts';

/** URLs and addresses. */
const urls: readonly string[] = [
  `https://me:${secret}@a.example:8443/p?q=1`,
  `--db=postgres://me:${secret}@db/x`,
  `DATABASE_URL=postgres://me:${secret}@db/x`,
  `{"url":"postgres://me:${secret}@db/x","port":80}`,
  `redis://:${secret}@db:6379/0`,
  `mongodb://me:${secret}@a:27017,b:27017/db`,
  `http://me:${secret}@[::1]:80/`,
  `https://${secret}@a.example/x`,
  `git+https://${secret}@a.example/x`,
  `https://x-access-token:${secret}@github.com/a/b`,
  `https://a.example/?a=1&access_token=${secret}&b=2`,
  `https://a.example/?sig=${secret}&se=1`,
  `https://a.example/x?sv=1&sig=${secret}`,
  `https://a.example/?Signature=${secret}`,
  `postgresql:///db?user=me&password=${secret}`,
  `https://a.example/webhook/${secret}`,
  `https://hooks.slack.com/services/${secret}`,
  `https://discord.com/api/webhooks/${secret}`,
  `https://a.webhook.office.com/webhookb2/${secret}`,
  `https://api.telegram.org/bot${secret}`,
  `me:${secret}@tcp(db:3306)/app`,
  `--dsn=me:${secret}@unix(/run/db.sock)/app`,
  `{"dsn":"me:${secret}@tcp(db)/app"}`,
  `smtp=me:${secret}@mail.example.com`,
  `me:${secret}@10.0.0.1:8080`,
  `me:${secret}@proxy:8080`,
  `jdbc:oracle:thin:scott/${secret}@//db:1521/x`,
];

test.for(urls)('redacts the secret in %s', (url) => {
  expectRedacted(['x', url]);
  expectRedacted(['sh', '-c', `x '${url.replaceAll("'", '')}' && y`]);
});

test('a password in a URL may contain reserved characters', () => {
  for (const character of '/?#@:"\'=&,;<>|$!') {
    const url = `postgres://me:s3cr3t${character}Value@db/x`;
    expect(redactCmdline(['x', url]), character).toEqual(['x', `postgres://me:${redaction}@db/x`]);
  }
  expectHidden(['x', `postgres://me:a://${secret}@db/x`]);
});

test('a token in a URL may be a user name, with or without a password', () => {
  expectHidden(['x', `https://${secret}:@a.example`]);
  expectHidden(['x', `https://${secret}:x-oauth-basic@a.example`]);
});

test('a password in a URL may be long', () => {
  expect(redactCmdline(['x', `https://me:${secret.repeat(500)}@a.example`])).toEqual([
    'x',
    `https://me:${redaction}@a.example`,
  ]);
});
