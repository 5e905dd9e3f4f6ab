import { Process, processIter } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { resolveHost } from './process-files.ts';
import { malformed, thrownBy } from './thrown.ts';

const status = (uid: number | string, name = 'prog') =>
  `Name:\t${name}\nUmask:\t0022\nState:\tS (sleeping)\nUid:\t${uid}\t77\t78\t79\nGid:\t5\t5\t5\t5\n`;

const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
ada:x:1000:1000:Ada,,,:/home/ada:/bin/bash
ada2:x:1000:1000::/home/ada:/bin/sh
`;

const usernameOf = (text: string, etc = passwd) =>
  new Process(7, { host: resolveHost({ 7: { status: text } }, { 'etc/passwd': etc }) }).username();

test('username is that of the real uid in the passwd of that machine, in both forms', async () => {
  const host = resolveHost({ 7: { status: status(1000) } }, { 'etc/passwd': passwd });
  expect(new Process(7, { host }).username()).toBe('ada');
  expect(await new AsyncProcess(7, { host }).username()).toBe('ada');
});

test.for([12345, 4_294_967_294])('username of the unknown uid %i is the number', (uid) => {
  expect(usernameOf(status(uid))).toBe(String(uid));
});

test('username without a passwd is the number: this machine is not asked', () => {
  const host = resolveHost({ 7: { status: status(0) } });
  expect(new Process(7, { host }).username()).toBe('0');
});

test.for(['Uid:\t0\t0\t0\t0', 'x\tUid:\t0', 'Uid:0', 'a Uid: 0', 'Uid:\\t0\\nUid:\t0'])(
  'a program that calls itself %j does not choose its user',
  (name) => {
    expect(usernameOf(status(1000, name))).toBe('ada');
  },
);

test('keys that only end or begin like it are not the uid', () => {
  expect(usernameOf(`Name:\tx\nNSUid:\t0\nUids:\t0\n Uid:\t0\nUid \t0\nUid:\t1000\t0\t0\t0\nUid:\t0\t0\t0\t0\n`)).toBe(
    'ada',
  );
});

test.for([
  ['lines that are no users', '\n#root\n::\n+::::::\nx:y\nada\nada:x:1000:1000::/:\n'],
  ['uids that are no numbers', 'bob:x:1000x:1:::\neve:x:-1:1:::\nmal::: \nada:x:1000:1000::/:\n'],
  ['no line end', 'root:x:0:0::/:\nada:x:1000:1000::/:'],
  ['uids alone', 'root:x:0\nada:x:1000\n'],
])('a passwd with %s still has its users', ([, etc]) => {
  expect(usernameOf(status(1000), etc)).toBe('ada');
});

test('a user without a name has its number', () => {
  expect(usernameOf(status(1000), ':x:1000:1000::/:\n')).toBe('1000');
});

test('users are looked up for each process of a list', () => {
  const files = {
    1: { status: status(0) },
    2: { status: status(9) },
    3: { status: status(1000) },
    4: { status: status(9) },
  };
  const listed = processIter({ host: resolveHost(files, { 'etc/passwd': passwd }), attrs: ['username'] });
  expect([...listed].map(({ info }) => info.username)).toEqual(['root', '9', 'ada', '9']);
});

test.for([
  ['empty', '', 1],
  ['without a uid', 'Name:\tprog\nGid:\t5\n', 2],
  ['cut off', 'Name:\tprog\nUid:', 2],
  ['with a word for a uid', 'Name:\tprog\nUid:\troot\n', 2],
  ['with a negative uid', 'Name:\tprog\nUid:\t-1\t0\t0\t0\n', 2],
  ['with a uid beyond 64 bits', 'Name:\tprog\nUid:\t99999999999999999999\n', 2],
] as const)('a status that is %s is malformed', ([, text, line]) => {
  const host = resolveHost({ 7: { status: text } });
  expect(thrownBy(() => new Process(7, { host }).username())).toEqual(malformed(`${host.proc}/7/status`, line, 7));
});
