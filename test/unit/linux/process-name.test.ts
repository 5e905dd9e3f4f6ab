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
])('the name %j is read from stat as it is, and what follows it too', (comm) => {
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

test('a name that the kernel cut is completed from the command line, in both forms', async () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d', cmdline: '/usr/bin/gnome-keyring-daemon\0--login\0' } });
  expect(new Process(7, { host }).name()).toBe('gnome-keyring-daemon');
  expect(await new AsyncProcess(7, { host }).name()).toBe('gnome-keyring-daemon');
});

test.for([
  ['of another program', '/usr/bin/python3\0/usr/bin/gnome-keyring-daemon\0'],
  ['that is empty', ''],
  ['of one empty argument', '\0'],
  ['of a folder', '/usr/bin/gnome-keyring-daemon/\0'],
  ['that only ends like it', 'xgnome-keyring-daemon\0'],
])('a name of 15 bytes stays as it is beside a command line %s', ([, cmdline]) => {
  expect(nameOf('gnome-keyring-d', cmdline)).toBe('gnome-keyring-d');
});

test('a name of 15 bytes is completed from the first word of a title', () => {
  expect(nameOf('gnome-keyring-d', 'gnome-keyring-daemon: waiting\0')).toBe('gnome-keyring-daemon:');
});

test('a name of 14 bytes was not cut', () => {
  expect(nameOf('gnome-keyring-', '/usr/bin/gnome-keyring-daemon\0')).toBe('gnome-keyring-');
});

test('a name is cut by bytes: a character that fell apart is whole again', () => {
  const comm = `${'x'.repeat(14)}\xc3`; // the first half of é
  const stat = latin1(statLine(7, { comm }));
  expect(nameOf('', `/usr/bin/${'x'.repeat(14)}é-daemon\0`, { stat })).toBe(`${'x'.repeat(14)}é-daemon`);
  expect(nameOf('', '/usr/bin/other\0', { stat })).toBe(`${'x'.repeat(14)}\uFFFD`);
});

test('a name of 15 bytes is asked of the command line each time, for a program may change it', () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d', cmdline: 'gnome-keyring-daemon\0' } });
  const process = new Process(7, { host });
  expect(process.name()).toBe('gnome-keyring-daemon');
  writeFileSync(`${host.proc}/7/cmdline`, 'gnome-keyring-dwarf\0');
  expect(process.name()).toBe('gnome-keyring-dwarf');
  writeFileSync(`${host.proc}/7/stat`, statLine(7, { comm: 'new' }));
  expect(process.name()).toBe('new');
});

test("a kernel's worker may have a longer name, which is whole", () => {
  expect(nameOf('kworker/0:0H-kblockd', '', { flags: 0x00200000, state: 'I' })).toBe('kworker/0:0H-kblockd');
});

test('a zombie has the name that the kernel cut', () => {
  expect(nameOf('gnome-keyring-d', '', { state: 'Z' })).toBe('gnome-keyring-d');
});

test('a name of 15 bytes without a command line to complete it is the error of the system', () => {
  const host = resolveHost({ 7: { comm: 'gnome-keyring-d' } });
  const error = thrownBy(() => new Process(7, { host }).name());
  expect(error).toEqual({ ...missing('open', `${host.proc}/7/cmdline`), pid: 7 });
});
