import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { spawnChild, spawnTree } from '../support/children.ts';
import { lineOf, machinePage } from '../support/ui-page.ts';

const slow = { timeout: 30_000 };

const activePid = async (page: Page) =>
  Number(await page.locator('.lines .line[data-active="true"]').getAttribute('data-pid'));

/** Presses a key in the table, and gives the process that is then the active one. */
async function press(page: Page, key: string): Promise<number> {
  await page.getByRole('treegrid').press(key);
  return activePid(page);
}

test('the search field is found by a key, and what is typed there is no command', async (context) => {
  const { page } = await machinePage(context);
  await page.keyboard.press('/');
  await page.keyboard.type('no?such/process');
  const field = page.getByLabel('Search processes');
  expect(await field.inputValue()).toBe('no?such/process');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  await expect.poll(() => page.locator('.lines .line').count(), slow).toBe(0);
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe('');
  await page.locator('.lines .line').first().waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('treegrid');
});

test('arrows, pages and ends lead through the lines, which stay in view', async (context) => {
  const { page } = await machinePage(context);
  const seconds = `1000.${process.pid}`;
  for (let count = 0; count < 60; count++) await spawnChild('sleep', seconds);
  await page.getByLabel('Search processes').fill(`sleep ${seconds}`);
  await expect.poll(() => page.locator('.lines .line').count(), slow).toBeGreaterThan(25);
  const grid = page.getByRole('treegrid');
  await grid.focus();
  const first = await press(page, 'ArrowDown');
  const second = await press(page, 'ArrowDown');
  expect(second).not.toBe(first);
  expect(await press(page, 'ArrowUp')).toBe(first);
  const last = await press(page, 'End');
  const line = page.locator(`.lines .line[data-pid="${last}"]`);
  const isInView = async () => {
    const [inner, outer] = [await line.boundingBox(), await grid.boundingBox()];
    return inner && outer && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height + 1;
  };
  await expect.poll(isInView, slow).toBe(true);
  const active = page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`);
  expect(await active.getAttribute('data-pid')).toBe(String(last));
  expect(await press(page, 'PageUp')).not.toBe(last);
  expect(await press(page, 'Home')).toBe(first);
});

test('arrows show and hide the children, and lead to the parent', async (context) => {
  const { page } = await machinePage(context);
  const { pid, childPid } = await spawnTree();
  await lineOf(page, childPid);
  await page.getByLabel('Search processes').fill('');
  const child = page.locator(`.lines .line[data-pid="${childPid}"]`);
  const parent = page.locator(`.lines .line[data-pid="${pid}"]`);
  await page.getByLabel('Search processes').fill(String(childPid));
  await child.click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await child.waitFor();
  expect(await child.getAttribute('aria-level')).toBe(String(Number(await parent.getAttribute('aria-level')) + 1));
  expect(await press(page, 'ArrowLeft')).toBe(pid);
  expect(await parent.getAttribute('aria-expanded')).toBe('true');
  expect(await press(page, 'ArrowLeft')).toBe(pid);
  await child.waitFor({ state: 'detached' });
  expect(await parent.getAttribute('aria-expanded')).toBe('false');
  await press(page, 'ArrowRight');
  expect(await press(page, 'ArrowRight')).toBe(childPid);
});

test('a search keeps the ancestors of what it finds', async (context) => {
  const { page } = await machinePage(context);
  const { pid, childPid } = await spawnTree();
  const child = await lineOf(page, childPid);
  const parent = page.locator(`.lines .line[data-pid="${pid}"]`);
  expect(await child.getAttribute('data-context')).toBe('false');
  expect(await parent.getAttribute('data-context')).toBe('true');
  expect(await page.locator('.tools .count').textContent()).toMatch(/^\d+ of [\d,]+$/);
});

test('Enter opens the panel, Esc closes it, and the table has the keys again', async (context) => {
  const { page } = await machinePage(context);
  await page.getByRole('treegrid').focus();
  const pid = await press(page, 'Home');
  await page.getByRole('treegrid').press('Enter');
  await page.locator(`.panel[data-pid="${pid}"]`).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('.panel').count()).toBe(0);
  expect(await activePid(page)).toBe(pid);
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('treegrid');
});

test('the keys are listed by a key', async (context) => {
  const { page } = await machinePage(context);
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  expect(await list.textContent()).toContain('search');
  await page.keyboard.press('Escape');
  expect(await list.isVisible()).toBe(false);
});

test('the active process stays so when others come and go', async (context) => {
  const { page } = await machinePage(context);
  const { pid } = await spawnChild();
  await (await lineOf(page, pid)).click();
  await page.getByLabel('Search processes').fill('');
  const others = [await spawnChild(), await spawnChild()];
  await page.getByLabel('Search processes').fill('sleep 1000');
  await page.locator(`.lines .line[data-pid="${others[1]?.pid}"]`).waitFor({ timeout: 20_000 });
  expect(await activePid(page)).toBe(pid);
});

test('when the active process ends, the keys go on where it was', async (context) => {
  const { page } = await machinePage(context);
  const seconds = `2000.${process.pid}`;
  const [first, second, third] = [
    await spawnChild('sleep', seconds),
    await spawnChild('sleep', seconds),
    await spawnChild('sleep', seconds),
  ];
  await page.getByRole('button', { name: 'List' }).click();
  await page.getByLabel('Search processes').fill(`sleep ${seconds}`);
  await expect.poll(() => page.locator('.lines .line').count(), slow).toBe(3);
  expect(await press(page, 'Home')).toBe(Math.min(first.pid, second.pid, third.pid));
  const middle = await press(page, 'ArrowDown');
  const last = await press(page, 'End');
  expect(await press(page, 'ArrowUp')).toBe(middle);
  process.kill(middle, 'SIGKILL');
  await expect.poll(() => page.locator('.lines .line').count(), slow).toBe(2);
  expect(await activePid(page)).toBe(last);
});

test('of five thousand processes only the lines in view are drawn', async (context) => {
  const { page, faults } = await machinePage(context);
  const unknown = { username: null, status: null, numThreads: null, cpuPercent: null, memoryInfo: null, cmdline: null };
  const edges = Array.from({ length: 5000 }, (_, index) => ({
    node: { ...unknown, id: `made-${index + 1}`, pid: index + 1, ppid: Math.min(1, index), name: `made ${index + 1}` },
  }));
  const event = JSON.stringify({ data: { processes: { totalCount: 6000, edges } } });
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('subscription Processes')
      ? route.fulfill({ contentType: 'text/event-stream', body: `event: next\ndata: ${event}\n\n` })
      : route.continue(),
  );
  await page.reload();
  await page.locator('.lines .line[data-pid="1"]').waitFor();
  expect(await page.locator('.tools .count').textContent()).toBe('the first 5,000 of 6,000');
  expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('5001');
  await page.getByRole('treegrid').focus();
  expect(await press(page, 'End')).toBe(5000);
  expect(await page.locator('.lines .line').count()).toBeLessThan(60);
  await page.getByLabel('Search processes').fill('made 4321');
  await expect.poll(() => page.locator('.lines .line').count(), slow).toBe(2);
  expect(faults).toEqual([]);
});
