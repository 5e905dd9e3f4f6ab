import { request } from 'node:http';
import { expect, test } from 'vitest';
import { usualLimits } from '../../packages/graphql/dist/guard/limits.js';
import { serverWithin } from '../../packages/graphql/dist/server.js';
import { codeOf, json, listening, operation, post, send, serving } from '../support/http.ts';

const waiting = { query: '{ cpu { percent(interval: 10) } }' };

test('an answer that takes too long is an error, and its place is free', async () => {
  expect(usualLimits.time).toBe(30_000);
  const limits = { ...usualLimits, time: 300, queries: { perClient: 1, inAll: 1 } };
  const url = await listening(serverWithin(limits, {}));
  for (let round = 0; round < 3; round += 1) {
    const reply = await post(url, waiting);
    expect([reply.status, codeOf(reply)]).toEqual([503, 'TIMEOUT_EXPIRED']);
    expect(reply.body).not.toContain('"data"');
  }
  expect((await send(url, 'POST', json, operation)).status).toBe(200);
});

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('what was asked by a client that goes is waited for no longer', async () => {
  const url = await serving();
  const before = timers();
  const asked = Array.from({ length: 50 }, () => {
    const sent = request(url, { method: 'POST', headers: json, agent: false });
    sent.on('error', () => {}); // It goes without an answer.
    return sent.end(JSON.stringify(waiting));
  });
  // Each has a timer for its interval and one for all its time.
  await expect.poll(() => timers() - before).toBeGreaterThanOrEqual(100);
  for (const each of asked) each.destroy();
  await expect.poll(() => timers() - before, { timeout: 5000 }).toBeLessThan(20);
});
