import { writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { latin1, resolveHost, statLine } from './process-files.ts';
import { missing, thrownBy } from './thrown.ts';

const nameOf = (comm: string, cmdline: string | Uint8Array = '', more: object = {}) =>
  new Process(7, { host: resolveHost({ 7: { comm, cmdline, ...more } }) }).name();

test.for([
  'prog',
  'a b',
  'a) b) c',
  ') S 1 1',
  '(',
  ')',
  '()',
  '((',
  '))',
  ' ',
  '  x  ',
  '',
  'a\nb',
  'a\tb',
  'Uid:\t0\t0\t0\t0',
  'a\\nb',
  'a\x1b[31mb',
  '7 (x) Z 1',
  '%s%n',
  '__proto__',
  'naïve',
  '名前',
  '😀',
])('name() returns %j from stat unchanged, and the fields after it are parsed', (comm) => {
  const host = resolveHost({ 7: { comm, state: 'D', ppid: 6, threads: 5, start: 250 } });
  const process = new Process(7, { host });
  expect(process.name()).toBe(comm);
  expect(process.asDict({ attrs: ['status', 'ppid', 'numThreads', 'createTime'] })).toEqual({
    status: 'disk-sleep',
    ppid: 6,
    numThreads: 5,
    createTime: 1_700_000_002.5,
  });
});

test('name() completes a truncated name from the command line, synchronously and asynchronously', async () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d', cmdline: '/usr/bin/gnome-keyring-daemon\0--login\0' } });
  expect(new Process(7, { host }).name()).toBe('gnome-keyring-daemon');
  expect(await new AsyncProcess(7, { host }).name()).toBe('gnome-keyring-daemon');
});

test.for([
  ['starts with another program', '/usr/bin/python3\0/usr/bin/gnome-keyring-daemon\0'],
  ['is empty', ''],
  ['is one empty argument', '\0'],
  ['starts with a directory', '/usr/bin/gnome-keyring-daemon/\0'],
  ['starts with a name that only ends like it', 'xgnome-keyring-daemon\0'],
])('name() does not complete a name of 15 bytes if the command line %s', ([, cmdline]) => {
  expect(nameOf('gnome-keyring-d', cmdline)).toBe('gnome-keyring-d');
});

test('name() completes a name of 15 bytes from the first word of a process title', () => {
  expect(nameOf('gnome-keyring-d', 'gnome-keyring-daemon: waiting\0')).toBe('gnome-keyring-daemon:');
});

test('name() does not complete a name of 14 bytes', () => {
  expect(nameOf('gnome-keyring-', '/usr/bin/gnome-keyring-daemon\0')).toBe('gnome-keyring-');
});

test('name() completes a name that was truncated within a UTF-8 character', () => {
  const comm = `${'x'.repeat(14)}\xc3`; // the first byte of é
  const stat = latin1(statLine(7, { comm }));
  expect(nameOf('', `/usr/bin/${'x'.repeat(14)}é-daemon\0`, { stat })).toBe(`${'x'.repeat(14)}é-daemon`);
  expect(nameOf('', '/usr/bin/other\0', { stat })).toBe(`${'x'.repeat(14)}\uFFFD`);
});

test('name() reads the command line at each call', () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d', cmdline: 'gnome-keyring-daemon\0' } });
  const process = new Process(7, { host });
  expect(process.name()).toBe('gnome-keyring-daemon');
  writeFileSync(`${host.proc}/7/cmdline`, 'gnome-keyring-dwarf\0');
  expect(process.name()).toBe('gnome-keyring-dwarf');
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { comm: 'new' }));
  expect(process.name()).toBe('new');
});

test('name() returns the name of a kernel worker of more than 15 bytes unchanged', () => {
  expect(nameOf('kworker/0:0H-kblockd', '', { flags: 0x00200000, state: 'I' })).toBe('kworker/0:0H-kblockd');
});

test('name() returns the truncated name of a zombie', () => {
  expect(nameOf('gnome-keyring-d', '', { state: 'Z' })).toBe('gnome-keyring-d');
});

test('name() throws the system error if the name has 15 bytes and cmdline is missing', () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d' } });
  const error = thrownBy(() => new Process(7, { host }).name());
  expect(error).toEqual({ ...missing('open', `${host.proc}/7/cmdline`), pid: 7 });
});
