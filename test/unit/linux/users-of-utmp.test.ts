import { users } from '@psutil/system';
import { users as usersAsync } from '@psutil/system/promises';
import { beforeEach, expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { latin1 } from './process-files.ts';

const userProcess = 7;
const started = 1_700_000_000;

interface Entry {
  readonly type?: number;
  readonly pid?: number;
  readonly line?: string;
  readonly user?: string;
  readonly host?: string;
  readonly seconds?: number;
}

/** A record of utmp(5) in the layout of x86-64, with one byte for each character. */
function record({
  type = userProcess,
  pid = 71,
  line = '',
  user = 'ada',
  host = '',
  seconds = started,
}: Entry): Buffer {
  const bytes = Buffer.alloc(384);
  bytes.writeInt16LE(type, 0);
  bytes.writeInt32LE(pid, 4);
  bytes.write(line, 8, 32, 'latin1');
  bytes.write('id', 40, 4, 'latin1');
  bytes.write(user, 44, 32, 'latin1');
  bytes.write(host, 76, 256, 'latin1');
  bytes.writeInt32LE(99, 336); // session
  bytes.writeUInt32LE(seconds, 340);
  bytes.writeInt32LE(123_456, 344); // microseconds
  bytes.write('\x7f\0\0\x01', 348, 16, 'latin1'); // address
  return bytes;
}

const hostWithUtmp = (...entries: readonly Entry[]) => hostWith({ 'run/utmp': Buffer.concat(entries.map(record)) });

beforeEach((context) => {
  context.skip(process.arch !== 'x64', 'utmp records have a different layout on this architecture');
});

test('users() returns the sessions of utmp, sync and async', async () => {
  const host = hostWithUtmp(
    { line: 'tty1', pid: 71 },
    { line: 'pts/0', pid: 72, user: 'bob', host: '192.0.2.7', seconds: started + 1 },
  );
  const sessions = [
    { name: 'ada', terminal: 'tty1', host: null, started, pid: 71 },
    { name: 'bob', terminal: 'pts/0', host: '192.0.2.7', started: started + 1, pid: 72 },
  ];
  expect(users({ host })).toEqual(sessions);
  expect(await usersAsync({ host })).toEqual(sessions);
});

test.for([
  ['empty', 0],
  ['run level', 1],
  ['boot', 2],
  ['init', 5],
  ['login', 6],
  ['dead', 8],
  ['accounting', 9],
  ['unknown', -1],
] as const)('users() ignores a record of the type %s', ([, type]) => {
  const host = hostWithUtmp({ type, user: 'other' }, { user: 'ada' }, { type, user: 'other' });
  expect(users({ host }).map(({ name }) => name)).toEqual(['ada']);
});

test('users() reads fields without a terminating NUL', () => {
  const [user, line, from] = ['u'.repeat(32), 'l'.repeat(32), 'h'.repeat(256)];
  const host = hostWithUtmp({ user, line, host: from });
  expect(users({ host })).toEqual([{ name: user, terminal: line, host: from, started, pid: 71 }]);
});

test('users() reads a field up to its first NUL', () => {
  const host = hostWithUtmp({ user: 'ada\0old', line: 'pts/1\0/22', host: 'here\0there' });
  expect(users({ host })).toEqual([{ name: 'ada', terminal: 'pts/1', host: 'here', started, pid: 71 }]);
});

test.for([
  [':0', 'localhost'],
  [':0.0', 'localhost'],
  [':1', ':1'],
  [':0.1', ':0.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['', null],
] as const)('users() converts the host %j to %j', ([written, from]) => {
  expect(users({ host: hostWithUtmp({ host: written }) })).toMatchObject([{ host: from }]);
});

test('users() reads 32-bit seconds as unsigned, until 2106', () => {
  expect(users({ host: hostWithUtmp({ seconds: 0xffff_ffff }) })).toMatchObject([{ started: 4_294_967_295 }]);
});

test('users() replaces invalid UTF-8 with U+FFFD without shifting the following fields', () => {
  const host = hostWithUtmp(
    { user: 'caf\xe9', line: 'pts/2' },
    { user: 'caf\xc3\xa9', line: 'pts/3' },
    { user: 'bob' },
  );
  expect(users({ host }).map(({ name, terminal }) => [name, terminal])).toEqual([
    ['caf\uFFFD', 'pts/2'],
    ['café', 'pts/3'],
    ['bob', null],
  ]);
});

test.for([1, 383])('users() ignores a truncated last record of %i bytes', (length) => {
  const bytes = Buffer.concat([record({ user: 'ada' }), record({ user: 'bob' }).subarray(0, length)]);
  expect(users({ host: hostWith({ 'run/utmp': bytes }) }).map(({ name }) => name)).toEqual(['ada']);
});

test('users() of an empty utmp is an empty array', () => {
  expect(users({ host: hostWith({ 'run/utmp': '' }) })).toEqual([]);
});

test('users() of a utmp with random bytes is an empty array', () => {
  expect(users({ host: hostWith({ 'run/utmp': latin1('\xff'.repeat(3840)) }) })).toEqual([]);
});

test('users() reads logind only if utmp is missing', () => {
  const bytes = record({ user: 'ada' });
  const host = hostWith({ 'run/utmp': bytes, 'run/systemd/sessions/1': 'USER=bob\nCLASS=user\n' });
  expect(users({ host }).map(({ name }) => name)).toEqual(['ada']);
});
