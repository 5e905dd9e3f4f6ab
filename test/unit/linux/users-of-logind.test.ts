import { users } from '@psutil/system';
import { users as usersAsync } from '@psutil/system/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const folder = 'run/systemd/sessions';

/** A session file of logind, with lines changed or, where undefined, left out. */
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

test('users gives the sessions of logind where there is no utmp, in both forms', async () => {
  const host = hostWith({ [`${folder}/3`]: session() });
  expect(users({ host })).toEqual([ada]);
  expect(await usersAsync({ host })).toEqual([ada]);
});

test('users gives every session of logind', () => {
  const host = hostWith({ [`${folder}/3`]: session(), [`${folder}/c1`]: session({ USER: 'bob', TTY: 'tty1' }) });
  const names = users({ host }).map(({ name, terminal }) => `${name} ${terminal}`);
  expect(names.sort()).toEqual(['ada pts/0', 'bob tty1']);
});

test('a session without a terminal, a host and a leader has nulls and no pid', () => {
  const host = hostWith({ [`${folder}/3`]: session({ TTY: undefined, REMOTE_HOST: '', LEADER: undefined }) });
  expect(users({ host })).toEqual([{ name: 'ada', terminal: null, host: null, started: 1_700_000_000.25 }]);
});

test('a session on the display of this machine is of localhost', () => {
  const host = hostWith({ [`${folder}/3`]: session({ TYPE: 'x11', TTY: ':0', REMOTE_HOST: ':0' }) });
  expect(users({ host })).toEqual([{ ...ada, terminal: ':0', host: 'localhost' }]);
});

test.for(['active', 'online', 'opening'])('a session that is %s is listed', (STATE) => {
  expect(users({ host: hostWith({ [`${folder}/3`]: session({ STATE }) }) })).toEqual([ada]);
});

// Since systemd 256, root and other users of the system log in as user-early, light ones without a service manager.
test.for(['user', 'user-early', 'user-light', 'user-early-light'])('a session of the class %s is listed', (CLASS) => {
  expect(users({ host: hostWith({ [`${folder}/3`]: session({ CLASS }) }) })).toEqual([ada]);
});

test.for([
  ['is closing', { STATE: 'closing' }],
  ['is a greeter', { USER: 'gdm', CLASS: 'greeter' }],
  ['is a lock screen', { CLASS: 'lock-screen' }],
  ['is in the background', { CLASS: 'background' }],
  ['is in the background and light', { CLASS: 'background-light' }],
  ['is a service manager', { CLASS: 'manager' }],
  ['is an early service manager', { CLASS: 'manager-early' }],
  ['has no class', { CLASS: undefined }],
  ['has no user', { USER: undefined }],
  ['has an empty user', { USER: '' }],
] as const)('a session that %s is not listed', ([, changed]) => {
  expect(users({ host: hostWith({ [`${folder}/3`]: session(changed) }) })).toEqual([]);
});

test('a name that logind had to quote is listed as it is', () => {
  const host = hostWith({ [`${folder}/3`]: session({ USER: '"CORP\\\\ada"' }) });
  expect(users({ host })).toEqual([{ ...ada, name: 'CORP\\ada' }]);
});

test('the pipes beside the sessions are left alone', () => {
  const host = hostWith({ [`${folder}/3`]: session(), [`${folder}/3.ref`]: session({ USER: 'pipe' }) });
  expect(users({ host })).toEqual([ada]);
});

test('lines that are not known mean nothing', () => {
  const odd = '\n\nnothing\n=\nXUSER=bob\nUSER\n USER=bob\nuser=bob\n__proto__=x\n';
  const host = hostWith({ [`${folder}/3`]: odd + session() + odd.replace('USER\n', '') });
  expect(users({ host })).toEqual([ada]);
});

test('users are none where neither utmp nor logind is kept', async () => {
  const host = hostWith({ 'run/lock/x': '' });
  expect(users({ host })).toEqual([]);
  expect(await usersAsync({ host })).toEqual([]);
});

test('users are none where logind has no sessions', () => {
  expect(users({ host: hostWith({ [`${folder}/3.ref`]: '' }) })).toEqual([]);
});

test('users of a session file that is empty or cut off are those that it names whole', () => {
  const host = hostWith({ [`${folder}/1`]: '', [`${folder}/2`]: 'UID=1000\nUSER=bo', [`${folder}/3`]: session() });
  expect(users({ host })).toEqual([ada]);
});

test.for([
  ['a start that is no number', { REALTIME: 'now' }, 17],
  ['a negative start', { REALTIME: '-1' }, 17],
  ['a leader that is no number', { LEADER: '4711x' }, 14],
  ['a negative leader', { LEADER: '-1' }, 14],
  ['a leader beyond 32 bits', { LEADER: '4294967297' }, 14],
] as const)('a session with %s is malformed, and the error names its line', async ([, changed, line]) => {
  const host = hostWith({ [`${folder}/3`]: session(changed) });
  const error = malformed(`${host.run}/systemd/sessions/3`, line);
  expect(thrownBy(() => users({ host }))).toEqual(error);
  expect(await rejectedBy(usersAsync({ host }))).toEqual(error);
});
