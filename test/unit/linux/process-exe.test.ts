import { symlinkSync, writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { resolveHost } from './process-files.ts';
import { thrownBy } from './thrown.ts';

const exeOf = (to: string) => new Process(7, { host: resolveHost({ 7: { exe: { to }, root: { to: '/' } } }) }).exe();

test('exe() returns the target of the link, synchronously and asynchronously', async () => {
  const host = resolveHost({ 7: { exe: { to: '/usr/bin/prog' } } });
  expect(new Process(7, { host }).exe()).toBe('/usr/bin/prog');
  expect(await new AsyncProcess(7, { host }).exe()).toBe('/usr/bin/prog');
});

test.for([
  ['/usr/bin/a program', '/usr/bin/a program'],
  ['/usr/bin/naïve 😀', '/usr/bin/naïve 😀'],
  ['/usr/bin/a\nb', '/usr/bin/a\nb'],
  ['/nowhere/prog (deleted)', '/nowhere/prog'],
  ['/nowhere/prog (deleted) (deleted)', '/nowhere/prog (deleted)'],
  ['/nowhere/prog (deleted) ', '/nowhere/prog (deleted) '],
  ['/nowhere/prog(deleted)', '/nowhere/prog(deleted)'],
  ['/memfd:prog (deleted)', '/memfd:prog'],
] as const)('exe() returns, for a link to %j, %j', ([link, exe]) => {
  expect(exeOf(link)).toBe(exe);
});

test('exe() returns a path of 4,000 bytes completely', () => {
  const path = `/${'subdir/'.repeat(580)}prog`;
  expect(exeOf(path)).toBe(path);
});

test('exe() keeps the suffix " (deleted)" if a file with that name exists', () => {
  const host = resolveHost({ 7: { root: { to: '/' } } });
  writeFileSync(`${host.root}/prog (deleted)`, '');
  symlinkSync(`${host.root}/prog (deleted)`, `${host.proc}/7/exe`);
  expect(new Process(7, { host }).exe()).toBe(`${host.root}/prog (deleted)`);
});

test('exe() removes the suffix " (deleted)" if the file exists only outside the root directory of the process', () => {
  const host = resolveHost({ 7: { root: { to: '/nowhere' } } });
  writeFileSync(`${host.root}/prog (deleted)`, '');
  symlinkSync(`${host.root}/prog (deleted)`, `${host.proc}/7/exe`);
  expect(new Process(7, { host }).exe()).toBe(`${host.root}/prog`);
});

test('exe() returns an empty string for a process that has no executable, as when it exits', async () => {
  const host = resolveHost({ 7: {} });
  expect(new Process(7, { host }).exe()).toBe('');
  expect(await new AsyncProcess(7, { host }).exe()).toBe('');
});

test('exe() throws the system error if exe is not a symbolic link', () => {
  const host = resolveHost({ 7: {} }, { 'proc/7/exe': 'ELF' });
  expect(thrownBy(() => new Process(7, { host }).exe())).toMatchObject({
    code: 'EINVAL',
    syscall: 'readlink',
    path: `${host.proc}/7/exe`,
    pid: 7,
  });
});
