import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { cpuCount } from '@psutil/cpu';
import { diskIoCounters } from '@psutil/disk';
import { LINUX } from '@psutil/native';
import { netIoCounters } from '@psutil/net';
import { bootTime } from '@psutil/system';
import { expect, onTestFinished, test } from 'vitest';
import { expectNear } from '../support/bracket.ts';
import { needsSupport, runQuery } from '../support/graph.ts';
import { loopbackName } from '../support/http.ts';
import { needs, tool } from '../support/run.ts';

interface Memory {
  readonly total: number;
  readonly available: number;
  readonly used: number;
  readonly percent: number;
}

test('memory agrees with free(1)', async (context) => {
  needs(context, 'free');
  const { data, errors } = await runQuery<{ memory: Memory }>('{ memory { total available used percent } }');
  expect(errors).toBeUndefined();
  const { total, available, used, percent } = (data as { memory: Memory }).memory;
  const free = () => tool('free', '-b').split('\n')[1]?.split(/\s+/).map(Number) as number[];
  expect(total).toBe(free()[1]);
  expect(used).toBe(total - available);
  expect(percent).toBeCloseTo((100 * used) / total, 6);
  await expectNear(
    () => free()[6] as number,
    () => available,
    { share: 0.05, floor: 200 * 2 ** 20 },
  );
});

test('memory sizes beyond 32 bits are exact numbers', async (context) => {
  context.skip(!LINUX, 'reads /proc/meminfo');
  const { data } = await runQuery<{ memory: Memory }>('{ memory { total } }');
  const kilobytes = Number(/^MemTotal:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
  expect(data?.memory.total).toBe(kilobytes * 1024);
});

test('cpu returns the CPU counts, percentages and times', async () => {
  const query =
    '{ cpu { count cores: count(logical: false) percent percentPercpu times { user idle } timesPercpu { user } } }';
  const { data, errors } = await runQuery<{
    cpu: { count: number; cores: number | null; percent: number; percentPercpu: number[]; timesPercpu: object[] };
  }>(query);
  expect(errors).toBeUndefined();
  const cpu = data?.cpu;
  expect(cpu?.count).toBe(cpuCount());
  expect(cpu?.cores).toBe(cpuCount({ logical: false }));
  expect(cpu?.percentPercpu).toHaveLength(cpuCount() as number);
  expect(cpu?.timesPercpu).toHaveLength(cpuCount() as number);
  for (const percent of [cpu?.percent, ...(cpu?.percentPercpu ?? [])]) {
    expect(percent).toBeGreaterThanOrEqual(0);
    expect(percent).toBeLessThanOrEqual(100);
  }
});

test('rates of disks and interfaces are those of the interval', async (context) => {
  needsSupport(context, 'diskIoCounters', 'netIoCounters');
  interface Rates {
    readonly disks: { readonly rates: { readonly seconds: number; readonly disks: readonly { name: string }[] } };
    readonly net: {
      readonly rates: { readonly seconds: number; readonly nics: readonly { name: string; bytesSent: number }[] };
    };
  }
  const query = `{ disks { rates(interval: 0.2) { seconds total { readBytes writeBytes } disks { name readBytes } } }
    net { rates(interval: 0.3) { seconds total { bytesSent bytesRecv } physical { bytesRecv } nics { name bytesSent } } } }`;
  const { data, errors } = await runQuery<Rates>(query);
  expect(errors).toBeUndefined();
  expect(data?.net.rates.nics.map(({ name }) => name).sort()).toEqual(
    Object.keys(netIoCounters({ pernic: true })).sort(),
  );
  expect(data?.disks.rates.disks.map(({ name }) => name)).toEqual(Object.keys(diskIoCounters({ perdisk: true })));
  for (const { bytesSent } of data?.net.rates.nics ?? []) expect(bytesSent).toBeGreaterThanOrEqual(0);
});

test('the rates of the loopback interface are positive while data is sent', async (context) => {
  needsSupport(context, 'netIoCounters');
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const timer = setInterval(() => socket.send(Buffer.alloc(1000), 9, '127.0.0.1'), 1);
  onTestFinished(() => clearInterval(timer));
  interface Rates {
    readonly net: { readonly rates: { readonly nics: readonly { name: string; bytesSent: number }[] } };
  }
  const { data } = await runQuery<Rates>('{ net { rates { nics { name bytesSent } } } }');
  expect(data?.net.rates.nics.find(({ name }) => name === loopbackName)?.bytesSent).toBeGreaterThan(0);
});

test.for(['disks { rates(interval: 0) { seconds } }', 'net { rates(interval: 11) { seconds } }'])(
  '%s fails with BAD_USER_INPUT and leaves other fields',
  async (field) => {
    const { data, errors } = await runQuery<{ swap: object }>(`{ swap { total } ${field} }`);
    expect(errors).toMatchObject([{ path: [expect.any(String), 'rates'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(data?.swap).not.toBeNull();
  },
);

test.for([0, -1, 11])('cpu.percent with an interval of %d seconds fails with BAD_USER_INPUT', async (interval) => {
  const { data, errors } = await runQuery<{ swap: object }>(
    `{ swap { total } cpu { percent(interval: ${interval}) } }`,
  );
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect(data).toEqual({ swap: { total: expect.any(Number) }, cpu: { percent: null } });
});

test('points in time are RFC 3339 strings', async (context) => {
  needsSupport(context, 'bootTime', 'users');
  const { data } = await runQuery<{ system: { bootTime: string } }>(
    '{ system { bootTime } sessions { username started } }',
  );
  expect(Math.abs(Date.parse(data?.system.bootTime as string) / 1000 - bootTime())).toBeLessThanOrEqual(1);
});
