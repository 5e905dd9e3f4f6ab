import { swapMemory, virtualMemory } from '@psutil/memory';
import { virtualMemory as virtualMemoryAsync } from '@psutil/memory/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

test.for([
  ['empty', '', 1],
  ['truncated before the number', 'MemFree: 1 kB\nMemTotal:', 2],
  ['truncated before the total', 'MemFree: 1 kB\nMemAvailable: 1 kB\nMemTot', 3],
  ['without a total', 'MemFree: 1 kB\nBuffers: 2 kB\n', 2],
  ['only blank lines', '\n\n\n', 3],
  ['binary', '\0\x01\x02\xff\n\0', 2],
  ['one very long line', 'MemTotal'.repeat(100_000), 1],
  ['with a value that is not a number', 'MemTotal: 9 kB\nMemFree: many kB\n', 2],
  ['with a number that is followed by letters', 'MemTotal: 9kB\n', 1],
  ['with a negative number', 'MemTotal: 9 kB\nMemFree: 1 kB\nSwapTotal: 0 kB\nSlab: -4 kB\n', 4],
  ['with a signed number', 'MemTotal: +9 kB\n', 1],
  ['with a fraction', 'MemTotal: 9.5 kB\n', 1],
  ['with a hexadecimal number', 'MemTotal: 0x9 kB\n', 1],
  ['with a number larger than 64 bits', 'MemTotal: 99999999999999999999 kB\n', 1],
  ['with more bytes than 64 bits', 'MemTotal: 18014398509481984 kB\n', 1],
] as const)('virtualMemory() throws ERR_MALFORMED_FILE with the line for a meminfo that is %s', ([, meminfo, line]) => {
  const host = hostWith({ 'proc/meminfo': meminfo });
  const error = malformed(`${host.proc}/meminfo`, line);
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(error);
  expect(thrownBy(() => swapMemory({ host }))).toEqual(error);
});

test('the asynchronous virtualMemory() rejects with the same error for a malformed meminfo', async () => {
  const host = hostWith({ 'proc/meminfo': 'MemTotal: 9 kB\nMemFree: many kB\n' });
  expect(await rejectedBy(virtualMemoryAsync({ host }))).toEqual(malformed(`${host.proc}/meminfo`, 2));
});

test('virtualMemory() throws the system error if meminfo is missing', () => {
  const host = hostWith({ 'proc/stat': '' });
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(missing('open', `${host.proc}/meminfo`));
});

test('virtualMemory() throws the system error if /proc is missing, sync and async', async () => {
  const host = { proc: '/nowhere/proc' };
  const error = missing('open', '/nowhere/proc/meminfo');
  expect(thrownBy(() => virtualMemory({ host }))).toEqual(error);
  expect(await rejectedBy(virtualMemoryAsync({ host }))).toEqual(error);
});

test('virtualMemory() throws EISDIR if meminfo is a directory', () => {
  const host = hostWith({ 'proc/meminfo/x': '' });
  const error = { code: 'EISDIR', syscall: 'read', path: `${host.proc}/meminfo` };
  expect(thrownBy(() => virtualMemory({ host }))).toMatchObject(error);
});

test('virtualMemory() throws ELOOP if meminfo is a link to itself', () => {
  const host = hostWith({ 'proc/meminfo': { to: 'meminfo' } });
  const error = { code: 'ELOOP', syscall: 'open', path: `${host.proc}/meminfo` };
  expect(thrownBy(() => virtualMemory({ host }))).toMatchObject(error);
});
