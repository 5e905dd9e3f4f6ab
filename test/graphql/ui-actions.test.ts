import { Process } from '@psutil/process';
import type { Locator, Page } from 'playwright-core';
import { expect, type TestContext, test } from 'vitest';
import { openTab, type Tab } from '../support/browser.ts';
import { spawnChild, spawnTree } from '../support/children.ts';
import { serve } from '../support/graph.ts';
import { findRow, openPanel, openUi, slow } from '../support/ui.ts';

const token = 'test-token-of-16-or-more-characters';

/** Opens the UI of a server that allows mutations. */
async function openWithMutations(context: TestContext): Promise<Tab> {
  const { url } = await serve('--token', token, '--allow-mutations');
  const tab = await openTab(context, new URL('/', url).href);
  await tab.page.getByLabel('Access token').fill(token);
  await tab.page.keyboard.press('Enter');
  await tab.page.locator('.table-body .row').first().waitFor();
  return tab;
}

/** Clicks an action in the panel of a process, and waits for the dry run. */
async function startAction(page: Page, panel: Locator, name: string): Promise<Locator> {
  await panel.getByRole('button', { name: `${name} …`, exact: true }).click();
  const dialog = page.locator('dialog#action');
  await dialog.getByRole('button', { name, exact: true }).and(page.locator(':enabled')).waitFor();
  return dialog;
}

const statusOf = (pid: number) => new Process(pid).status();

/** Whether a process has not ended; a zombie has. */
function isAlive(pid: number): boolean {
  try {
    return statusOf(pid) !== 'zombie';
  } catch {
    return false;
  }
}

test('without mutations there are no actions', async (context) => {
  const { page } = await openUi(context);
  const { pid } = await spawnChild();
  const panel = await openPanel(page, pid);
  await panel.getByRole('heading', { name: 'Children' }).waitFor();
  expect(await panel.locator('.actions').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('treegrid').press('Delete');
  expect(await page.locator('dialog[open]').count()).toBe(0);
});

test('a process is suspended, resumed, reniced and terminated after a dry run', async (context) => {
  const { page, violations } = await openWithMutations(context);
  const { pid } = await spawnChild();
  const panel = await openPanel(page, pid);
  const act = async (name: string, expected: RegExp, change = async (_: Locator) => {}) => {
    const dialog = await startAction(page, panel, name);
    expect(await dialog.getByRole('heading').textContent()).toBe(`${name}: sleep PID ${pid}`);
    await change(dialog);
    await dialog.getByText(/permits it/).waitFor();
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.getByText(expected).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await panel.isVisible()).toBe(true);
  };
  await act('Suspend', /^Done/);
  expect(statusOf(pid)).toBe('stopped');
  await act('Resume', /^Done/);
  await expect.poll(() => statusOf(pid), slow).toBe('sleeping');
  await act('Set nice value', /nice value is 7/, (dialog) => dialog.getByLabel('Nice value').fill('7'));
  expect(new Process(pid).nice()).toBe(7);
  await act('Terminate', /^Done/);
  await panel.getByText('process no longer exists').waitFor({ timeout: 20_000 });
  expect(violations).toEqual([]);
});

/** Answers as a server on Windows, where a nice value is a priority class. Returns the inputs of setNice. */
async function answerAsWindows(page: Page): Promise<unknown[]> {
  const inputs: { readonly dryRun: boolean; readonly value: number }[] = [];
  await page.route('**/graphql', async (route) => {
    const { query = '', variables } = route.request().postDataJSON() ?? {};
    if (/^mutation SetNice/.test(query)) {
      inputs.push(variables.input);
      const payload = { done: !variables.input.dryRun, process: { nice: variables.input.value }, userErrors: [] };
      return route.fulfill({ json: { data: { payload } } });
    }
    if (!query.includes('numHandles')) return route.continue();
    const response = await route.fetch();
    const result = await response.json();
    Object.assign(result.data.process, { nice: 32, numFds: null, numHandles: 7 });
    result.errors = [{ message: 'no', path: ['process', 'numFds'], extensions: { code: 'NOT_SUPPORTED' } }];
    return route.fulfill({ response, json: result });
  });
  return inputs;
}

test('on a system with priority classes, the nice value is the name of one and chosen from a list', async (context) => {
  const { page } = await openWithMutations(context);
  const { pid } = await spawnChild();
  const inputs = await answerAsWindows(page);
  const panel = await openPanel(page, pid);
  expect(await panel.locator('.property', { hasText: 'Nice value' }).locator('dd').textContent()).toBe('normal');
  expect(await panel.locator('dt').allTextContents()).toContain('Handles');
  expect(await panel.locator('dt').allTextContents()).not.toContain('File descriptors');
  const dialog = await startAction(page, panel, 'Set nice value');
  await dialog.getByLabel('Nice value').selectOption('below normal');
  await dialog.getByText('changes from normal to below normal').waitFor();
  await dialog.getByRole('button', { name: 'Set nice value' }).click();
  await dialog.getByText('the nice value is below normal').waitFor();
  expect(inputs).toMatchObject([
    { dryRun: true, value: 32 },
    { dryRun: true, value: 16384 },
    { dryRun: false, value: 16384 },
  ]);
});

test('the dry run counts the processes of a tree, which are then killed', async (context) => {
  const { page } = await openWithMutations(context);
  const { pid, childPid } = await spawnTree();
  const panel = await openPanel(page, pid);
  const dialog = await startAction(page, panel, 'Kill tree');
  await dialog.getByText('2 processes will end').waitFor();
  expect(isAlive(childPid)).toBe(true);
  await dialog.getByRole('button', { name: 'Kill tree' }).click();
  await dialog.getByText('Done: 2 processes ended.').waitFor();
  expect(isAlive(childPid)).toBe(false);
});

test('an action that is not permitted cannot be confirmed, and the reason is shown', async (context) => {
  const { page } = await openWithMutations(context);
  const panel = await openPanel(page, 1);
  await panel.getByRole('button', { name: 'Kill …', exact: true }).click();
  const alert = page.locator('dialog#action').getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/^Not possible: .+/);
  expect(await page.getByRole('button', { name: 'Kill', exact: true }).isDisabled()).toBe(true);
});

test('Delete opens the dialog for the active row, and Esc closes it without an action', async (context) => {
  const { page } = await openWithMutations(context);
  const { pid } = await spawnChild();
  await findRow(page, pid);
  await page.getByRole('treegrid').press('Home');
  await page.getByRole('treegrid').press('Delete');
  const dialog = page.getByRole('dialog', { name: /^Terminate: sleep/ });
  await dialog.getByText(/permits it/).waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Cancel');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Search processes').inputValue()).toBe(String(pid));
  expect(new Process(pid).isRunning()).toBe(true);
});
