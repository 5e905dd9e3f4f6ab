import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, type TestContext } from 'vitest';
import type { Process } from '../../packages/graphql/ui/process.ts';
import { openTab, type Tab } from './browser.ts';
import { type CliServer, serveUntil } from './graph.ts';

/** Timeout for a loaded machine. */
export const slow = { timeout: 30_000 };

const killFunctions: (() => void)[] = [];
let sharedServer: Promise<CliServer> | undefined;

/**
 * Opens the web UI of a server, by default one that the tests of a file share, with settings such as `view=tree`, and
 * waits for the first data.
 */
export async function openUi(
  context: TestContext,
  { settings = '', ...options }: Parameters<typeof openTab>[2] & { readonly settings?: string } = {},
  server?: CliServer,
): Promise<Tab> {
  sharedServer ??= server ? undefined : serveUntil((kill) => killFunctions.push(kill));
  const { url } = (server ?? (await sharedServer)) as CliServer;
  const tab = await openTab(context, new URL(`/#${settings}`, url).href, options);
  await tab.page.locator('.table-body .row, .block').first().waitFor();
  return tab;
}

afterAll(() => {
  for (const kill of killFunctions) kill();
});

/** Searches a process by PID and returns its row. */
export async function findRow(page: Page, pid: number): Promise<Locator> {
  await page.getByLabel('Search processes').fill(String(pid));
  const row = page.locator(`.table-body .row[data-pid="${pid}"]`);
  await row.waitFor({ timeout: 20_000 });
  return row;
}

/** Opens the panel of a process and waits for its properties. */
export async function openPanel(page: Page, pid: number): Promise<Locator> {
  await (await findRow(page, pid)).click();
  const panel = page.locator(`.panel[data-pid="${pid}"]`);
  await panel.locator('.properties').waitFor();
  return panel;
}

/** Returns the text of one column of the rendered rows, from top to bottom. */
export async function columnTexts(page: Page, column: string): Promise<string[]> {
  const cells = await page.locator('.table-body .row').evaluateAll(
    (rows, name) =>
      rows.map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        text: row.querySelector(`.cell.${name} .text`)?.textContent ?? '',
      })),
    column,
  );
  return cells.sort((a, b) => a.index - b.index).map(({ text }) => text);
}

/** Waits for a `data` element and returns its value. */
export async function dataValue(locator: Locator): Promise<number> {
  await expect.poll(() => locator.count()).toBeGreaterThan(0);
  return Number(await locator.first().getAttribute('value'));
}

/** Attributes of a fake process; the others are unknown. */
type FakeProcess = Pick<Process, 'pid' | 'ppid'> & Partial<Process>;

/** Reloads the page with one snapshot of fake processes, named `fake <pid>`. */
export async function fakeProcesses(page: Page, fakes: readonly FakeProcess[]): Promise<void> {
  const totalCount = fakes.length;
  const changed = fakes.map((fake) => ({
    ...{ id: `fake-${fake.pid}`, name: `fake ${fake.pid}`, cpuPercent: null, memoryInfo: null },
    ...fake,
  }));
  const event = JSON.stringify({ data: { processChanges: { totalCount, removed: [], changed } } });
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('subscription Processes')
      ? route.fulfill({ contentType: 'text/event-stream', body: `event: next\ndata: ${event}\n\n` })
      : route.continue(),
  );
  await page.reload();
  await page.locator(`.toolbar .count[data-count="${totalCount}"]`).waitFor();
}
