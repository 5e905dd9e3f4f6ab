import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { spawnChild, spawnTree } from '../support/children.ts';
import { fakeProcesses, findRow, openUi, slow } from '../support/ui.ts';

const tree = { settings: 'view=tree&sort=pid' };

const activePid = async (page: Page) =>
  Number(await page.locator('.table-body .row[data-active="true"]').getAttribute('data-pid'));

const rowCount = (page: Page) => page.locator('.table-body .row').count();

const focusedRole = (page: Page) => page.evaluate('document.activeElement.getAttribute("role")');

/** Presses a key in the table and returns the PID of the active row. */
async function press(page: Page, key: string): Promise<number> {
  await page.getByRole('treegrid').press(key);
  return activePid(page);
}

test('/ focuses the search field, where the other shortcuts are disabled', async (context) => {
  const { page } = await openUi(context, tree);
  await page.keyboard.press('/');
  await page.keyboard.type('no?such/process');
  const field = page.getByLabel('Search processes');
  expect(await field.inputValue()).toBe('no?such/process');
  expect(await page.locator('#shortcuts').isVisible()).toBe(false);
  await expect.poll(() => rowCount(page), slow).toBe(0);
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe('');
  await page.locator('.table-body .row').first().waitFor();
  expect(await focusedRole(page)).toBe('treegrid');
});

test('arrow, page, Home and End keys move the active row and scroll to it', async (context) => {
  const { page } = await openUi(context, tree);
  const seconds = `1000.${process.pid}`;
  for (let count = 0; count < 60; count++) await spawnChild('sleep', seconds);
  await page.getByLabel('Search processes').fill(`sleep ${seconds}`);
  await expect.poll(() => rowCount(page), slow).toBeGreaterThan(25);
  const table = page.getByRole('treegrid');
  await table.focus();
  const first = await press(page, 'ArrowDown');
  const second = await press(page, 'ArrowDown');
  expect(second).not.toBe(first);
  expect(await press(page, 'ArrowUp')).toBe(first);
  const last = await press(page, 'End');
  const row = page.locator(`.table-body .row[data-pid="${last}"]`);
  const isInView = async () => {
    const [inner, outer] = [await row.boundingBox(), await table.boundingBox()];
    return inner && outer && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height + 1;
  };
  await expect.poll(isInView, slow).toBe(true);
  const activeDescendant = page.locator(`[id="${await table.getAttribute('aria-activedescendant')}"]`);
  expect(await activeDescendant.getAttribute('data-pid')).toBe(String(last));
  expect(await press(page, 'PageUp')).not.toBe(last);
  expect(await press(page, 'Home')).toBe(first);
});

test('left and right arrow keys collapse and expand a row, and move to its parent and first child', async (context) => {
  const { page } = await openUi(context, tree);
  const { pid, childPid } = await spawnTree();
  await findRow(page, childPid);
  await page.getByLabel('Search processes').fill('');
  const child = page.locator(`.table-body .row[data-pid="${childPid}"]`);
  const parent = page.locator(`.table-body .row[data-pid="${pid}"]`);
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

test('a search shows the ancestors of the matches', async (context) => {
  const { page } = await openUi(context, tree);
  const { pid, childPid } = await spawnTree();
  const child = await findRow(page, childPid);
  const parent = page.locator(`.table-body .row[data-pid="${pid}"]`);
  expect(await child.getAttribute('data-ancestor-of-match')).toBe('false');
  expect(await parent.getAttribute('data-ancestor-of-match')).toBe('true');
  expect(await page.locator('.toolbar .count').textContent()).toMatch(/^\d+ of [\d,]+$/);
});

test('Enter opens the panel; Esc closes it and focuses the table', async (context) => {
  const { page } = await openUi(context, tree);
  await page.getByRole('treegrid').focus();
  const pid = await press(page, 'Home');
  await page.getByRole('treegrid').press('Enter');
  await page.locator(`.panel[data-pid="${pid}"]`).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('.panel').count()).toBe(0);
  expect(await activePid(page)).toBe(pid);
  expect(await focusedRole(page)).toBe('treegrid');
});

test('? opens the list of keyboard shortcuts; Esc closes it', async (context) => {
  const { page } = await openUi(context, tree);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(await dialog.textContent()).toContain('Search');
  await page.keyboard.press('Escape');
  expect(await dialog.isVisible()).toBe(false);
});

test('the active process stays active when other processes start', async (context) => {
  const { page } = await openUi(context, tree);
  const { pid } = await spawnChild();
  await (await findRow(page, pid)).click();
  await page.getByLabel('Search processes').fill('');
  const others = [await spawnChild(), await spawnChild()];
  await page.getByLabel('Search processes').fill('sleep 1000');
  await page.locator(`.table-body .row[data-pid="${others[1]?.pid}"]`).waitFor({ timeout: 20_000 });
  expect(await activePid(page)).toBe(pid);
});

test('when the active process exits, the row that takes its place becomes active', async (context) => {
  const { page } = await openUi(context, tree);
  const seconds = `2000.${process.pid}`;
  const [first, second, third] = [
    await spawnChild('sleep', seconds),
    await spawnChild('sleep', seconds),
    await spawnChild('sleep', seconds),
  ];
  await page.getByRole('button', { name: 'List' }).click();
  await page.getByLabel('Search processes').fill(`sleep ${seconds}`);
  await expect.poll(() => rowCount(page), slow).toBe(3);
  expect(await press(page, 'Home')).toBe(Math.min(first.pid, second.pid, third.pid));
  const middle = await press(page, 'ArrowDown');
  const last = await press(page, 'End');
  expect(await press(page, 'ArrowUp')).toBe(middle);
  process.kill(middle, 'SIGKILL');
  await expect.poll(() => rowCount(page), slow).toBe(2);
  expect(await activePid(page)).toBe(last);
});

test('only the visible rows of 5000 processes are rendered', async (context) => {
  const { page, violations } = await openUi(context, tree);
  const fakes = Array.from({ length: 5000 }, (_, index) => ({ pid: index + 1, ppid: Math.min(1, index) }));
  await fakeProcesses(page, fakes);
  expect(await page.locator('.toolbar .count').textContent()).toBe('5,000');
  expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('5001');
  await page.getByRole('treegrid').focus();
  expect(await press(page, 'End')).toBe(5000);
  expect(await rowCount(page)).toBeLessThan(60);
  await page.getByLabel('Search processes').fill('fake 4321');
  await expect.poll(() => rowCount(page), slow).toBe(2);
  expect(violations).toEqual([]);
});
