import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { columnTexts, openUi, slow } from '../support/ui.ts';

const fake = (pid: number, cpuPercent: number) => ({
  ...{ id: `fake-${pid}`, pid, ppid: 0, name: `fake ${pid}`, cpuPercent, memoryInfo: null },
});

/** Replaces the responses of an operation of the page, and reloads it. */
async function fakeResponse(page: Page, operation: string, contentType: string, body: string): Promise<void> {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(operation) ? route.fulfill({ contentType, body }) : route.fallback(),
  );
  await page.reload();
}

const toEvent = (processChanges: object) => `event: next\ndata: ${JSON.stringify({ data: { processChanges } })}\n\n`;

test('changed processes replace the previous ones, and removed processes disappear', async (context) => {
  const { page } = await openUi(context, { settings: 'view=list&sort=pid&columns=pid,cpu' });
  const events = [
    { totalCount: 3, removed: [], changed: [fake(1, 1), fake(2, 2), fake(3, 3)] },
    { totalCount: 3, removed: ['fake-3'], changed: [fake(2, 7), fake(4, 4)] },
  ];
  await fakeResponse(page, 'subscription Processes', 'text/event-stream', events.map(toEvent).join(''));
  await expect.poll(() => columnTexts(page, 'pid'), slow).toEqual(['1', '2', '4']);
  expect(await columnTexts(page, 'cpu')).toEqual(['1.0', '7.0', '4.0']);
  expect(await page.locator('.toolbar .count').textContent()).toBe('3');
});

test('values that the server cannot read are absent', async (context) => {
  const { page, violations } = await openUi(context, { settings: 'view=list&section=memory' });
  const fail = async (operation: string, data: object) => {
    const errors = Object.keys(data).map((name) => ({ message: 'no', path: [name] }));
    await fakeResponse(page, operation, 'application/json', JSON.stringify({ data, errors }));
  };
  await fail('{ host {', { host: null, cpu: null, system: null });
  await fail('query Overview', { disks: null, sensors: { temperatures: null, fans: null, battery: null } });
  await fail('query Memory', { memory: null, swap: null });
  await fail('query History', { history: null });
  const sample = { cpu: null, memory: null, swap: null, diskIo: null, netIo: null, pressure: null };
  const event = `event: next\ndata: ${JSON.stringify({ data: { machine: sample } })}\n\n`;
  await fakeResponse(page, 'subscription Machine', 'text/event-stream', event);
  await page.locator('.notice', { hasText: 'no' }).waitFor();
  expect(await page.locator('[data-chart=cpu] .primary').textContent()).toContain('–');
  expect(await page.locator('.host').textContent()).toBe('');
  expect(await page.getByRole('tab').allTextContents()).toEqual(['Processes', 'Memory', 'Network', 'Sockets']);
  await page.getByRole('tab', { name: 'Processes' }).click();
  await page.locator('.table-body .row').first().waitFor();
  expect(violations).toEqual([]);
});

test('the charts begin with the history of the server', async (context) => {
  const { page } = await openUi(context);
  const [response] = await Promise.all([
    page.waitForResponse((each) => Boolean(each.request().postData()?.includes('query History'))),
    page.reload(),
  ]);
  const { data } = (await response.json()) as { data: { history: { cpu: { percent: number } }[] } };
  expect(data.history[0]?.cpu.percent).toBeGreaterThanOrEqual(0);
  const now = Date.now();
  const history = Array.from({ length: 150 }, (_, index) => ({
    time: new Date(now - (150 - index) * 1000).toISOString(),
    cpu: { percent: 42, percentPercpu: [42], loadAverage: null },
  }));
  await fakeResponse(page, 'query History', 'application/json', JSON.stringify({ data: { history } }));
  const usage = page.locator('[data-chart=cpu] .primary data');
  await usage.waitFor();
  const plot = await page.locator('[data-chart=cpu] .plot').boundingBox();
  const hover = async () => {
    await page.mouse.move((plot?.x ?? 0) + (plot?.width ?? 0) / 2 + Math.random(), (plot?.y ?? 0) + 20);
    return usage.textContent();
  };
  await expect.poll(hover, slow).toBe('42.0 %');
});
