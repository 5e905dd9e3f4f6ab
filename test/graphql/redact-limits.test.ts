import { expect, test } from 'vitest';
import { cmdlineLimits } from '../../packages/graphql/dist/guard/redact.js';
import { redactText } from '../../packages/graphql/dist/guard/redact-text.js';
import { join, redactCmdline } from '../support/redact.ts';

const truncation = '[truncated]';

test('a long class path is complete', () => {
  const classPath = Array.from({ length: 600 }, (_, index) => `/usr/share/java/library-${index}/lib/library.jar`).join(
    ':',
  );
  expect(classPath.length).toBeGreaterThan(25_000);
  const cmdline = ['java', '-cp', classPath, 'Main'];
  expect(redactCmdline(cmdline)).toEqual(cmdline);
});

test('a long argument is truncated', () => {
  const { argument } = cmdlineLimits;
  expect(redactCmdline(['a'.repeat(argument), 'b'])).toEqual(['a'.repeat(argument), 'b']);
  expect(redactCmdline(['a'.repeat(argument + 1), 'b'])).toEqual([`${'a'.repeat(argument)}${truncation}`, 'b']);
});

test('a long command line is truncated', () => {
  const redacted = redactCmdline(Array(100).fill('a'.repeat(1000)));
  expect(redacted.at(-1)).toBe(truncation);
  expect(redacted.join('').length).toBeLessThan(cmdlineLimits.total + 100);
});

test('many arguments are truncated', () => {
  const redacted = redactCmdline(Array(200_000).fill(''));
  expect(redacted).toHaveLength(cmdlineLimits.count + 1);
  expect(redacted.at(-1)).toBe(truncation);
});

/** Returns text around a secret, which consists of the letter q. */
const secrets: readonly ((secret: string) => string)[] = [
  (secret) => `x https://me:${secret}@a.example/`,
  (secret) => ` --password '${secret}'`,
  (secret) => ` {"password":"${secret}"}`,
  (secret) => ` me:${secret}@tcp(db)/x`,
  (secret) => ` ${join('gh', 'p_')}${secret}`,
  (secret) => ` ${join('ey', 'J')}${secret}.${secret}.${secret}`,
  (secret) => ` -----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
];

test('a secret at the limit is redacted', () => {
  for (const text of secrets) {
    for (const length of [40, 3000]) {
      const part = text('q'.repeat(length));
      for (let offset = 0; offset < part.length; offset += Math.ceil(length / 20)) {
        const argument = `${'a '.repeat(cmdlineLimits.argument / 2).slice(offset)}${part}`;
        expect(redactCmdline(['x', argument])[1], `${part.slice(0, 30)} at -${offset}`).not.toContain('qqq');
      }
    }
  }
});

test('a password in a URL is redacted even if its end is beyond the searched text', () => {
  const argument = `${'a '.repeat(cmdlineLimits.argument / 2).slice(100)} https://me:${'q'.repeat(100_000)}@a.example/`;
  expect(redactCmdline(['x', argument])[1]).not.toContain('qqq');
});

/** Texts that, repeated, make a search with nested repetitions take quadratic time. */
const hostile: readonly string[] = [
  ...'a=:- "\'.@/\\`%{[(,|;&\n<>$',
  ...['a=', 'a:', 'a ', '-p', '-u', '--a ', '--password ', '--password a ', 'mysql -pa ', 'mysql -p ', 'curl -ua:b '],
  ...['password=', 'password="', 'password=\\"', 'password=[', 'password=$(', 'password=`', 'key=', 'A_KEY='],
  ...['"password":', '<password>', 'name="a" value=', 'token b ', 'authorization: ', 'cookie:', 'set password '],
  ...['://', '://a:', '://a:b', 'x://a:b/', '"x://a:b', '=x://a:b ', 'a://a:a/', 'x://a:@', '://@', 'x://hooks/a/'],
  ...[':@', 'a:b@', 'a:b@c.de ', 'u:p@tcp(', ',a:', "'\\''", "'\"'\"'", '\\"', '\\\\"', '"a', "'a"],
  ...['eyJ', 'eyJaaaaaaaa.', 'eyJaaaaaaaa.b.', 'ghp_', 'AKIA', 'sk-', 'hf_', 'xoxb-', 'MNOa.', '1234567890:AA', 'a.a.'],
  ...['bearer ', 'Bearer  ', 'basic aaaaaaaa', '-----BEGIN ', '-----BEGIN PRIVATE KEY-----', 'oracle:thin:a/'],
];

/** Returns the CPU time of redacting a text several times, in milliseconds, in ascending order. */
const cpuTimesOf = (text: string): number[] =>
  Array.from({ length: 4 }, () => {
    const start = process.cpuUsage();
    redactText(text);
    return process.cpuUsage(start).user / 1000;
  }).sort((a, b) => a - b);

test.for(hostile)('redaction of repeated %j takes linear time', (part) => {
  const repeat = (length: number) => part.repeat(length / part.length);
  const cpuTime = Math.max(2, ...cpuTimesOf(repeat(16 * 1024)));
  // Eight times the text takes 8 times as long in linear time, and 64 times as long in quadratic time.
  expect(cpuTimesOf(repeat(128 * 1024))[0]).toBeLessThan(32 * cpuTime);
});

test('redaction of a process reads a bounded part of its arguments', () => {
  for (const part of ['://a:', 'a=', '--password ', '"']) {
    const argument = part.repeat(Math.floor(128_000 / part.length));
    const start = process.cpuUsage();
    redactCmdline(Array(15).fill(argument));
    expect(process.cpuUsage(start).user / 1000, part).toBeLessThan(1000);
  }
});
