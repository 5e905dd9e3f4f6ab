import { swapMemory, virtualMemory } from '@psutil/memory';
import { virtualMemory as virtualMemoryAsync } from '@psutil/memory/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

test.for([
  ['empty', '', 1],
  ['cut off before the number', 'MemFree: 1 kB\nMemTotal:', 2],
  ['cut off before the total', 'MemFree: 1 kB\nMemAvailable: 1 kB\nMemTot', 3],
  ['without a total', 'MemFree: 1 kB\nBuffers: 2 kB\n', 2],
  ['of blank lines', '\n\n\n', 3],
  ['of binary', '\0\x01\x02\xff\n\0', 2],
  ['one endless line', 'MemTotal'.repeat(100_000), 1],
  ['with a word for a number', 'MemTotal: 9 kB\nMemFree: many kB\n', 2],
  ['with a number that words follow', 'MemTotal: 9kB\n', 1],
  ['with a negative number', 'MemTotal: 9 kB\nMemFree: 1 kB\nSwapTotal: 0 kB\nSlab: -4 kB\n', 4],
  ['with a signed number', 'MemTotal: +9 kB\n', 1],
  ['with a fraction', 'MemTotal: 9.5 kB\n', 1],
  ['with a number in hexadecimal', 'MemTotal: 0x9 kB\n', 1],
  ['with a number beyond 64 bits', 'MemTotal: 99999999999999999999 kB\n', 1],
  ['with kilobytes that are more bytes than 64 bits', 'MemTotal: 18014398509481984 kB\n', 1],
] as const)('a meminfo that is %s is malformed, and the error names its line', ([, meminfo, line]) => {
  const host = hostWith({ 'proc/meminfo': meminfo });
  const error = malformed(`${host.proc}/meminfo`, line);
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(error);
  expect(thrownBy(() => swapMemory({ host }))).toEqual(error);
});

test('a malformed meminfo is the same error on the thread pool', async () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nMemFree: many kB\n' });
  expect(await rejectedBy(virtualMemoryAsync({ host }))).toEqual(malformed(`${host.proc}/meminfo`, 2));
});

test('a meminfo that is missing is the error of the system', () => {
  const host = hostWith({ 'proc/stat': '' });
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(missing('open', `${host.proc}/meminfo`));
});

test('a /proc that is missing is the error of the system, on the thread pool too', async () => {
  const host = { proc: '/nowhere/proc' };
  const error = missing('open', '/nowhere/proc/meminfo');
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(error);
  expect(await rejectedBy(virtualMemoryAsync({ host }))).toEqual(error);
});

test('a meminfo that is a folder cannot be read', () => {
  const host = hostWith({ 'proc/meminfo/x': '' });
  const error = { code: 'EISDIR', syscall: 'read', path: `${host.proc}/meminfo` };
  expect(thrownBy(() => virtualMemory({ host }))).toMatchObject(error);
});

test('a meminfo that is a link to itself cannot be opened', () => {
  const host = hostWith({ 'proc/meminfo': { to: 'meminfo' } });
  const error = { code: 'ELOOP', syscall: 'open', path: `${host.proc}/meminfo` };
  expect(thrownBy(() => virtualMemory({ host }))).toMatchObject(error);
});
