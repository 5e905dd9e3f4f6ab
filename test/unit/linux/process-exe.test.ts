import { symlinkSync, writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { resolveHost } from './process-files.ts';
import { thrownBy } from './thrown.ts';

const exeOf = (to: string) => new Process(7, { host: resolveHost({ 7: { exe: { to }, root: { to: '/' } } }) }).exe();

test('exe is where the link leads, in both forms', async () => {
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
] as const)('exe of the link %j is %j', ([link, exe]) => {
  expect(exeOf(link)).toBe(exe);
});

test('exe of four thousand bytes is whole', () => {
  const path = `/${'folder/'.repeat(580)}prog`;
  expect(exeOf(path)).toBe(path);
});

test('a program that is really called so keeps its name', () => {
  const host = resolveHost({ 7: { root: { to: '/' } } });
  writeFileSync(`${host.root}/prog (deleted)`, '');
  symlinkSync(`${host.root}/prog (deleted)`, `${host.proc}/7/exe`);
  expect(new Process(7, { host }).exe()).toBe(`${host.root}/prog (deleted)`);
});

test('a file of such a name outside of what the process sees is not its program', () => {
  const host = resolveHost({ 7: { root: { to: '/nowhere' } } });
  writeFileSync(`${host.root}/prog (deleted)`, '');
  symlinkSync(`${host.root}/prog (deleted)`, `${host.proc}/7/exe`);
  expect(new Process(7, { host }).exe()).toBe(`${host.root}/prog`);
});

test('exe of a process that is about to end, which has no program any more, is empty', async () => {
  const host = resolveHost({ 7: {} });
  expect(new Process(7, { host }).exe()).toBe('');
  expect(await new AsyncProcess(7, { host }).exe()).toBe('');
});

test('exe that is no link is the error of the system', () => {
  const host = resolveHost({ 7: {} }, { 'proc/7/exe': 'ELF' });
  expect(thrownBy(() => new Process(7, { host }).exe())).toMatchObject({
    code: 'EINVAL',
    syscall: 'readlink',
    path: `${host.proc}/7/exe`,
    pid: 7,
  });
});
