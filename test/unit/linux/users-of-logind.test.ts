import { users } from '@psutil/system';
import { users as usersAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const directory = 'run/systemd/sessions';

/** A session file of logind with changed lines. An undefined line is omitted. */
function session(changed: Readonly<Record<string, string | undefined>> = {}): string {
  const lines = {
    UID: '1000',
    USER: 'ada',
    ACTIVE: '1',
    STATE: 'active',
    REMOTE: '1',
    TYPE: 'tty',
    CLASS: 'user',
    SCOPE: 'session-3.scope',
    TTY: 'pts/0',
    REMOTE_HOST: '192.0.2.7',
    REMOTE_USER: 'someone',
    SERVICE: 'sshd',
    LEADER: '4711',
    LEADER_PIDFDID: '99',
    AUDIT: '3',
    REALTIME: '1700000000250000',
    MONOTONIC: '5000000',
    ...changed,
  };
  const given = Object.entries(lines).filter(([, value]) => value !== undefined);
  return `# This is private data. Do not parse.\n${given.map(([key, value]) => `${key}=${value}\n`).join('')}`;
}

const ada = { name: 'ada', terminal: 'pts/0', host: '192.0.2.7', started: 1_700_000_000.25, pid: 4711 };

test('users() returns the sessions of logind if utmp is missing, sync and async', async () => {
  const host = hostWith({ [`${directory}/3`]: session() });
  expect(users({ host })).toEqual([ada]);
  expect(await usersAsync({ host })).toEqual([ada]);
});

test('users() returns every session of logind', () => {
  const host = hostWith({ [`${directory}/3`]: session(), [`${directory}/c1`]: session({ USER: 'bob', TTY: 'tty1' }) });
  const names = users({ host }).map(({ name, terminal }) => `${name} ${terminal}`);
  expect(names.sort()).toEqual(['ada pts/0', 'bob tty1']);
});

test('users() returns null for a missing terminal or host, and omits a missing pid', () => {
  const host = hostWith({ [`${directory}/3`]: session({ TTY: undefined, REMOTE_HOST: '', LEADER: undefined }) });
  expect(users({ host })).toEqual([{ name: 'ada', terminal: null, host: null, started: 1_700_000_000.25 }]);
});

test('the host of a session on the local display is localhost', () => {
  const host = hostWith({ [`${directory}/3`]: session({ TYPE: 'x11', TTY: ':0', REMOTE_HOST: ':0' }) });
  expect(users({ host })).toEqual([{ ...ada, terminal: ':0', host: 'localhost' }]);
});

test.for(['active', 'online', 'opening'])('users() lists a session in the state %s', (STATE) => {
  expect(users({ host: hostWith({ [`${directory}/3`]: session({ STATE }) }) })).toEqual([ada]);
});

// Since systemd 256, system users such as root have the class user-early; light sessions have no service manager.
test.for(['user', 'user-early', 'user-light', 'user-early-light'])(
  'users() lists a session of the class %s',
  (CLASS) => {
    expect(users({ host: hostWith({ [`${directory}/3`]: session({ CLASS }) }) })).toEqual([ada]);
  },
);

test.for([
  ['is closing', { STATE: 'closing' }],
  ['is a greeter', { USER: 'gdm', CLASS: 'greeter' }],
  ['is a lock screen', { CLASS: 'lock-screen' }],
  ['is a background session', { CLASS: 'background' }],
  ['is a light background session', { CLASS: 'background-light' }],
  ['is a service manager', { CLASS: 'manager' }],
  ['is an early service manager', { CLASS: 'manager-early' }],
  ['has no class', { CLASS: undefined }],
  ['has no user', { USER: undefined }],
  ['has an empty user', { USER: '' }],
] as const)('users() omits a session that %s', ([, changed]) => {
  expect(users({ host: hostWith({ [`${directory}/3`]: session(changed) }) })).toEqual([]);
});

test('users() decodes a name that logind quoted', () => {
  const host = hostWith({ [`${directory}/3`]: session({ USER: '"CORP\\\\ada"' }) });
  expect(users({ host })).toEqual([{ ...ada, name: 'CORP\\ada' }]);
});

test('users() ignores the pipes in the sessions directory', () => {
  const host = hostWith({ [`${directory}/3`]: session(), [`${directory}/3.ref`]: session({ USER: 'pipe' }) });
  expect(users({ host })).toEqual([ada]);
});

test('users() ignores unknown lines', () => {
  const odd = '\n\nnothing\n=\nXUSER=bob\nUSER\n USER=bob\nuser=bob\n__proto__=x\n';
  const host = hostWith({ [`${directory}/3`]: odd + session() + odd.replace('USER\n', '') });
  expect(users({ host })).toEqual([ada]);
});

test('users() is an empty array if neither utmp nor logind exists', async () => {
  const host = hostWith({ 'run/lock/x': '' });
  expect(users({ host })).toEqual([]);
  expect(await usersAsync({ host })).toEqual([]);
});

test('users() is an empty array if logind has no sessions', () => {
  expect(users({ host: hostWith({ [`${directory}/3.ref`]: '' }) })).toEqual([]);
});

test('users() ignores session files that are empty or truncated', () => {
  const host = hostWith({
    [`${directory}/1`]: '',
    [`${directory}/2`]: 'UID=1000\nUSER=bo',
    [`${directory}/3`]: session(),
  });
  expect(users({ host })).toEqual([ada]);
});

test.for([
  ['a start that is not a number', { REALTIME: 'now' }, 17],
  ['a negative start', { REALTIME: '-1' }, 17],
  ['a leader that is not a number', { LEADER: '4711x' }, 14],
  ['a negative leader', { LEADER: '-1' }, 14],
  ['a leader larger than 32 bits', { LEADER: '4294967297' }, 14],
] as const)('users() throws ERR_MALFORMED_FILE with the line for a session with %s', async ([, changed, line]) => {
  const host = hostWith({ [`${directory}/3`]: session(changed) });
  const error = malformed(`${host.run}/systemd/sessions/3`, line);
  expect(thrownBy(() => users({ host }))).toEqual(error);
  expect(await rejectedBy(usersAsync({ host }))).toEqual(error);
});
