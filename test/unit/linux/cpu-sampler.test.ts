import { writeFileSync } from 'node:fs';
import * as sync from '@psutil/cpu';
import * as promises from '@psutil/cpu/promises';
import { expect, test } from 'vitest';
import { hostWith } from '../../support/host-with.ts';
import { malformed, rejectedBy, thrownBy } from './thrown.ts';

const stat = (user: number, idle: number) => `cpu ${user} 0 0 ${idle}\ncpu3 ${user} 0 0 ${idle}\n`;

test.for([
  ['sync', sync],
  ['async', promises],
] as const)('%s: CPU samplers have separate states', async ([, { createCpuSampler }]) => {
  const host = { ...hostWith({ 'proc/stat': stat(0, 0) }), clockTick: 1 };
  const becomes = (user: number, idle: number) => writeFileSync(`${host.proc}/stat`, stat(user, idle));
  const one = createCpuSampler({ host });
  const other = createCpuSampler({ host });
  await Promise.all([one.sample(), other.sample()]);
  becomes(1, 3);
  expect((await one.sample()).percent).toBe(25);
  becomes(4, 4);
  const times = (user: number) => ({ user, nice: 0, system: 0, idle: 100 - user });
  const load = (percent: number) => ({ percent, timesPercent: times(percent) });
  expect(await one.sample()).toEqual({ seconds: expect.any(Number), ...load(75), cpus: [{ cpu: 3, ...load(75) }] });
  const { seconds, percent } = await other.sample();
  expect(percent).toBe(50);
  expect(seconds).toBeGreaterThan(0);
});

test('after a failed sample of a CPU sampler, the next one compares with the sample before it', async () => {
  const host = hostWith({ 'proc/stat': stat(0, 0) });
  const error = malformed(`${host.proc}/stat`, 1);
  const sampler = sync.createCpuSampler({ host });
  const pool = promises.createCpuSampler({ host });
  await pool.sample();
  writeFileSync(`${host.proc}/stat`, 'cpu x\n');
  expect(thrownBy(() => sampler.sample())).toEqual(error);
  expect(await rejectedBy(pool.sample())).toEqual(error);
  writeFileSync(`${host.proc}/stat`, stat(1, 1));
  expect(sampler.sample().percent).toBe(50);
  expect((await pool.sample()).percent).toBe(50);
});

test('createCpuSampler() throws, or its first sample rejects, if /proc/stat is missing', async () => {
  const host = { proc: '/nowhere' };
  expect(thrownBy(() => sync.createCpuSampler({ host }))).toMatchObject({ code: 'ENOENT' });
  const sampler = promises.createCpuSampler({ host });
  expect(await rejectedBy(sampler.sample())).toMatchObject({ code: 'ENOENT' });
});
