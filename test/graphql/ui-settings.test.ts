import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { columnTexts, fakeProcesses, findRow, openPanel, openUi, slow } from '../support/ui.ts';

const settingsOf = (page: Page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));

const headers = (page: Page) =>
  page.locator('.table-header button').evaluateAll((all) => all.map((each) => each.getAttribute('title')));

test('the list is sorted by CPU usage at first', async (context) => {
  const { page } = await openUi(context);
  expect(settingsOf(page)).toEqual({ view: 'list' });
  expect(await page.getByRole('columnheader', { name: 'CPU %' }).getAttribute('aria-sort')).toBe('descending');
  await fakeProcesses(page, [
    { pid: 1, ppid: 0, cpuPercent: 5 },
    { pid: 2, ppid: 1, cpuPercent: 150 },
  ]);
  expect(await columnTexts(page, 'cpu')).toEqual(['150.0', '5.0']);
});

test('settings are in the URL and remembered; a URL with settings replaces the remembered ones', async (context) => {
  const { page } = await openUi(context);
  await page.getByRole('button', { name: 'Tree' }).click();
  await page.getByRole('columnheader', { name: 'RSS' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('Nice').check();
  await page.getByLabel('Threads').uncheck();
  await page.getByLabel('Search processes').fill('s');
  await page.locator('[data-action=theme]').click();
  const settings = settingsOf(page);
  expect(settings).toMatchObject({ view: 'tree', sort: '-memory', search: 's', theme: 'light' });
  expect(settings['columns']?.split(',')).toContain('nice');
  await page.goto('about:blank');
  await page.goBack();
  await page.goto(new URL('/', page.url()).href);
  await page.locator('.table-body .row').first().waitFor();
  expect(settingsOf(page)).toEqual(settings);
  expect(await headers(page)).toContain('Nice value, -20 (highest priority) to 19; on Windows, a priority class');
  expect(await headers(page)).not.toContain('Number of threads');
  await page.goto('about:blank');
  await page.goto(`${new URL('/', (await page.goBack())?.url()).href}#view=user`);
  expect(settingsOf(page)).toEqual({ view: 'user' });
  expect(await page.getByLabel('Search processes').inputValue()).toBe('');
});

test('settings in a URL that are unknown or invalid are ignored', async (context) => {
  const { page, violations } = await openUi(context, {
    settings: 'view=x&sort=-y&columns=pid,zz&theme=pink&section=none&other=1',
  });
  expect(await headers(page)).toEqual(['Name of the process', 'Process ID']);
  expect(settingsOf(page)).not.toHaveProperty('other');
  expect(settingsOf(page)).toMatchObject({ view: 'list' });
  expect(violations).toEqual([]);
});

test('only the fields of the visible columns are requested', async (context) => {
  const { page } = await openUi(context, { settings: 'view=list&columns=pid,cpu' });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.postData() ?? ''));
  const last = () => requests.findLast((body) => body.includes('subscription Processes')) ?? '';
  await page.reload();
  await expect.poll(last, slow).toContain('cpuPercent');
  expect(last()).not.toMatch(/numFds|cmdline|username|ioRates/);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByLabel('FDs').check();
  await expect.poll(last, slow).toContain('numFds');
  await page.keyboard.press('Escape');
  await page.getByLabel('Search processes').fill('x');
  await expect.poll(last, slow).toContain('cmdline');
  await expect.poll(() => page.locator('.connection').textContent(), slow).toBe('Live');
});

test('groups have the sums of their processes, and a click shows the processes', async (context) => {
  const { page } = await openUi(context, { settings: 'view=user&columns=cpu,threads' });
  await fakeProcesses(page, [
    { pid: 1, ppid: 0, username: 'root', cpuPercent: 1, numThreads: 2 },
    { pid: 2, ppid: 1, username: 'me', cpuPercent: 2, numThreads: 3 },
    { pid: 3, ppid: 1, username: 'me', cpuPercent: 4, numThreads: 5 },
  ]);
  expect(await columnTexts(page, 'name')).toEqual(['me', 'root']);
  expect(await columnTexts(page, 'cpu')).toEqual(['6.0', '1.0']);
  expect(await columnTexts(page, 'threads')).toEqual(['8', '2']);
  expect(await page.locator('.group-count').allTextContents()).toEqual(['2', '1']);
  await page.getByRole('row', { name: /^me / }).click();
  expect(await columnTexts(page, 'cpu')).toEqual(['6.0', '4.0', '2.0', '1.0']);
  await page.getByRole('treegrid').press('ArrowLeft');
  expect(await columnTexts(page, 'cpu')).toEqual(['6.0', '1.0']);
  await page.getByRole('button', { name: 'Program' }).click();
  await expect.poll(() => columnTexts(page, 'name'), slow).toEqual(['fake 3', 'fake 2', 'fake 1']);
});

test('Kernel hides kernel threads, which is in the URL', async (context) => {
  const { page } = await openUi(context);
  await fakeProcesses(page, [
    { pid: 1, ppid: 0, isKernelProcess: false },
    { pid: 2, ppid: 0, isKernelProcess: true },
  ]);
  expect(await columnTexts(page, 'pid')).toEqual(['1', '2']);
  await page.getByRole('button', { name: 'Kernel' }).click();
  expect(await columnTexts(page, 'pid')).toEqual(['1']);
  expect(await page.locator('.toolbar .count').textContent()).toBe('1 of 2');
  expect(settingsOf(page)).toMatchObject({ kernel: 'false' });
  await page.reload();
  expect(await page.getByRole('button', { name: 'Kernel' }).getAttribute('aria-pressed')).toBe('false');
});

test('the background of a cell with 100 % is stronger than that of one with 5 %', async (context) => {
  const { page } = await openUi(context);
  await fakeProcesses(page, [
    { pid: 1, ppid: 0, cpuPercent: 100 },
    { pid: 2, ppid: 1, cpuPercent: 5 },
    { pid: 3, ppid: 1, cpuPercent: 0 },
  ]);
  const cells = page.locator('.table-body .cell.cpu');
  const heats = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('data-heat')));
  expect(heats).toEqual(['100', '22', null]);
  const backgrounds = await cells.evaluateAll((all) => all.map((cell) => getComputedStyle(cell).backgroundColor));
  expect(new Set(backgrounds).size).toBe(3);
});

test('the panel shows the CPU usage and memory that the page has received', async (context) => {
  const { page } = await openUi(context);
  const { pid } = await spawnChild();
  await findRow(page, pid);
  const panel = await openPanel(page, pid);
  const events = async () => Number(await panel.locator('.history').getAttribute('data-events'));
  await expect.poll(events, slow).toBeGreaterThan(2);
  const points = await panel.locator('[data-history=RSS] polyline').first().getAttribute('points');
  expect(points?.split(' ').length).toBeGreaterThan(2);
  expect(await panel.locator('[data-history=CPU] strong').textContent()).toMatch(/^\d+\.\d %$/);
});

test('the panel hides no column on a laptop', async (context) => {
  const { page } = await openUi(context, { viewport: { width: 1280, height: 800 } });
  const before = await headers(page);
  await page.locator('.table-body .row').first().click();
  const panel = page.locator('.panel');
  await panel.waitFor();
  expect(await headers(page)).toEqual(before);
  const table = await page.locator('.table').boundingBox();
  const box = await panel.boundingBox();
  expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(box?.x ?? 0);
});

test('rows of the table are visible on a phone without scrolling', async (context) => {
  const { page } = await openUi(context, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.locator('[data-chart=memory] data').first().waitFor();
  const box = await page.locator('.table-body').boundingBox();
  expect(box?.y).toBeLessThan(844 / 2);
});
