import { expect, test } from 'vitest';
import { join, redactCmdline, redaction, secret } from '../support/redact.ts';

const letters = 'aB3dEfGh1jKlMn0pQrStUvWxYz';
const hex = '0123456789abcdef0123456789abcdef01234567';
const jwt = join('eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0In0', '.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1g');

/** Tokens with a known prefix. */
const tokens: readonly string[] = [
  ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((prefix) => join(prefix, '_', letters)),
  join('github_', 'pat_11ABCDEFG0abcdefghijkl_', letters),
  ...['pat', 'dt', 'rt', 'ptt', 'cbt', 'soat', 'agent'].map((name) => join('gl', name, '-', letters)),
  ...['sk_live', 'sk_test', 'rk_live', 'sk_prod'].map((prefix) => join(prefix, '_', letters)),
  join('whsec', '_', letters),
  ...['shpat', 'shpca', 'shppa', 'shpss'].map((prefix) => join(prefix, '_', hex.slice(0, 32))),
  join('dckr', '_pat_', letters),
  join('gls', 'a_', letters, '_01234567'),
  join('AT', 'ATT3x', letters, '=ABCDEF12'),
  ...['xoxb', 'xoxp', 'xoxa', 'xoxs'].map((prefix) => join(prefix, '-123456789012-', letters)),
  join('xa', 'pp-1-A123-456-', hex),
  join('AK', 'IA', 'IOSFODNN7EXAMPLE'),
  join('AS', 'IA', 'IOSFODNN7EXAMPLE'),
  join('h', 'f_', letters),
  join('np', 'm_', letters),
  join('py', 'pi-', 'AgEIcHlwaS5vcmc', letters),
  join('py', 'pi-', letters),
  join('sk-', 'ant-api03-', letters, '-', letters),
  join('sk-', 'proj-', letters, '_', letters),
  join('sk-', letters),
  join('pplx', '-', letters),
  join('AI', 'za', 'SyA', letters, letters),
  join('GOC', 'SPX-', letters),
  join('ya', '29.', letters),
  join('S', 'G.', letters, '.', letters),
  join('do', 'p_v1_', hex, hex),
  join('dap', 'i', hex.slice(0, 32)),
  join('hv', 's.', letters, letters),
  join('lin', '_api_', letters),
  join('ts', 'key-auth-', letters),
  join('glc', '_', letters, '=='),
  join('AGE-SECRET', '-KEY-1', letters.toUpperCase()),
  join('sntr', 'ys_', letters, letters),
  join('MT', 'IzNDU2Nzg5MDEyMzQ1Njc4', '.GabcdE.', letters, letters),
  join('123456789', ':AA', letters, letters),
  jwt,
  join('eyJ', Buffer.from('auths":{"a.example":{}}').toString('base64')),
];

test.for(tokens)('redacts the token %s', (token) => {
  expect(redactCmdline(['x', token])).toEqual(['x', redaction]);
  expect(redactCmdline(['x', `a "${token}", b`])).toEqual(['x', `a "${redaction}", b`]);
  expect(redactCmdline(['x', `--data={"a":"${token}"}`])).toEqual(['x', `--data={"a":"${redaction}"}`]);
  expect(redactCmdline(['x', `a%3D${token}`])).toEqual(['x', `a%3D${redaction}`]);
  expect(redactCmdline(['x', `{"a":"b\\n${token}"}`])).toEqual(['x', `{"a":"b\\n${redaction}"}`]);
  expect(redactCmdline(['x', `-t${token}`])).toEqual(['x', `-t${redaction}`]);
  expect(redactCmdline(['git', 'clone', `https://${token}@a.example/b`]).join(' ')).not.toContain(token.slice(-20));
});

test('redacts private keys', () => {
  for (const kind of ['RSA PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK']) {
    const [begin, end] = [`-----BEGIN ${kind}-----`, `-----END ${kind}-----`];
    expect(redactCmdline(['x', `${begin}\n${secret}\n${end} b`])).toEqual(['x', `${begin}${redaction}${end} b`]);
    expect(redactCmdline(['x', `${begin}\n${secret}`])).toEqual(['x', `${begin}${redaction}`]);
  }
});
