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

test('netIoCounters() returns the counters of each interface, and their sum, sync and async', async () => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 0) + line('eth0', 1000) });
  expect(netIoCounters({ host, pernic: true })).toEqual({ lo: counted(0), eth0: counted(1000) });
  const sum = Object.fromEntries(Object.entries(counted(500)).map(([field, value]) => [field, value * 2]));
  expect(netIoCounters({ host })).toEqual(sum);
  expect(await netIoCountersAsync({ host })).toEqual(sum);
  expect(Object.keys(await netIoCountersAsync({ host, pernic: true }))).toEqual(['lo', 'eth0']);
});

test('netIoCounters() of another host reads /proc/1/net/dev', () => {
  const host = hostWith({ 'proc/1/net/dev': head + line('eth0', 7), 'proc/net/dev': head + line('lo', 1) });
  expect(netIoCounters({ host, pernic: true })).toEqual({ eth0: counted(7) });
});

test.for([
  ['an alias', 'eth0:1'],
  ['an alias of an alias', 'eth0:1:2'],
  ['a special character', 'a|b'],
  ['a property of the prototype', '__proto__'],
  ['non-ASCII characters', 'ä€😀'],
] as const)('netIoCounters() accepts an interface name: %s', ([, name]) => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 1) + line(name, 5) });
  const nics = netIoCounters({ host, pernic: true });
  expect(Object.keys(nics)).toEqual(['lo', name]);
  expect(Object.entries(nics)[1]?.[1]).toEqual(counted(5));
});

test('netIoCounters() parses a number directly after the colon', () => {
  const host = hostWith({ 'proc/net/dev': `${head}eth0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n` });
  expect(netIoCounters({ host })).toEqual(counted(1));
});

test('netIoCounters() returns 64-bit counters as numbers', () => {
  const host = hostWith({ 'proc/net/dev': head + line('eth0', 0).replace(' 0 ', ` ${2 ** 53 - 1} `) });
  expect(netIoCounters({ host })?.bytesRecv).toBe(Number.MAX_SAFE_INTEGER);
});

test('netIoCounters() without interfaces is null, or an empty object', async () => {
  for (const text of ['', head]) {
    const host = hostWith({ 'proc/net/dev': text });
    expect(netIoCounters({ host })).toBeNull();
    expect(await netIoCountersAsync({ host, pernic: true })).toEqual({});
  }
});

test.for([
  ['a truncated line', 'eth0: 1 2 3 4 5 6 7 8 9\n'],
  ['only a name', 'eth0'],
  ['an empty line', '\n'],
  ['a counter that is not a number', line('eth0', 1).replace(' 4 ', ' x ')],
  ['a negative counter', line('eth0', 1).replace(' 4 ', ' -4 ')],
] as const)('netIoCounters() throws ERR_MALFORMED_FILE with the line for net/dev with %s', async ([, text]) => {
  const host = hostWith({ 'proc/net/dev': head + line('lo', 1) + text });
  const error = malformed(`${host.proc}/net/dev`, 4);
  expect(thrownBy(() => netIoCounters({ host }))).toEqual(error);
  expect(await rejectedBy(netIoCountersAsync({ host, pernic: true }))).toEqual(error);
});

test('netIoCounters() throws the system error if net/dev is missing', () => {
  expect(thrownBy(() => netIoCounters({ host: { proc: '/nowhere' } }))).toEqual(missing('open', '/nowhere/net/dev'));
});

test('netIoCounters() unwraps a counter until the interface is removed, unless nowrap is false', () => {
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
