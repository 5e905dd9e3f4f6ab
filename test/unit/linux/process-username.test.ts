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

test('username() returns the user of the real UID from the passwd of the host, synchronously and asynchronously', async () => {
  const host = resolveHost({ 7: { status: status(1000) } }, { 'etc/passwd': passwd });
  expect(new Process(7, { host }).username()).toBe('ada');
  expect(await new AsyncProcess(7, { host }).username()).toBe('ada');
});

test.for([12345, 4_294_967_294])('username() returns the UID %i as text if passwd has no entry for it', (uid) => {
  expect(usernameOf(status(uid))).toBe(String(uid));
});

test('username() returns the UID as text if the host has no passwd, and does not read the local one', () => {
  const host = resolveHost({ 7: { status: status(0) } });
  expect(new Process(7, { host }).username()).toBe('0');
});

test.for(['Uid:\t0\t0\t0\t0', 'x\tUid:\t0', 'Uid:0', 'a Uid: 0', 'Uid:\\t0\\nUid:\t0'])(
  'username() is not affected by the process name %j',
  (name) => {
    expect(usernameOf(status(1000, name))).toBe('ada');
  },
);

test('username() ignores lines of status whose key only contains "Uid"', () => {
  expect(usernameOf(`Name:\tx\nNSUid:\t0\nUids:\t0\n Uid:\t0\nUid \t0\nUid:\t1000\t0\t0\t0\nUid:\t0\t0\t0\t0\n`)).toBe(
    'ada',
  );
});

test.for([
  ['invalid lines', '\n#root\n::\n+::::::\nx:y\nada\nada:x:1000:1000::/:\n'],
  ['UIDs that are not numbers', 'bob:x:1000x:1:::\neve:x:-1:1:::\nmal::: \nada:x:1000:1000::/:\n'],
  ['no newline at the end', 'root:x:0:0::/:\nada:x:1000:1000::/:'],
  ['lines that end after the UID', 'root:x:0\nada:x:1000\n'],
])('username() finds the user in a passwd with %s', ([, etc]) => {
  expect(usernameOf(status(1000), etc)).toBe('ada');
});

test('username() returns the UID as text if the user name is empty', () => {
  expect(usernameOf(status(1000), ':x:1000:1000::/:\n')).toBe('1000');
});

test('processIter() reads the username of each process', () => {
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
  ['without a UID', 'Name:\tprog\nGid:\t5\n', 2],
  ['truncated', 'Name:\tprog\nUid:', 2],
  ['with a UID that is not a number', 'Name:\tprog\nUid:\troot\n', 2],
  ['with a negative UID', 'Name:\tprog\nUid:\t-1\t0\t0\t0\n', 2],
  ['with a UID above 64 bits', 'Name:\tprog\nUid:\t99999999999999999999\n', 2],
] as const)('username() throws ERR_MALFORMED_FILE for a status that is %s', ([, text, line]) => {
  const host = resolveHost({ 7: { status: text } });
  expect(thrownBy(() => new Process(7, { host }).username())).toEqual(malformed(`${host.proc}/7/status`, line, 7));
});
