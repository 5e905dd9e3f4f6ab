import { writeFileSync } from 'node:fs';
import * as sync from '@psutil/net';
import * as promises from '@psutil/net/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const dev = (nics: Readonly<Record<string, number>>) =>
  `\n\n${Object.entries(nics)
    .map(([name, count]) => `${name}: ${`${count} `.repeat(16)}\n`)
    .join('')}`;

test.for([
  ['sync', sync],
  ['async', promises],
] as const)('%s: a net sampler returns rates per second', async ([, { createNetSampler }]) => {
  const host = hostWith({ 'proc/net/dev': dev({ lo: 5, eth0: 10, br0: 10 }), 'sys/class/net/eth0/device/x': '' });
  const one = createNetSampler({ host });
  const other = createNetSampler({ host });
  await Promise.all([one.sample(), other.sample()]);
  writeFileSync(`${host.proc}/net/dev`, dev({ lo: 6, eth0: 30, br0: 30, veth1: 99 }));
  const { seconds, total, physical, nics } = await one.sample();
  const gain = (rates: { readonly bytesSent: number } | undefined) => (rates?.bytesSent ?? Number.NaN) * seconds;
  expect(gain(total)).toBeCloseTo(41, 6);
  expect(gain(physical)).toBeCloseTo(20, 6);
  expect(Object.keys(nics)).toEqual(['lo', 'eth0', 'br0', 'veth1']);
  expect(gain(nics['lo'])).toBeCloseTo(1, 6);
  expect(gain(nics['veth1'])).toBe(0);
  expect((await one.sample()).total.packetsRecv).toBe(0);
  const later = await other.sample();
  expect(later.total.dropout * later.seconds).toBeCloseTo(41, 6);
});

test('the rate of a counter that wrapped is 0', () => {
  const host = hostWith({ 'proc/net/dev': dev({ eth0: 10 }) });
  const sampler = sync.createNetSampler({ host });
  writeFileSync(`${host.proc}/net/dev`, dev({ eth0: 3 }));
  expect(sampler.sample().total.bytesRecv).toBe(0);
});

test('the rates of a host without interfaces are 0', () => {
  const sample = sync.createNetSampler({ host: hostWith({ 'proc/net/dev': '' }) }).sample();
  expect(sample.nics).toEqual({});
  for (const rate of [...Object.values(sample.total), ...Object.values(sample.physical)]) expect(rate).toBe(0);
});

test('a failed sample of a net sampler has the error of the reading', async () => {
  const host = hostWith({ 'proc/net/dev': dev({ eth0: 10 }) });
  const sampler = sync.createNetSampler({ host });
  const pool = promises.createNetSampler({ host });
  await pool.sample();
  writeFileSync(`${host.proc}/net/dev`, dev({ eth0: 10 }).replace('10', 'x'));
  const error = malformed(`${host.proc}/net/dev`, 3);
  expect(thrownBy(() => sampler.sample())).toEqual(error);
  expect(await rejectedBy(pool.sample())).toEqual(error);
});
