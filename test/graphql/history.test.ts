import { createPsutilServer } from '@psutil/graphql';
import { expect, test } from 'vitest';
import { MachineHistory } from '../../packages/graphql/dist/live/history.js';
import { type GraphQLResult, runQuery } from '../support/graph.ts';
import { json, listen, send, startServer } from '../support/http.ts';
import { script } from '../support/run.ts';
import { firstOf, subscribe } from '../support/stream.ts';

interface Sample {
  readonly time: string;
  readonly cpu: { readonly percent: number; readonly percentPercpu: readonly number[] } | null;
  readonly memory: { readonly total: number; readonly used: number } | null;
}
type HistoryData = { readonly history: readonly Sample[] | null };

const selection =
  'time cpu { seconds percent percentPercpu loadAverage { load1 } } memory { total used } swap { total }';

async function query(url: string, text: string): Promise<GraphQLResult<HistoryData>> {
  const { body } = await send(url, 'POST', json, JSON.stringify({ query: text }));
  return JSON.parse(body);
}

test('history has one sample per second while the server runs, with the times of machine', async () => {
  const url = await startServer();
  const events = subscribe<{ machine: Sample }>(url, {
    query: `subscription { machine(interval: 1) { ${selection} } }`,
  });
  const received = (await firstOf(events, 3)).map(({ data }) => data?.machine as Sample);
  const { data, errors } = await query(url, `{ history { ${selection} } }`);
  expect(errors).toBeUndefined();
  const samples = data?.history as readonly Sample[];
  expect(samples.length).toBeGreaterThanOrEqual(2);
  const times = samples.map(({ time }) => Date.parse(time));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
  for (const { cpu, memory } of samples) {
    expect(cpu?.percent).toBeGreaterThanOrEqual(0);
    expect(memory?.used).toBeLessThanOrEqual(memory?.total as number);
  }
  // Both share the reads.
  const cpus = samples.map(({ cpu }) => cpu);
  for (const { cpu } of received.slice(0, 2)) expect(cpus).toContainEqual(cpu);
});

test('history(seconds) has the newest samples, and rejects seconds that are not positive', async () => {
  const url = await startServer();
  await expect
    .poll(async () => (await query(url, '{ history { time } }')).data?.history?.length, { timeout: 20_000 })
    .toBe(3);
  const { data } = await query(url, '{ history(seconds: 1.5) { time } }');
  expect(data?.history?.length).toBeGreaterThanOrEqual(1);
  expect(data?.history?.length).toBeLessThanOrEqual(2);
  for (const { time } of data?.history ?? []) expect(Date.now() - Date.parse(time)).toBeLessThan(10_000);
  expect(await query(url, '{ history(seconds: 0) { time } }')).toMatchObject({
    data: { history: null },
    errors: [{ path: ['history'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('history is null with history: false, and without a server', async () => {
  expect(await runQuery('{ history { time } }')).toEqual({ data: { history: null } });
  const url = await listen(createPsutilServer({ history: false }));
  expect(await query(url, '{ history { time } }')).toEqual({ data: { history: null } });
  expect(() => createPsutilServer({ history: 'no' as never })).toThrow(TypeError);
});

test('a history discards its oldest samples', async () => {
  const history = new MachineHistory(0.1, 3);
  history.start();
  await expect.poll(() => history.samples().length).toBe(3);
  const [{ time }] = history.samples() as [{ time: number }];
  await expect.poll(() => history.samples()[0]?.time).toBeGreaterThan(time);
  expect(history.samples()).toHaveLength(3);
  history.stop();
  expect(history.samples()).toEqual([]);
});

test('the history does not keep a process running, and ends with the server', async () => {
  const { events, timers } = await script<{ events: string[]; timers: string[] }>(`
    const { createPsutilServer } = await import('@psutil/graphql');
    const { once } = await import('node:events');
    const events = [];
    process.once('exit', () => print({ events, timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout') }));
    const unreferenced = createPsutilServer().listen(0, '127.0.0.1').unref();
    await once(unreferenced, 'listening');
    const server = createPsutilServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.close(() => events.push('close'));`);
  expect(events).toEqual(['close']);
  expect(timers).toEqual([]);
});
