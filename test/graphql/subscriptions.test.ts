import { once } from 'node:events';
import { cpuCount } from '@psutil/cpu';
import { execute } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { serve } from '../support/graph.ts';
import { needs, tool } from '../support/run.ts';
import { firstOf, host, subscribe } from '../support/stream.ts';

interface CpuSample {
  readonly seconds: number;
  readonly percent: number;
  readonly percentPercpu: readonly number[];
  readonly timesPercent: Readonly<Record<string, number>>;
  readonly getloadavg: readonly number[];
}

test('cpu tells how busy the CPUs were in each interval', async () => {
  const url = await host();
  const query =
    'subscription { cpu(interval: 0.2) { seconds percent percentPercpu timesPercent { user system idle } timesPercentPercpu { user } getloadavg } }';
  const events = await firstOf(subscribe<{ cpu: CpuSample }>(url, { query }), 3);
  for (const { data, errors } of events) {
    expect(errors).toBeUndefined();
    const cpu = data?.cpu as CpuSample;
    expect(cpu.seconds).toBeGreaterThan(0);
    expect(cpu.percentPercpu).toHaveLength(cpuCount() as number);
    for (const share of [cpu.percent, ...cpu.percentPercpu, ...Object.values(cpu.timesPercent)]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(100);
    }
    expect(cpu.getloadavg).toHaveLength(3);
  }
});

test('memory, swap and pressure are told at once, however long the interval', async (context) => {
  needs(context, 'free');
  const url = await host();
  const [memory] = await firstOf(
    subscribe<{ memory: { total: number } }>(url, { query: 'subscription { memory(interval: 3600) { total } }' }),
    1,
  );
  expect(memory?.data?.memory.total).toBe(Number(tool('free', '-b').split('\n')[1]?.split(/\s+/)[1]));
  for (const query of [
    'subscription { swap(interval: 3600) { total } }',
    'subscription { pressure(interval: 3600) { cpu { some { avg10 } } } }',
  ]) {
    const [event] = await firstOf(subscribe(url, { query }), 1);
    expect(event?.errors).toBeUndefined();
  }
});

test('netIo tells what goes through the loopback', async () => {
  const url = await host();
  const query =
    'subscription { netIo(interval: 0.2) { seconds total { bytesSent } physical { bytesSent } nics { name bytesSent bytesRecv } } }';
  interface Sample {
    readonly total: { readonly bytesSent: number };
    readonly nics: readonly { readonly name: string; readonly bytesSent: number; readonly bytesRecv: number }[];
  }
  // The events themselves go through it.
  const events = await firstOf(subscribe<{ netIo: Sample }>(url, { query }), 3);
  for (const { data } of events.slice(1)) {
    const loopback = data?.netIo.nics.find(({ name }) => name === 'lo');
    expect(loopback?.bytesSent).toBeGreaterThan(0);
    expect(data?.netIo.total.bytesSent).toBeGreaterThanOrEqual(loopback?.bytesSent as number);
  }
});

test('machine is all of them in one stream', async () => {
  const url = await host();
  const query = `subscription { machine(interval: 0.2) {
    cpu { percent } memory { percent } swap { total } diskIo { seconds total { readBytes } disks { name writeCount busyPercent } }
    netIo { nics { name } } pressure { memory { some { total } } } } }`;
  for (const { data, errors } of await firstOf(subscribe<{ machine: object }>(url, { query }), 3)) {
    expect(errors).toBeUndefined();
    expect(data?.machine).toMatchObject({
      cpu: { percent: expect.any(Number) },
      memory: { percent: expect.any(Number) },
      swap: { total: expect.any(Number) },
      diskIo: { total: { readBytes: expect.any(Number) }, disks: expect.any(Array) },
      netIo: { nics: expect.arrayContaining([{ name: 'lo' }]) },
    });
  }
});

test('a machine of which nothing is selected comes once an interval all the same', async () => {
  const url = await host();
  const events = await firstOf(subscribe(url, { query: 'subscription { machine(interval: 0.2) { __typename } }' }), 3);
  expect(events.map(({ data }) => data)).toEqual(Array(3).fill({ machine: { __typename: 'MachineSample' } }));
});

test('intervals that are too short or too long are input errors', async () => {
  const url = await host();
  for (const interval of ['0', '-1', '0.0999', '3600.1', '1e999', '-1e999']) {
    for (const selected of ['cpu', 'machine']) {
      const query = `subscription { ${selected}(interval: ${interval}) { __typename } }`;
      const events: unknown[] = [];
      for await (const event of subscribe(url, { query })) events.push(event);
      expect(events).toMatchObject([{ errors: [{ path: [selected], extensions: { code: 'BAD_USER_INPUT' } }] }]);
    }
  }
});

test('intervals that are no numbers are input errors, and nothing but', async () => {
  const url = await host();
  for (const interval of ['NaN', '1', null, [], {}]) {
    const query = 'subscription ($interval: Float!) { cpu(interval: $interval) { percent } }';
    const [event] = await firstOf(subscribe(url, { query, variables: { interval } }), 1);
    expect(event).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(event?.data).toBeUndefined();
  }
});

test('a subscription that is asked as if it were a query says so', async () => {
  for (const selected of [
    'memory { total }',
    'machine { memory { total } }',
    'process(pid: 1) { pid }',
    'processEvents { pid }',
  ]) {
    const { errors } = await execute(`subscription { ${selected} }`);
    expect(errors, selected).toMatchObject([
      { message: 'a subscription must be subscribed to', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test('a server that is told to end ends its streams and itself', async () => {
  const { url, server } = await serve();
  const events = subscribe(url, { query: 'subscription { memory(interval: 0.1) { percent } }' });
  await events.next();
  const unasked = subscribe(url, { query: 'subscription { cpu(interval: 3600) { percent } }' });
  const waiting = unasked.next();
  waiting.catch(() => {});
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  await expect(
    (async () => {
      for await (const event of events) expect(event).toHaveProperty('data');
    })(),
  ).rejects.toThrow();
  await expect(waiting).rejects.toThrow();
  expect(await exit).toEqual([0, null]);
});
