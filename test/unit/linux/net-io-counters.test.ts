import { writeFileSync } from 'node:fs';
import { netIoCounters } from '@psutil/net';
import { netIoCounters as netIoCountersAsync } from '@psutil/net/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, missing, rejectedBy, thrownBy } from './thrown.ts';

const head = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;
/** A line of net/dev whose counters are `first`, `first + 1` and so on. */
const line = (name: string, first: number) =>
  `${name.padStart(6)}: ${Array.from({ length: 16 }, (_, index) => first + index).join('    ')}\n`;
const counted = (first: number) => ({
  bytesSent: first + 8,
  bytesRecv: first,
  packetsSent: first + 9,
  packetsRecv: first + 1,
  errin: first + 2,
  errout: first + 10,
  dropin: first + 3,
  dropout: first + 11,
});

test('netIoCounters are those of each interface, and their sum, in both forms', async () => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 0) + line('eth0', 1000) });
  expect(netIoCounters({ host, pernic: true })).toEqual({ lo: counted(0), eth0: counted(1000) });
  const sum = Object.fromEntries(Object.entries(counted(500)).map(([field, value]) => [field, value * 2]));
  expect(netIoCounters({ host })).toEqual(sum);
  expect(await netIoCountersAsync({ host })).toEqual(sum);
  expect(Object.keys(await netIoCountersAsync({ host, pernic: true }))).toEqual(['lo', 'eth0']);
});

test('netIoCounters of another host are those that its first process sees', () => {
  const host = hostWith({ 'proc/1/net/dev': head + line('eth0', 7), 'proc/net/dev': head + line('lo', 1) });
  expect(netIoCounters({ host, pernic: true })).toEqual({ eth0: counted(7) });
});

test.for([
  ['an alias', 'eth0:1'],
  ['an alias of an alias', 'eth0:1:2'],
  ['a sign', 'a|b'],
  ['a name of the prototype', '__proto__'],
  ['another alphabet', 'ä€😀'],
] as const)('the name of an interface may be that of %s', ([, name]) => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 1) + line(name, 5) });
  const nics = netIoCounters({ host, pernic: true });
  expect(Object.keys(nics)).toEqual(['lo', name]);
  expect(Object.entries(nics)[1]?.[1]).toEqual(counted(5));
});

test('a number may follow the colon at once', () => {
  const host = hostWith({ 'proc/net/dev': `${head}eth0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n` });
  expect(netIoCounters({ host })).toEqual(counted(1));
});

test('counters of 64 bits are as exact as numbers are', () => {
  const host = hostWith({ 'proc/net/dev': head + line('eth0', 0).replace(' 0 ', ` ${2 ** 53 - 1} `) });
  expect(netIoCounters({ host })?.bytesRecv).toBe(Number.MAX_SAFE_INTEGER);
});

test('netIoCounters without an interface is null, or an empty object', async () => {
  for (const text of ['', head]) {
    const host = hostWith({ 'proc/net/dev': text });
    expect(netIoCounters({ host })).toBeNull();
    expect(await netIoCountersAsync({ host, pernic: true })).toEqual({});
  }
});

test.for([
  ['a line cut off', 'eth0: 1 2 3 4 5 6 7 8 9\n'],
  ['a name alone', 'eth0'],
  ['an empty line', '\n'],
  ['no number', line('eth0', 1).replace(' 4 ', ' x ')],
  ['a negative number', line('eth0', 1).replace(' 4 ', ' -4 ')],
] as const)('net/dev with %s is malformed, and the error names its line', async ([, text]) => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 1) + text });
  const error = malformed(`${host.proc}/net/dev`, 4);
  expect(thrownBy(() => netIoCounters({ host }))).toEqual(error);
  expect(await rejectedBy(netIoCountersAsync({ host, pernic: true }))).toEqual(error);
});

test('netIoCounters of no machine is the error of the file', () => {
  expect(thrownBy(() => netIoCounters({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/net/dev'));
});

test('a counter that began anew goes on until the interface goes, unless nowrap is false', () => {
  const host = hostWith({ 'proc/net/dev': head + line('eth0', 100) });
  const becomes = (text: string) => writeFileSync(`${host.proc}/net/dev`, head + text);
  const received = (nowrap?: boolean) => netIoCounters({ host, nowrap })?.bytesRecv;
  expect(received()).toBe(100);
  becomes(line('eth0', 40));
  expect(received(false)).toBe(40);
  expect(received()).toBe(140);
  becomes(line('eth0', 50));
  expect(netIoCounters({ host, pernic: true })['eth0']?.bytesRecv).toBe(150);
  becomes(line('eth1', 1));
  expect(received()).toBe(1);
  becomes(line('eth0', 20));
  expect(received()).toBe(20);
});
