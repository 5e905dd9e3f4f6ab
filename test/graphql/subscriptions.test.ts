import { once } from 'node:events';
import { cpuCount } from '@psutil/cpu';
import { execute } from '@psutil/graphql';
import { WINDOWS } from '@psutil/native';
import { expect, test } from 'vitest';
import { needsSupport, serve } from '../support/graph.ts';
import { loopbackName, startServer } from '../support/http.ts';
import { needs, tool } from '../support/run.ts';
import { firstOf, subscribe } from '../support/stream.ts';

interface CpuSample {
  readonly seconds: number;
  readonly percent: number;
  readonly percentPercpu: readonly number[];
  readonly timesPercent: Readonly<Record<string, number>>;
  readonly loadAverage: Readonly<Record<'load1' | 'load5' | 'load15', number>>;
}

test('cpu sends the CPU percentages of each interval', async () => {
  const url = await startServer();
  const query =
    'subscription { cpu(interval: 0.2) { seconds percent percentPercpu timesPercent { user system idle } timesPercentPercpu { user } loadAverage { load1 load5 load15 } } }';
  const events = await firstOf(subscribe<{ cpu: CpuSample }>(url, { query }), 3);
  for (const { data, errors } of events) {
    expect(errors).toBeUndefined();
    const cpu = data?.cpu as CpuSample;
    expect(cpu.seconds).toBeGreaterThan(0);
    expect(cpu.percentPercpu).toHaveLength(cpuCount() as number);
    for (const percent of [cpu.percent, ...cpu.percentPercpu, ...Object.values(cpu.timesPercent)]) {
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
    }
    for (const load of Object.values(cpu.loadAverage)) expect(load).toBeGreaterThanOrEqual(0);
  }
});

test('memory, swap and pressure send their first event immediately', async (context) => {
  needs(context, 'free');
  needsSupport(context, 'swapMemory', 'pressure');
  const url = await startServer();
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

test('netIo sends the rates of the loopback interface', async (context) => {
  needsSupport(context, 'netIoCounters');
  const url = await startServer();
  const query =
    'subscription { netIo(interval: 0.2) { seconds total { bytesSent } physical { bytesSent } nics { name bytesSent bytesRecv } } }';
  interface Sample {
    readonly total: { readonly bytesSent: number };
    readonly nics: readonly { readonly name: string; readonly bytesSent: number; readonly bytesRecv: number }[];
  }
  // The events of this subscription are sent over the loopback interface.
  const events = await firstOf(subscribe<{ netIo: Sample }>(url, { query }), 3);
  for (const { data } of events.slice(1)) {
    const loopback = data?.netIo.nics.find(({ name }) => name === loopbackName);
    expect(loopback?.bytesSent).toBeGreaterThan(0);
    expect(data?.netIo.total.bytesSent).toBeGreaterThanOrEqual(loopback?.bytesSent as number);
  }
});

test('machine sends several metrics in one stream', async (context) => {
  needsSupport(context, 'swapMemory', 'diskIoCounters', 'netIoCounters', 'pressure');
  const url = await startServer();
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
      netIo: { nics: expect.arrayContaining([{ name: loopbackName }]) },
    });
  }
});

test('machine without a metric sends an event per interval', async () => {
  const url = await startServer();
  const events = await firstOf(subscribe(url, { query: 'subscription { machine(interval: 0.2) { __typename } }' }), 3);
  expect(events.map(({ data }) => data)).toEqual(Array(3).fill({ machine: { __typename: 'MachineSample' } }));
});

test('intervals out of range fail with BAD_USER_INPUT', async () => {
  const url = await startServer();
  for (const interval of ['0', '-1', '0.0999', '3600.1', '1e999', '-1e999']) {
    for (const selected of ['cpu', 'machine']) {
      const query = `subscription { ${selected}(interval: ${interval}) { __typename } }`;
      const events: unknown[] = [];
      for await (const event of subscribe(url, { query })) events.push(event);
      expect(events).toMatchObject([{ errors: [{ path: [selected], extensions: { code: 'BAD_USER_INPUT' } }] }]);
    }
  }
});

test('intervals other than numbers fail with BAD_USER_INPUT and without data', async () => {
  const url = await startServer();
  for (const interval of ['NaN', '1', null, [], {}]) {
    const query = 'subscription ($interval: Float!) { cpu(interval: $interval) { percent } }';
    const [event] = await firstOf(subscribe(url, { query, variables: { interval } }), 1);
    expect(event).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(event?.data).toBeUndefined();
  }
});

test('execute() of a subscription fails with BAD_USER_INPUT', async () => {
  for (const selected of [
    'memory { total }',
    'machine { memory { total } }',
    'process(pid: 1) { pid }',
    'processEvents { pid }',
  ]) {
    const { errors } = await execute(`subscription { ${selected} }`);
    expect(errors, selected).toMatchObject([
      { message: 'a subscription cannot be executed as a query', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test('a server ends its streams and exits on SIGTERM', async (context) => {
  context.skip(WINDOWS, 'Windows has no SIGTERM: kill() ends the process without a handler');
  const { url, server } = await serve();
  const events = subscribe(url, { query: 'subscription { memory(interval: 0.1) { percent } }' });
  await events.next();
  const silent = subscribe(url, { query: 'subscription { cpu(interval: 3600) { percent } }' });
  const waiting = silent.next();
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
