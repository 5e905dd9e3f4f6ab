import { cpuTimes } from '@psutil/cpu';
import { cpuTimes as cpuTimesAsync } from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const stat = `cpu  1000 200 300 4000 50 60 70 80 90 10
cpu0 600 100 200 3000 30 40 50 60 70 10
cpu1 400 100 100 1000 20 20 20 20 20 0
intr 99 0 1
ctxt 5
btime 1700000000
`;

const total = {
  user: 10,
  nice: 2,
  system: 3,
  idle: 40,
  iowait: 0.5,
  irq: 0.6,
  softirq: 0.7,
  steal: 0.8,
  guest: 0.9,
  guestNice: 0.1,
};

test('cpuTimes() returns ten columns, in seconds', () => {
  const host = { ...hostWith({ 'proc/stat': stat }), clockTick: 100 };
  expect(cpuTimes({ host })).toEqual(total);
});

test('the asynchronous cpuTimes() returns the same', async () => {
  const host = { ...hostWith({ 'proc/stat': stat }), clockTick: 100 };
  expect(await cpuTimesAsync({ host })).toEqual(total);
  expect(await cpuTimesAsync({ host, percpu: true })).toEqual(cpuTimes({ host, percpu: true }));
});

test('cpuTimes() divides by the clock tick of the host', () => {
  const host = { ...hostWith({ 'proc/stat': stat }), clockTick: 1000 };
  expect(cpuTimes({ host })).toMatchObject({ user: 1, nice: 0.2, idle: 4, guest: 0.09 });
});

test('cpuTimes() of a kernel with four columns has no other fields', () => {
  const host = { ...hostWith({ 'proc/stat': 'cpu  100 200 300 400\ncpu0 100 200 300 400\n' }), clockTick: 100 };
  expect(cpuTimes({ host })).toEqual({ user: 1, nice: 2, system: 3, idle: 4 });
  expect(cpuTimes({ host, percpu: true })).toEqual([{ user: 1, nice: 2, system: 3, idle: 4 }]);
});

test('cpuTimes() ignores unknown columns', () => {
  const host = { ...hostWith({ 'proc/stat': 'cpu  1000 200 300 4000 50 60 70 80 90 10 77 x\n' }), clockTick: 100 };
  expect(cpuTimes({ host })).toEqual(total);
});

test('cpuTimes({ percpu: true }) omits offline CPUs', () => {
  const lines = ['cpu  9 9 9 9', 'cpu0 100 0 0 0', 'cpu3 300 0 0 0', 'cpu10 1000 0 0 0'];
  const host = { ...hostWith({ 'proc/stat': `${lines.join('\n')}\n` }), clockTick: 100 };
  expect(cpuTimes({ host, percpu: true }).map(({ user }) => user)).toEqual([1, 3, 10]);
});

test('cpuTimes({ percpu: true }) lists 256 CPUs in ascending order, with an interrupt line of one megabyte', () => {
  const cpus = Array.from({ length: 256 }, (_, cpu) => `cpu${cpu} ${cpu * 100} 0 0 0 0 0 0 0 0 0\n`);
  const interrupts = `intr 5${' 0'.repeat(500_000)}\n`;
  const text = `cpu  9 9 9 900\n${cpus.join('')}${interrupts}cpu256 25600 0 0 0\n`;
  const host = { ...hostWith({ 'proc/stat': text }), clockTick: 100 };
  expect(cpuTimes({ host, percpu: true }).map(({ user }) => user)).toEqual([...Array(257).keys()]);
  expect(cpuTimes({ host }).idle).toBe(9);
});

test('cpuTimes({ percpu: true }) is an empty array if /proc/stat lists no single CPUs', () => {
  const host = { ...hostWith({ 'proc/stat': 'cpu  100 0 0 0' }), clockTick: 100 };
  expect(cpuTimes({ host, percpu: true })).toEqual([]);
  expect(cpuTimes({ host }).user).toBe(1);
});

test.for([
  ['empty', '', 1],
  ['without a total', 'cpu0 1 2 3 4\nctxt 5\n', 2],
  ['truncated', 'cpu  1 2 3', 1],
  ['truncated in a later line', 'cpu  1 2 3 4\ncpu0 1 2 3 4\ncpu1 1', 3],
  ['with a time that is not a number', 'cpu  1 2 3 4\ncpu0 1 x 3 4\n', 2],
  ['with a negative time', 'cpu  1 2 3 -4\n', 1],
  ['with a time larger than 64 bits', 'cpu  99999999999999999999 2 3 4\n', 1],
  ['with a CPU number that is not a number', 'cpu  1 2 3 4\ncpux 1 2 3 4\n', 2],
  ['with a CPU number larger than 32 bits', 'cpu  1 2 3 4\ncpu4294967296 1 2 3 4\n', 2],
] as const)('cpuTimes() throws ERR_MALFORMED_FILE with the line for a /proc/stat that is %s', ([, text, line]) => {
  const host = hostWith({ 'proc/stat': text });
  expect(thrownBy(() => cpuTimes({ host }))).toEqual(malformed(`${host.proc}/stat`, line));
});

test('the asynchronous cpuTimes() rejects with the same error for a malformed /proc/stat', async () => {
  const host = hostWith({ 'proc/stat': 'cpu  1 2 3 x\n' });
  expect(await rejectedBy(cpuTimesAsync({ host }))).toEqual(malformed(`${host.proc}/stat`, 1));
});

test('cpuTimes() throws the system error if /proc/stat is missing', () => {
  expect(thrownBy(() => cpuTimes({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/stat'));
});

test('cpuTimes() throws a TypeError if percpu is not a boolean', async () => {
  const options = { percpu: 1 as unknown as boolean };
  const error = { name: 'TypeError', message: 'percpu must be a boolean, not number' };
  expect(thrownBy(() => cpuTimes(options))).toEqual(error);
  expect(await rejectedBy(cpuTimesAsync(options))).toEqual(error);
});
