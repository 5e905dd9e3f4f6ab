import { cpuCount } from '@psutil/cpu';
import { cpuCount as cpuCountAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const cpus = 'sys/devices/system/cpu';
const stat = 'cpu  1 2 3 4\ncpu0 1 2 3 4\ncpu1 1 2 3 4\ncpu5 1 2 3 4\n';

test.for([
  ['0\n', 1],
  ['0-3\n', 4],
  ['0-3,8\n', 5],
  ['0,2,4-5,7-7\n', 5],
  ['0-255', 256],
] as const)('cpuCount() of the online list %j is %i', ([online, count]) => {
  const host = hostWith({ [`${cpus}/online`]: online, 'proc/stat': stat });
  expect(cpuCount({ host })).toBe(count);
});

test.for([
  ['empty', ''],
  ['a blank line', '\n'],
  ['a word', 'all\n'],
  ['truncated', '0-\n'],
  ['truncated after a comma', '0,\n'],
  ['in descending order', '3-0\n'],
  ['negative', '-1\n'],
  ['larger than 64 bits', '0-99999999999999999999\n'],
  ['too long', '0-4294967295\n'],
  ['above every CONFIG_NR_CPUS', '0-16384\n'],
  ['repeated', '0-3,0-3\n'],
  ['not ascending', '2,0\n'],
])('cpuCount() falls back to /proc/stat if the online list is %s', ([, online]) => {
  const host = hostWith({ [`${cpus}/online`]: online as string, 'proc/stat': stat });
  expect(cpuCount({ host })).toBe(3);
});

test('cpuCount() falls back to /proc/stat if /sys is missing', async () => {
  const host = hostWith({ 'proc/stat': stat });
  expect(cpuCount({ host })).toBe(3);
  expect(await cpuCountAsync({ host })).toBe(3);
});

const paragraph = (processor: number, lines = '') => `processor\t: ${processor}\nmodel name\t: Some CPU\n${lines}\n`;

test('cpuCount() falls back to cpuinfo if /proc/stat lists no single CPUs', () => {
  const host = hostWith({ 'proc/stat': 'cpu  1 2 3 4\n', 'proc/cpuinfo': paragraph(0) + paragraph(1) });
  expect(cpuCount({ host })).toBe(2);
});

test('cpuCount() falls back to cpuinfo if /proc/stat is missing', () => {
  const host = hostWith({ 'proc/cpuinfo': paragraph(0) + paragraph(1) });
  expect(cpuCount({ host })).toBe(2);
});

test('cpuCount() is null if no file lists the CPUs', async () => {
  const host = hostWith({ 'proc/stat': 'cpu  1 2 3 4\n' });
  expect(cpuCount({ host })).toBeNull();
  expect(await cpuCountAsync({ host })).toBeNull();
  expect(cpuCount({ host, logical: false })).toBeNull();
});

test('cpuCount({ logical: false }) counts the distinct lists of sibling threads', async () => {
  const host = hostWith({
    [`${cpus}/online`]: '0-3\n',
    [`${cpus}/cpu0/topology/core_cpus_list`]: '0,2\n',
    [`${cpus}/cpu1/topology/core_cpus_list`]: '1,3\n',
    [`${cpus}/cpu2/topology/core_cpus_list`]: '0,2\n',
    [`${cpus}/cpu3/topology/core_cpus_list`]: '1,3\n',
  });
  expect(cpuCount({ host })).toBe(4);
  expect(cpuCount({ host, logical: false })).toBe(2);
  expect(await cpuCountAsync({ host, logical: false })).toBe(2);
});

test('cpuCount({ logical: false }) reads the list under its name before Linux 5.3', () => {
  const host = hostWith({
    [`${cpus}/online`]: '0-3\n',
    [`${cpus}/cpu0/topology/thread_siblings_list`]: '0-1\n',
    [`${cpus}/cpu1/topology/thread_siblings_list`]: '0-1\n',
    [`${cpus}/cpu2/topology/thread_siblings_list`]: '2-3\n',
    [`${cpus}/cpu3/topology/thread_siblings_list`]: '2-3\n',
  });
  expect(cpuCount({ host, logical: false })).toBe(2);
});

test('cpuCount({ logical: false }) prefers the newer of the two lists and skips offline CPUs', () => {
  const host = hostWith({
    [`${cpus}/online`]: '0,4\n',
    [`${cpus}/cpu0/topology/core_cpus_list`]: '0\n',
    [`${cpus}/cpu0/topology/thread_siblings_list`]: '0,4\n',
    [`${cpus}/cpu1/topology/core_cpus_list`]: '1\n',
    [`${cpus}/cpu4/topology/core_cpus_list`]: '4\n',
    [`${cpus}/cpu4/topology/thread_siblings_list`]: '0,4\n',
  });
  expect(cpuCount({ host, logical: false })).toBe(2);
});

const core = (package_: number, id: number) => `physical id\t: ${package_}\nsiblings\t: 4\ncore id\t\t: ${id}\n`;

test('cpuCount({ logical: false }) counts the cores of each package in cpuinfo if /sys is missing', () => {
  const cores = [core(0, 0), core(0, 1), core(0, 0), core(1, 0), core(1, 1)];
  const host = hostWith({ 'proc/cpuinfo': cores.map((lines, cpu) => paragraph(cpu, lines)).join('') });
  expect(cpuCount({ host, logical: false })).toBe(4);
});

const arm = 'BogoMIPS\t: 50.00\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n';

test('cpuCount({ logical: false }) is null if cpuinfo lists no cores, as on ARM', () => {
  const host = hostWith({ 'proc/stat': stat, 'proc/cpuinfo': paragraph(0, arm) + paragraph(1, arm) });
  expect(cpuCount({ host, logical: false })).toBeNull();
});

test.for([
  ['not a number', 'core id\t: x\n', 3],
  ['negative', 'physical id\t: -1\ncore id\t: 0\n', 3],
  ['truncated', 'physical id\t: 0\ncore id', 4],
] as const)('cpuCount({ logical: false }) throws ERR_MALFORMED_FILE for a core ID that is %s', ([, lines, line]) => {
  const host = hostWith({ 'proc/cpuinfo': paragraph(0, lines).trimEnd() });
  const error = thrownBy(() => cpuCount({ host, logical: false }));
  expect(error).toEqual(malformed(`${host.proc}/cpuinfo`, line));
});

test('cpuCount() throws a TypeError if logical is not a boolean', async () => {
  const options = { logical: 'no' as unknown as boolean };
  const error = { name: 'TypeError', message: 'logical must be a boolean, not string' };
  expect(thrownBy(() => cpuCount(options))).toEqual(error);
  expect(await rejectedBy(cpuCountAsync(options))).toEqual(error);
});
