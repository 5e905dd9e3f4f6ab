import { request } from 'node:http';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../packages/graphql/dist/guard/limits.js';
import { createServerWithLimits } from '../../packages/graphql/dist/server.js';
import { codeOf, json, listen, operation, post, send, startServer } from '../support/http.ts';

const slowQuery = { query: '{ cpu { percent(interval: 10) } }' };

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('an operation that exceeds its time limit gets 503 and releases its slot', async () => {
  expect(defaultLimits.time).toBe(30_000);
  const limits = { ...defaultLimits, time: 300, queries: { perClient: 1, total: 1 } };
  const url = await listen(createServerWithLimits(limits, {}));
  for (let round = 0; round < 3; round += 1) {
    const reply = await post(url, slowQuery);
    expect([reply.status, codeOf(reply)]).toEqual([503, 'TIMEOUT_EXPIRED']);
    expect(reply.body).not.toContain('"data"');
  }
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
});

test('aliases of a field with the same arguments are computed once', async () => {
  const limits = { ...defaultLimits, time: 1000 };
  const url = await listen(createServerWithLimits(limits, {}));
  const fields = Array.from({ length: 20 }, (_, index) => `a${index}: percent(interval: 10)`).join(' ');
  const before = timers();
  const reply = post(url, { query: `{ cpu { ${fields} } other: cpu { ${fields} } }` });
  await expect.poll(() => timers() - before).toBeGreaterThan(0);
  // One for the interval, two for the time limit, and those of the server and of the test.
  expect(timers() - before).toBeLessThan(15);
  expect((await reply).status).toBe(503);
});

test.for([slowQuery.query, '{ processes(interval: 10) { edges { node { cpuPercent } } } }'])(
  'the operation %s stops waiting when its client disconnects',
  async (query) => {
    const url = await startServer();
    const before = timers();
    const requests = Array.from({ length: 50 }, () => {
      const sent = request(url, { method: 'POST', headers: json, agent: false });
      sent.on('error', () => {}); // The test destroys the request before its response.
      return sent.end(JSON.stringify({ query }));
    });
    // Each operation has one timer for its interval and two for its time limit.
    await expect.poll(() => timers() - before, { timeout: 10_000 }).toBeGreaterThanOrEqual(150);
    for (const each of requests) each.destroy();
    await expect.poll(() => timers() - before, { timeout: 5000 }).toBeLessThan(20);
  },
);
