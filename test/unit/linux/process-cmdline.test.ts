import { writeFileSync } from 'node:fs';
import { Process } from '@psutil/process';
import { Process as AsyncProcess } from '@psutil/process/promises';
import { expect, test } from 'vitest';
import { latin1, resolveHost } from './process-files.ts';

const processOf = (cmdline: string | Uint8Array) => new Process(7, { host: resolveHost({ 7: { cmdline } }) });

test.for([
  ['', []],
  ['prog\0', ['prog']],
  ['prog\0-a\0b c\0', ['prog', '-a', 'b c']],
  ['prog\0\0\0x\0', ['prog', '', '', 'x']],
  ['prog\0\0', ['prog', '']],
  ['\0', ['']],
  ['\0\0', ['', '']],
  ['\0x\0', ['', 'x']],
  ['a\nb\0\t\0', ['a\nb', '\t']],
  [' \0 \0', [' ', ' ']],
] as const)('cmdline() splits %j at NUL and keeps empty arguments', ([cmdline, words]) => {
  expect(processOf(cmdline).cmdline()).toEqual(words);
});

test.for([
  ['nginx: worker process', ['nginx:', 'worker', 'process']],
  ['nginx: worker process\0', ['nginx:', 'worker', 'process']],
  [
    '/opt/google/chrome/chrome --type=renderer --lang=en\0',
    ['/opt/google/chrome/chrome', '--type=renderer', '--lang=en'],
  ],
  ['sshd', ['sshd']],
  [`title${'\0'.repeat(46)}`, ['title']],
  [`my title${'\0'.repeat(46)}`, ['my title']],
  ['my title\0\0', ['my title']],
  ['foo bar ', ['foo', 'bar']],
  ['foo bar  \0', ['foo', 'bar']],
] as const)('cmdline() returns the words or the text of the process title %j', ([cmdline, words]) => {
  expect(processOf(cmdline).cmdline()).toEqual(words);
});

test('cmdline() returns a command line of 1 MiB completely, synchronously and asynchronously', async () => {
  const long = 'x'.repeat(2 ** 20);
  const host = resolveHost({ 7: { cmdline: `prog\0${long}\0end\0` } });
  expect(new Process(7, { host }).cmdline()).toEqual(['prog', long, 'end']);
  expect(await new AsyncProcess(7, { host }).cmdline()).toEqual(['prog', long, 'end']);
});

test('cmdline() returns 100,000 arguments completely, synchronously and asynchronously', async () => {
  const words = Array.from({ length: 100_000 }, (_, index) => `argument ${index}`);
  const host = resolveHost({ 7: { cmdline: `${words.join('\0')}\0` } });
  expect(new Process(7, { host }).cmdline()).toEqual(words);
  expect(await new AsyncProcess(7, { host }).cmdline()).toEqual(words);
});

test('cmdline() reads the command line at each call', () => {
  const host = resolveHost({ 7: { cmdline: 'before\0' } });
  const process = new Process(7, { host });
  expect(process.cmdline()).toEqual(['before']);
  writeFileSync(`${host.proc}/7/cmdline`, latin1('after\0'));
  expect(process.cmdline()).toEqual(['after']);
});
